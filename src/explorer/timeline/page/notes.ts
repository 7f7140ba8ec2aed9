import * as l10n from '@vscode/l10n';
import type { Timeline } from '../../../protection/timeline/timeline';
import { formatTime } from '../../../ui/format';
import { gapWords } from '../words';
import { button, html } from './dom';

/** What there is to say before anything is looked at: gaps, what could not be read, and what is not read yet. */
export class Notes {
  readonly element: HTMLElement;
  readonly #told = html('div');
  readonly #unread = html('span');
  readonly #older: HTMLElement;

  /** @param readOlder Asks for older recovery points. */
  constructor(readOlder: () => void) {
    this.#older = html('p', {}, this.#unread, ' ', button(l10n.t('Read older'), readOlder, { class: 'link' }));
    this.element = html('div', { class: 'notes' }, this.#told, this.#older);
  }

  show({ gaps, now, unreadBefore }: Timeline, notes: readonly string[]): void {
    this.#told.replaceChildren(
      ...gaps.map((gap) => html('p', { class: 'warning' }, gapWords(gap, now))),
      ...notes.map((note) => html('p', {}, note)),
    );
    this.#older.hidden = unreadBefore === undefined;
    if (unreadBefore === undefined) return;
    this.#unread.textContent = l10n.t(
      'Recovery points from before {0} are not all read.',
      formatTime(unreadBefore, now),
    );
  }
}
