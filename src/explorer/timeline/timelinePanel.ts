import * as l10n from '@vscode/l10n';
import { randomBytes } from 'node:crypto';
import type { WebviewPanel } from 'vscode';
import { commands, Disposable, env, l10n as editorLanguage, Uri, window } from 'vscode';
import { describeConnection } from '../../aws/connection';
import { readPolicy } from '../../aws/readPolicy';
import { partitionOf } from '../../model/arn';
import { restorableAt } from '../../protection/timeline/restorable';
import type { Timeline } from '../../protection/timeline/timeline';
import type { AccountSession } from '../session/accountSession';
import type { CurrentChange, CurrentSession } from '../session/currentSession';
import type { FromPage, PageRemedy, ToPage } from './messages';
import { readRequest } from './messages';
import { pageHtml } from './pageHtml';
import type { TimelinePlace, TimelineReading } from './readTimeline';
import { readTimeline } from './readTimeline';
import { encodeTimeline, pointsOf } from './wire';

const restoreCommand = 's3backup.restore';

/** So many recovery points are read when older ones are asked for. */
const olderAtOnce = 500;

/** What {@link restoreCommand} is given: the moment that a person has picked. */
export interface RestoreMoment {
  readonly kind: 'moment';
  readonly bucket: string;
  readonly region: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly recoveryPointArn?: string;
}

/** What was sent last: the names of points are good for it alone. */
interface Sent {
  readonly look: number;
  readonly region: string;
  readonly timeline: Timeline;
}

