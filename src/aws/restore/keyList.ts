import type { S3Client } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import { compareKeys } from '../../model/objectKey';
import type { ObjectVersion } from '../../model/objectVersion';
import { isPrefix } from '../../protection/restore/request';
import { NotAwsError } from '../failure';
import { versionPages } from '../objects/listVersions';

/** All versions and delete markers of one key. */
export interface KeyVersions {
  readonly key: string;
  readonly versions: readonly ObjectVersion[];
}

/** Where keys are listed. */
export interface ListedPlace {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly owner: string | undefined;
  readonly signal: AbortSignal;
}

/** How many pages may still be read; what is left is taken from it. */
export interface PageBudget {
  pages: number;
}

/** The budget was used up. */
export class CutListError extends Error {
  override readonly name = 'CutListError';
}

/** The lines of a list, page by page. @throws what the SDK throws, NotAwsError, and CutListError. */
async function* linesOf(
  { s3, bucket, signal }: ListedPlace,
  prefix: string,
  budget: PageBudget,
): AsyncGenerator<readonly ObjectVersion[]> {
  if (budget.pages <= 0) throw new CutListError();
  for await (const { versions, next } of versionPages(s3, { bucket, prefix }, signal)) {
    budget.pages -= 1;
    yield versions;
    if (next !== undefined && budget.pages <= 0) throw new CutListError();
  }
}

/** The keys of a page in their order: objects and delete markers come apart. */
function grouped(page: readonly ObjectVersion[]): readonly KeyVersions[] {
  const byKey = new Map<string, ObjectVersion[]>();
  for (const line of page) {
    const versions = byKey.get(line.key);
    if (versions === undefined) byKey.set(line.key, [line]);
    else versions.push(line);
  }
  return [...byKey].map(([key, versions]) => ({ key, versions })).sort((a, b) => compareKeys(a.key, b.key));
}

/** Puts lines of the same key together. A page may end within a key. @throws NotAwsError where keys are out of order. */
async function* keysIn(pages: AsyncIterable<readonly ObjectVersion[]>): AsyncGenerator<KeyVersions> {
  let open: KeyVersions | undefined;
  for await (const page of pages) {
    for (const { key, versions } of grouped(page)) {
      if (open !== undefined && compareKeys(key, open.key) < 0) {
        throw new NotAwsError(l10n.t('a list of keys is not in their order'));
      }
      if (open?.key === key) {
        open = { key, versions: [...open.versions, ...versions] };
        continue;
      }
      if (open !== undefined) yield open;
      open = { key, versions };
    }
  }
  if (open !== undefined) yield open;
}

async function* keysOfItem(place: ListedPlace, item: string, budget: PageBudget): AsyncGenerator<KeyVersions> {
  for await (const found of keysIn(linesOf(place, item, budget))) {
    if (isPrefix(item) || found.key === item) yield found;
    // Longer keys come after it.
    if (!isPrefix(item) && compareKeys(found.key, item) >= 0) return;
  }
}

/**
 * The keys of a bucket with all their versions, in the order of the keys, page by page.
 *
 * @param items Keys and prefixes, none within another; all keys where it is left out.
 * @throws what the SDK throws, NotAwsError, and CutListError where the budget is used up.
 */
export async function* listKeys(
  place: ListedPlace,
  items: readonly string[] | undefined,
  budget: PageBudget,
): AsyncGenerator<KeyVersions> {
  if (items === undefined) {
    yield* keysIn(linesOf(place, '', budget));
    return;
  }
  for (const item of items.toSorted(compareKeys)) yield* keysOfItem(place, item, budget);
}
