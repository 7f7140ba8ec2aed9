import * as l10n from '@vscode/l10n';
import { newestMoment } from '../../../protection/timeline/restorable';
import { formatTime } from '../../../ui/format';
import type { FromPage, PageNews, PageRemedy } from '../messages';
import type { Zoom } from './axis';
import { firstZoom } from './axis';
import { Chart } from './chart';
import { button, html } from './dom';
import { FactList } from './factList';
import type { KeptState } from './keptState';
import { Notes } from './notes';
import { Readout } from './readout';
import { Toolbar } from './toolbar';

type Shown = Extract<PageNews, { kind: 'show' }>;

/** What the page needs of the editor. */
export interface PageHost {
  ask(request: FromPage): void;
  /** Keeps what a reload of the window brings back. */
  keep(state: KeptState): void;
}

/** The page: a drawing with a cursor, what the cursor means, and the same as a list. */
export class TimelinePage {
  readonly #host: PageHost;
  readonly #root: HTMLElement;
  readonly #title = html('h1');
  readonly #about = html('span');
  readonly #notes: Notes;
  readonly #refresh: HTMLButtonElement;
  readonly #toolbar: Toolbar;
  readonly #chart: Chart;
  readonly #readout: Readout;
  readonly #list: FactList;
  #kept: KeptState;
  #shown: Shown | undefined;

  /** @param root Emptied whenever something else is shown. */
  constructor(root: HTMLElement, host: PageHost, kept: KeptState) {
    this.#root = root;
    this.#host = host;
    this.#kept = kept;
    this.#refresh = button(
      '',
      () => {
        this.#refresh.textContent = l10n.t('Reading…');
        host.ask({ kind: 'refresh' });
      },
      { class: 'link' },
    );
    this.#notes = new Notes(this.#asking('older'));
    const goTo = (moment: Date): void => {
      this.#chart.goTo(moment);
    };
    this.#toolbar = new Toolbar((zoom) => {
      this.#chart.setZoom(zoom);
    });
    this.#chart = new Chart({
      moved: (moment) => {
        this.#tell(moment);
        this.#keep({ cursor: moment.getTime() });
      },
      zoomed: (zoom) => {
        this.#onZoom(zoom);
      },
    });
    this.#list = new FactList((moment) => {
      goTo(moment);
      this.#chart.element.focus();
    });
    this.#readout = new Readout({
      goTo,
      restore: ({ at, point }) => {
        if (this.#shown === undefined) return;
        host.ask({ kind: 'restore', look: this.#shown.look, at: at.getTime(), point: Number(point) });
      },
    });
  }

  show(shown: Shown): void {
    const isFirst = this.#shown === undefined;
    this.#shown = shown;
    const { timeline, heading, asOf, notes } = shown;
    this.#title.textContent = l10n.t('Recovery timeline of {0}', heading.bucket);
    const time = l10n.t('as of {0}', formatTime(asOf, timeline.now));
    this.#about.textContent = [heading.region, heading.connection, time, l10n.t('times in your zone'), ''].join(' · ');
    this.#refresh.textContent = l10n.t('Refresh');
    this.#notes.show(timeline, notes);
    const zoom = this.#kept.zoom ?? firstZoom({ from: timeline.from.getTime(), now: timeline.now.getTime() });
    this.#toolbar.show(zoom);
    // The drawing asks how much room it has.
    if (isFirst) this.#lay();
    this.#chart.show(timeline, this.#cursorFor(shown), zoom);
    this.#list.show(timeline);
    this.#tell(this.#chart.moment);
    // A cursor that nobody has moved goes along with the newest moment.
    if (shown.moment !== undefined) this.#keep({ cursor: this.#chart.moment.getTime() });
  }

  /** Says why there is no timeline. */
  say(text: string, remedies: readonly PageRemedy[]): void {
    this.#shown = undefined;
    const names: Readonly<Record<PageRemedy, string>> = {
      refresh: l10n.t('Try again'),
      'copy-policy': l10n.t('Copy policy'),
      connect: l10n.t('Choose a connection'),
    };
    this.#root.replaceChildren(
      html('p', { role: 'status' }, text),
      html('p', { class: 'buttons' }, ...remedies.map((remedy) => button(names[remedy], this.#asking(remedy)))),
    );
  }

  #asking(kind: Exclude<FromPage['kind'], 'restore'>): () => void {
    return () => {
      this.#host.ask({ kind });
    };
  }

  /** The moment that somebody has asked for, else where the cursor was, else the newest that can be restored. */
  #cursorFor({ moment, timeline }: Shown): Date {
    const kept = this.#kept.cursor === undefined ? undefined : new Date(this.#kept.cursor);
    return moment ?? kept ?? newestMoment(timeline) ?? timeline.now;
  }

  #lay(): void {
    const keys = l10n.t(
      'Arrow keys move the cursor, with Shift further, with Ctrl to the next recovery point. Page Up and Page Down move it by what is in view, Home and End to the oldest and newest moment, Enter to the moment that would be restored. Plus and minus change the time in view.',
    );
    this.#root.replaceChildren(
      html('header', {}, this.#title, html('p', { class: 'about' }, this.#about, this.#refresh)),
      this.#notes.element,
      this.#toolbar.element,
      this.#chart.element,
      html('p', { id: 'keys', class: 'keys' }, keys),
      this.#readout.element,
      this.#list.element,
    );
  }

  #tell(moment: Date): void {
    if (this.#shown === undefined) return;
    const { timeline, canRestore } = this.#shown;
    this.#readout.show({ timeline, moment, canRestore, pointsHere: this.#chart.pointsHere });
  }

  #onZoom(zoom: Zoom): void {
    this.#toolbar.show(zoom);
    this.#keep({ zoom });
  }

  #keep(change: Partial<KeptState>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#host.keep(this.#kept);
  }
}