/** One page with the timeline of one bucket, for as long as its tab is open. */
export class TimelinePanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #place: TimelinePlace;
  readonly #current: CurrentSession;
  readonly #subscription: Disposable;
  #sent: Sent | undefined;
  /** The action that would have to be allowed for there to be a timeline. */
  #denied: string | undefined;
  #looks = 0;
  /** Where the cursor is to go with the next timeline. */
  #moment: Date | undefined;
  #isReady = false;
  #isOver = false;
  /** Something has changed that the page does not show yet. */
  #isStale = true;

  constructor(panel: WebviewPanel, place: TimelinePlace, current: CurrentSession, pages: Uri) {
    this.#panel = panel;
    this.#place = place;
    this.#current = current;
    const { webview } = panel;
    this.#subscription = Disposable.from(
      webview.onDidReceiveMessage((message: unknown) => {
        this.#onMessage(message);
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible && this.#isStale) this.#renew();
      }),
      current.onDidChange((change) => {
        if (this.#concerns(change)) this.#renew();
      }),
    );
    const { bucket, region = '' } = place;
    panel.title = l10n.t('Timeline: {0}', bucket);
    webview.options = { enableScripts: true, localResourceRoots: [pages] };
    const addressOf = (file: string): string => webview.asWebviewUri(Uri.joinPath(pages, file)).toString();
    webview.html = pageHtml({
      bucket,
      region,
      script: addressOf('timeline.js'),
      style: addressOf('timeline.css'),
      styleSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64'),
      language: env.language,
    });
  }

  /** Brings it to the front, with the cursor at a moment where one is given. */
  reveal(moment: Date | undefined): void {
    this.#panel.reveal();
    if (moment === undefined) return;
    this.#moment = moment;
    this.#renew();
  }

  /** The tab is closed: nothing may be asked of it any more. */
  dispose(): void {
    this.#isOver = true;
    this.#subscription.dispose();
  }

  #concerns(change: CurrentChange): boolean {
    switch (change.kind) {
      case 'buckets':
        return change.names.has(this.#place.bucket);
      case 'list':
        // The list may bring the bucket that is waited for; of one that is shown it tells nothing new.
        return this.#sent === undefined;
      case 'opened':
        return true;
      case 'connection':
        this.#sent = undefined;
        return true;
    }
  }

  /** Shows what is known now; a page that is not seen waits until it is. */
  #renew(): void {
    this.#isStale = true;
    if (this.#isOver || !this.#isReady || !this.#panel.visible) return;
    this.#isStale = false;
    void this.#show().catch((error: unknown) => {
      this.#tell({ kind: 'say', text: error instanceof Error ? error.message : String(error), remedies: ['refresh'] });
    });
  }

  async #show(): Promise<void> {
    this.#looks += 1;
    const look = this.#looks;
    const session = await this.#current.open();
    if (session === undefined) {
      const text = this.#current.obstacle?.text ?? l10n.t('There is no connection to an account.');
      this.#tell({ kind: 'say', text, remedies: ['connect'] });
      return;
    }
    const reading = await readTimeline(this.#place, session);
    const canRestore = (await commands.getCommands(true)).includes(restoreCommand);
    // A later look has begun meanwhile, and says more.
    if (look === this.#looks) this.#tell(this.#newsOf(reading, look, canRestore));
  }

  #newsOf(reading: TimelineReading, look: number, canRestore: boolean): ToPage {
    switch (reading.kind) {
      case 'waiting':
        return { kind: 'say', text: l10n.t('Reading…'), remedies: [] };
      case 'missing': {
        const text = l10n.t(
          'This connection shows neither a bucket {0} nor recovery points of it.',
          this.#place.bucket,
        );
        return { kind: 'say', text, remedies: ['refresh'] };
      }
      case 'failed': {
        const { why: text, denied } = reading;
        this.#denied = denied;
        const remedies: readonly PageRemedy[] = denied === undefined ? ['refresh'] : ['copy-policy', 'refresh'];
        return { kind: 'say', text, remedies };
      }
      case 'read': {
        const { timeline, region, asOf, unread } = reading;
        const { connection } = this.#current;
        const moment = this.#moment?.getTime();
        this.#sent = { look, region, timeline };
        this.#moment = undefined;
        return {
          kind: 'show',
          look,
          heading: {
            bucket: this.#place.bucket,
            region,
            connection: connection === undefined ? '' : describeConnection(connection),
          },
          asOf: asOf.getTime(),
          timeline: encodeTimeline(timeline),
          notes: unread,
          canRestore,
          moment,
        };
      }
    }
  }

  #tell(news: ToPage): void {
    if (!this.#isOver) void this.#panel.webview.postMessage(news);
  }

  #onMessage(message: unknown): void {
    let request: FromPage;
    try {
      request = readRequest(message);
    } catch {
      this.#current.log('The recovery timeline sent something that it may not send. It was ignored.');
      return;
    }
    void this.#answer(request).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(l10n.t('S3 Backup: {0}', text));
    });
  }

  async #answer(request: FromPage): Promise<void> {
    const { session } = this.#current;
    switch (request.kind) {
      case 'ready':
        this.#isReady = true;
        if (editorLanguage.bundle) this.#tell({ kind: 'language', contents: editorLanguage.bundle });
        this.#renew();
        return;
      case 'refresh':
        if (session !== undefined) await this.#refresh(session);
        this.#renew();
        return;
      case 'older':
        await session?.readOlderPoints(this.#place.bucket, olderAtOnce);
        return;
      case 'copy-policy':
        await this.#copyPolicy();
        return;
      case 'connect':
        await commands.executeCommand('s3backup.switchConnection');
        return;
      case 'restore':
        await this.#restore(request);
    }
  }

  async #copyPolicy(): Promise<void> {
    if (this.#denied === undefined) return;
    const { bucket, region = '' } = this.#place;
    await env.clipboard.writeText(readPolicy([{ action: this.#denied, bucket, partition: partitionOf(region) }]));
    window.setStatusBarMessage(`$(copy) ${l10n.t('policy with 1 action copied')}`, 4_000);
  }

  async #refresh(session: AccountSession): Promise<void> {
    const { bucket } = this.#place;
    if (session.entry(bucket) === undefined) session.forgetPoints(bucket);
    else await session.refresh([bucket]);
  }

  /** The page names a point of what it was sent last; of an older look only the moment counts. */
  async #restore({ look, at, point }: Extract<FromPage, { kind: 'restore' }>): Promise<void> {
    if (this.#sent === undefined) return;
    const { timeline, region } = this.#sent;
    const moment = new Date(at);
    const named = look === this.#sent.look ? pointsOf(timeline)[point]?.point : undefined;
    const found = restorableAt(timeline, moment);
    const arn = named ?? (found.kind === 'none' ? undefined : found.point);
    const argument: RestoreMoment = {
      kind: 'moment',
      bucket: this.#place.bucket,
      region,
      at: moment.toISOString(),
      ...(arn !== undefined && { recoveryPointArn: arn }),
    };
    await commands.executeCommand(restoreCommand, argument);
  }
}
