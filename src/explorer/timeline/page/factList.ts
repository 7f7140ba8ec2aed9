import * as l10n from '@vscode/l10n';
import type { Timeline } from '../../../protection/timeline/timeline';
import { formatExact, formatTime } from '../../../ui/format';
import { failureWords, gapWords, snapshotWords, spanWords, vaultWords } from '../words';
import { button, html } from './dom';

/** One fact of the timeline, as a row of the list. */
interface FactRow {
  /** Where the cursor goes; none where nobody knows when it was. */
  readonly at?: Date;
  readonly when: string;
  readonly what: string;
  readonly vault: string;
  readonly expires: string;
}

/** So many rows are added at once: all of 100,000 would stall the page. */
const pageSize = 100;

function expiry(expiresAt: Date | undefined, now: Date): string {
  return expiresAt === undefined ? '' : formatTime(expiresAt, now);
}

/** What is true of whole stretches of time, before the single moments. */
function stretchRows({ continuous, gaps, now, vaults }: Timeline): readonly FactRow[] {
  const named = (name: string): string => vaultWords(vaults.find((vault) => vault.name === name) ?? { name });
  return [
    ...gaps.map((gap) => {
      const end = gap.to === undefined ? l10n.t('now') : formatTime(gap.to, now);
      return { when: l10n.t('not known → {0}', end), what: gapWords(gap, now), vault: '', expires: '' };
    }),
    ...continuous.map((span) => ({
      at: span.to,
      when: `${formatTime(span.from, now)} → ${formatTime(span.to, now)}`,
      what: `${l10n.t('Continuous backup')}: ${spanWords(span, now)}`,
      vault: named(span.vault),
      expires: expiry(span.expiresAt, now),
    })),
  ];
}

/** Single moments, the newest first, made only when they are shown. */
function* momentRows({ snapshots, failures, now, vaults }: Timeline): Generator<FactRow> {
  const names = new Map(vaults.map((vault) => [vault.name, vaultWords(vault)]));
  let failure = failures.length - 1;
  for (let place = snapshots.length - 1; place >= -1; place -= 1) {
    const snapshot = snapshots[place];
    for (; failure >= 0; failure -= 1) {
      const failed = failures[failure];
      if (failed === undefined || (snapshot !== undefined && failed.at < snapshot.at)) break;
      const vault = failed.vault ?? '';
      yield { at: failed.at, when: formatTime(failed.at, now), what: failureWords(failed), vault, expires: '' };
    }
    if (snapshot === undefined) return;
    const words = snapshotWords(snapshot);
    yield {
      at: snapshot.at,
      when: formatTime(snapshot.at, now),
      what: [l10n.t('Recovery point'), ...(words === '' ? [] : [words])].join(' · '),
      vault: names.get(snapshot.vault) ?? snapshot.vault,
      expires: expiry(snapshot.expiresAt, now),
    };
  }
}

/** The same facts as a list, for who cannot or would rather not see them drawn. */
export class FactList {
  readonly element: HTMLElement;
  readonly #body = html('tbody');
  readonly #more: HTMLButtonElement;
  readonly #goTo: (moment: Date) => void;
  #rows: Iterator<FactRow> = [][Symbol.iterator]();
  #left = 0;

  /** @param goTo Moves the cursor. */
  constructor(goTo: (moment: Date) => void) {
    this.#goTo = goTo;
    this.#more = button('', () => {
      const first = this.#add();
      // The button may be gone; the keyboard goes on where the new rows begin.
      if (this.#more.hidden) first?.querySelector('button')?.focus();
    });
    const heads = [l10n.t('When'), l10n.t('What'), l10n.t('Vault'), l10n.t('Expires')];
    this.element = html(
      'section',
      { class: 'facts', 'aria-labelledby': 'facts-title' },
      html('h2', { id: 'facts-title' }, l10n.t('As a list')),
      html(
        'table',
        {},
        html('thead', {}, html('tr', {}, ...heads.map((head) => html('th', { scope: 'col' }, head)))),
        this.#body,
      ),
      this.#more,
    );
  }

  /** The rows that were shown stay shown, as many as there are of them. */
  show(timeline: Timeline): void {
    const shown = Math.max(pageSize, this.#body.childElementCount);
    const focused = [...this.#body.rows].findIndex((row) => row.contains(document.activeElement));
    this.#body.replaceChildren();
    const stretches = stretchRows(timeline);
    this.#left = stretches.length + timeline.snapshots.length + timeline.failures.length;
    this.#rows = chain(stretches, momentRows(timeline));
    this.#add(shown);
    // Whoever is in the list stays there.
    this.#body.rows[focused]?.querySelector('button')?.focus();
  }

  #add(count = pageSize): HTMLTableRowElement | undefined {
    const rows: HTMLTableRowElement[] = [];
    while (rows.length < count) {
      const next = this.#rows.next();
      if (next.done === true) break;
      rows.push(this.#row(next.value));
    }
    this.#left -= rows.length;
    this.#body.append(...rows);
    this.#more.hidden = this.#left <= 0;
    this.#more.textContent = l10n.t('Show more ({0} left)', this.#left);
    return rows[0];
  }

  #row({ at, when, what, vault, expires }: FactRow): HTMLTableRowElement {
    const title = at && formatExact(at);
    const head =
      at === undefined
        ? when
        : button(
            when,
            () => {
              this.#goTo(at);
            },
            { class: 'link', title },
          );
    return html(
      'tr',
      {},
      html('th', { scope: 'row' }, head),
      html('td', { class: 'words' }, what),
      html('td', { class: 'vault' }, vault),
      html('td', { class: 'expires' }, expires),
    );
  }
}

function* chain<T>(...lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list;
}
