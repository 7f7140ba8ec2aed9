import * as l10n from '@vscode/l10n';
import { NotAwsError } from './failure';

/** Far more than any account fills: with AWS's own page sizes these are two million entries. */
const mostPages = 2_000;

/** Sees to it that the pages of one list come to an end. */
export class PageTokens {
  readonly #seen = new Set<string>();

  /** Notes where the next page starts. @throws NotAwsError where the list comes back to a page, or has no end. */
  note(token: string | undefined): void {
    if (token === undefined) return;
    if (this.#seen.has(token)) throw new NotAwsError(l10n.t('a list comes back to the same page'));
    if (this.#seen.size >= mostPages) throw new NotAwsError(l10n.t('a list has no end'));
    this.#seen.add(token);
  }
}

/** The pages of one of the SDK's paginators, which would follow a list in a circle for ever. @throws NotAwsError */
export async function* endingPages<
  Page extends { readonly NextToken?: string | undefined; readonly Marker?: string | undefined },
>(pages: AsyncIterable<Page>): AsyncGenerator<Page, void> {
  const tokens = new PageTokens();
  for await (const page of pages) {
    tokens.note(page.NextToken ?? page.Marker);
    yield page;
  }
}

/**
 * The next page that has something, or the last one: a service that filters sends pages without anything in between.
 * @throws what `read` throws, and NotAwsError.
 */
export async function filledPage<Page extends { readonly next?: string }>(
  read: (from: string | undefined) => Promise<Page>,
  isEmpty: (page: Page) => boolean,
  from?: string,
): Promise<Page> {
  const tokens = new PageTokens();
  tokens.note(from);
  for (let token = from; ;) {
    const page = await read(token);
    tokens.note(page.next);
    if (page.next === undefined || !isEmpty(page)) return page;
    token = page.next;
  }
}

/** The first of each key. AWS promises no page without what an earlier one had. */
export function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return [...first.values()];
}
