import type { ListObjectVersionsCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import type { ListedVersion } from '../../protection/restore/keyState';
import { compareKeys } from '../../protection/restore/keyOrder';
import { isPrefix } from '../../protection/restore/request';
import { NotAwsError } from '../failure';

/** All versions and delete markers of one key. */
export interface KeyVersions {
  readonly key: string;
  readonly versions: readonly ListedVersion[];
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

/** Keys come encoded, because XML cannot hold all characters that they may have. */
function decoded(text: string | undefined): string {
  return decodeURIComponent((text ?? '').replaceAll('+', ' '));
}

function linesOf(output: ListObjectVersionsCommandOutput): readonly ListedVersion[] {
  const objects = (output.Versions ?? []).map((line): ListedVersion => ({
    key: decoded(line.Key),
    versionId: line.VersionId ?? 'null',
    lastModified: line.LastModified ?? new Date(0),
    isLatest: line.IsLatest === true,
    kind: 'object',
    size: line.Size ?? 0,
    ...(line.StorageClass !== undefined && { storageClass: line.StorageClass }),
    ...(line.ETag !== undefined && { etag: line.ETag }),
  }));
  const markers = (output.DeleteMarkers ?? []).map((line): ListedVersion => ({
    key: decoded(line.Key),
    versionId: line.VersionId ?? 'null',
    lastModified: line.LastModified ?? new Date(0),
    isLatest: line.IsLatest === true,
    kind: 'deleteMarker',
  }));
  return [...objects, ...markers];
}

/** @throws what the SDK throws, NotAwsError where a list does not go on, CutListError. */
async function* pagesOf(
  { s3, bucket, owner, signal }: ListedPlace,
  prefix: string | undefined,
  budget: PageBudget,
): AsyncGenerator<readonly ListedVersion[]> {
  let marker: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } = {};
  for (;;) {
    if (budget.pages <= 0) throw new CutListError();
    budget.pages -= 1;
    const command = new ListObjectVersionsCommand({
      Bucket: bucket,
      ExpectedBucketOwner: owner,
      Prefix: prefix,
      EncodingType: 'url',
      ...marker,
    });
    const output = await s3.send(command, { abortSignal: signal });
    yield linesOf(output);
    if (output.IsTruncated !== true) return;
    const next = { KeyMarker: decoded(output.NextKeyMarker), VersionIdMarker: output.NextVersionIdMarker ?? '' };
    if (next.KeyMarker === marker.KeyMarker && next.VersionIdMarker === marker.VersionIdMarker) {
      throw new NotAwsError(l10n.t('a list comes back to the same page'));
    }
    marker = {
      KeyMarker: next.KeyMarker,
      ...(next.VersionIdMarker !== '' && { VersionIdMarker: next.VersionIdMarker }),
    };
  }
}

/** The keys of a page in their order: objects and delete markers come apart. */
function grouped(page: readonly ListedVersion[]): readonly KeyVersions[] {
  const byKey = new Map<string, ListedVersion[]>();
  for (const line of page) {
    const versions = byKey.get(line.key);
    if (versions === undefined) byKey.set(line.key, [line]);
    else versions.push(line);
  }
  return [...byKey].map(([key, versions]) => ({ key, versions })).sort((a, b) => compareKeys(a.key, b.key));
}

/** Puts lines of the same key together. A page may end within a key. @throws NotAwsError where keys are out of order. */
async function* keysIn(pages: AsyncIterable<readonly ListedVersion[]>): AsyncGenerator<KeyVersions> {
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
  for await (const found of keysIn(pagesOf(place, item, budget))) {
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
    yield* keysIn(pagesOf(place, undefined, budget));
    return;
  }
  for (const item of items.toSorted(compareKeys)) yield* keysOfItem(place, item, budget);
}
