import * as l10n from '@vscode/l10n';
import type { Restorable } from '../../../protection/timeline/restorable';
import { restorableAt } from '../../../protection/timeline/restorable';
import type { Timeline } from '../../../protection/timeline/timeline';
import { formatExact, formatTime } from '../../../ui/format';
import { momentWords, restoreWords } from '../words';
import { button, html } from './dom';

/** What the readout asks for. */
export interface ReadoutActions {
  /** Restores what was found for a moment. */
  restore(restorable: Exclude<Restorable, { kind: 'none' }>): void;
  /** A person has typed a moment. */
  goTo(moment: Date): void;
}

/** Where the cursor is, and what it is on. */
export interface CursorFacts {
  readonly timeline: Timeline;
  readonly moment: Date;
  /** Whether restoring is there to be called. */
  readonly canRestore: boolean;
  /** How many recovery points are drawn as one here. */
  readonly pointsHere: number;
}

/** A person who holds an arrow key down is told where it ends, not of each step. In milliseconds. */
const quietFor = 250;

/** As `<input type="datetime-local">` writes a moment: in the person's zone. */
function asInput(moment: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const date = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}

/**
 * What no restore brings back, whatever the moment. Source: AWS Backup developer guide, S3 backups and restoring S3 data.
 */
function neverRestored(): HTMLElement {
  const facts = [
    l10n.t('Settings of the bucket: policy, lifecycle rules, notifications, replication, CORS, encryption.'),
    l10n.t('Objects encrypted with a key of the caller (SSE-C), and archived ones: they are in no backup.'),
    l10n.t('Changes made while EventBridge was off, from a continuous backup: AWS does not say when that was.'),
    l10n.t('Version ids, creation dates, ETags and storage classes: restored objects are new ones in S3 Standard.'),
  ];
  return html(
    'details',
    {},
    html('summary', {}, l10n.t('What no restore brings back')),
    html('ul', {}, ...facts.map((fact) => html('li', {}, fact))),
  );
}

/** Says what a restore at the cursor would bring, and offers it. */
export class Readout {
  readonly element: HTMLElement;
  readonly #input = html('input', { type: 'datetime-local', step: 1, id: 'moment' });
  readonly #utc = html('span', { class: 'utc' });
  readonly #live = html('div', { class: 'brings', 'aria-live': 'polite', 'aria-atomic': 'true' });
  readonly #restore: HTMLButtonElement;
  readonly #instead: HTMLButtonElement;
  #found: Restorable = { kind: 'none', why: 'no-points' };
  #timer: number | undefined;

  constructor(actions: ReadoutActions) {
    this.#input.addEventListener('change', () => {
      const moment = new Date(this.#input.value);
      if (!Number.isNaN(moment.getTime())) actions.goTo(moment);
    });
    this.#restore = button(
      l10n.t('Restore to this moment…'),
      () => {
        if (this.#found.kind !== 'none') actions.restore(this.#found);
      },
      { class: 'primary' },
    );
    this.#instead = button('', () => {
      const found = this.#found;
      if (found.kind !== 'continuous' || found.surely === undefined) return;
      const { surely: snapshot } = found;
      actions.restore({ kind: 'snapshot', point: snapshot.point, at: snapshot.at, snapshot });
    });
    const moment = html('label', { for: 'moment' }, l10n.t('Moment'));
    this.element = html(
      'section',
      { class: 'readout', 'aria-labelledby': 'readout-title' },
      html('h2', { id: 'readout-title' }, l10n.t('A restore to the cursor')),
      html('p', { class: 'moment' }, moment, this.#input, this.#utc, this.#restore, this.#instead),
      this.#live,
      neverRestored(),
    );
  }

  show(facts: CursorFacts): void {
    const { timeline, moment, canRestore } = facts;
    const found = restorableAt(timeline, moment);
    this.#found = found;
    const typed = asInput(moment);
    if (this.#input.value !== typed) this.#input.value = typed;
    this.#utc.textContent = formatExact(moment);
    this.#restore.hidden = !canRestore;
    this.#restore.disabled = found.kind === 'none';
    const surely = found.kind === 'continuous' ? found.surely : undefined;
    this.#instead.hidden = !canRestore || surely === undefined;
    if (surely) {
      this.#instead.textContent = l10n.t('Restore the one of {0} instead…', formatTime(surely.at, timeline.now));
    }
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#say(found, facts);
    }, quietFor);
  }

  #say(found: Restorable, { moment, timeline, pointsHere }: CursorFacts): void {
    const { brings, but } = restoreWords(found, moment, timeline.now);
    const many = l10n.t(
      '{0} recovery points are drawn as one here: a shorter time in view tells them apart.',
      pointsHere,
    );
    const told = [
      html('p', { class: 'visually-hidden' }, momentWords(moment)),
      html('p', { class: 'what' }, brings),
      ...but.map((words) => html('p', { class: 'but' }, words)),
      ...(pointsHere > 1 ? [html('p', {}, many)] : []),
    ];
    // What was said already is not said again.
    const before = [...this.#live.children].map(({ textContent }) => textContent);
    const isNew = before.join('\n') !== told.map(({ textContent }) => textContent).join('\n');
    if (isNew) this.#live.replaceChildren(...told);
  }
}
