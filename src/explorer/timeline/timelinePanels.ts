import type { Disposable, ExtensionContext, Uri, WebviewPanel } from 'vscode';
import { Uri as Uris, ViewColumn, window } from 'vscode';
import type { CurrentSession } from '../session/currentSession';
import { readKept } from './page/keptState';
import type { TimelinePlace } from './readTimeline';
import { TimelinePanel } from './timelinePanel';
import { viewType } from './viewType';

/** The timelines that are open: one tab a bucket. */
export class TimelinePanels implements Disposable {
  readonly #current: CurrentSession;
  readonly #pages: Uri;
  readonly #open = new Map<string, TimelinePanel>();

  constructor(current: CurrentSession, extension: ExtensionContext['extensionUri']) {
    this.#current = current;
    this.#pages = Uris.joinPath(extension, 'dist', 'pages');
  }

  /** Opens the timeline of a bucket, or brings it to the front. @param moment Where the cursor goes. */
  show(place: TimelinePlace, moment?: Date): void {
    const open = this.#open.get(place.bucket);
    if (open === undefined) {
      const panel = window.createWebviewPanel(viewType, place.bucket, ViewColumn.Active);
      this.#fill(panel, place).reveal(moment);
    } else {
      open.reveal(moment);
    }
  }

  /** Fills a tab that was open when the window was closed. One that does not say whose it is goes. */
  revive(panel: WebviewPanel, state: unknown): void {
    try {
      const { bucket, region } = readKept(state);
      this.#fill(panel, { bucket, ...(region !== '' && { region }) });
    } catch {
      panel.dispose();
    }
  }

  dispose(): void {
    for (const panel of this.#open.values()) panel.dispose();
  }

  #fill(panel: WebviewPanel, place: TimelinePlace): TimelinePanel {
    const filled = new TimelinePanel(panel, place, this.#current, this.#pages);
    this.#open.get(place.bucket)?.dispose();
    this.#open.set(place.bucket, filled);
    panel.onDidDispose(() => {
      filled.dispose();
      if (this.#open.get(place.bucket) === filled) this.#open.delete(place.bucket);
    });
    return filled;
  }
}
