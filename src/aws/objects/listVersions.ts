import * as l10n from '@vscode/l10n';
import type { ListObjectVersionsCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { compareKeys } from '../../model/objectKey';
import type { ObjectVersion } from '../../model/objectVersion';
import { NotAwsError } from '../failure';

/** The IAM action of every listing here. Source: AWS service authorization reference. */
export const listVersionsAction = 's3:ListBucketVersions';

/** Where a page starts: behind a version of a key, or behind all of them. */
export interface VersionsMark {
  readonly key: string;
  readonly versionId?: string;
}

export interface VersionsQuery {
  readonly bucket: string;
  readonly prefix: string;
  /** Rolls up the keys that have it behind the prefix. */
  readonly delimiter?: string;
  readonly from?: VersionsMark | undefined;
  /** At most so many rows, up to 1,000, which is what S3 gives of itself. */
  readonly most?: number;
}

export interface VersionsPage {
  readonly versions: readonly ObjectVersion[];
  readonly prefixes: readonly string[];
  /** Where the next page starts; missing on the last one. */
  readonly next?: VersionsMark;
}

/** Keys are asked for in an encoding, because XML cannot hold all of them. Not every endpoint does it. */
function decoder({ EncodingType }: ListObjectVersionsCommandOutput): (text: string) => string {
  if (EncodingType !== 'url') return (text) => text;
  return (text) => decodeURIComponent(text.replaceAll('+', ' '));
}

function versionsOf(output: ListObjectVersionsCommandOutput, decode: (text: string) => string): ObjectVersion[] {
  const { Versions: stored = [], DeleteMarkers: markers = [] } = output;
  const common = ({ Key, VersionId, IsLatest, LastModified }: (typeof markers)[number]) => {
    if (Key === undefined || LastModified === undefined) throw new NotAwsError();
    return {
      key: decode(Key),
      versionId: VersionId ?? 'null',
      isCurrent: IsLatest === true,
      lastModified: LastModified,
    };
  };
  return [
    ...stored.map((version): ObjectVersion => ({
      kind: 'object',
      ...common(version),
      sizeBytes: version.Size ?? 0,
      storageClass: version.StorageClass ?? 'STANDARD',
      ...(version.ETag !== undefined && { etag: version.ETag }),
    })),
    ...markers.map((marker): ObjectVersion => ({ kind: 'deleteMarker', ...common(marker) })),
  ];
}

/** Keys are listed in one order, so that a list that goes on comes to an end. */
function isBehind(next: VersionsMark, from: VersionsMark): boolean {
  const order = compareKeys(next.key, from.key);
  return order > 0 || (order === 0 && next.versionId !== from.versionId);
}

function nextOf(
  output: ListObjectVersionsCommandOutput,
  from: VersionsMark | undefined,
  decode: (text: string) => string,
): VersionsMark | undefined {
  if (output.IsTruncated !== true) return undefined;
  const { NextKeyMarker: key, NextVersionIdMarker: versionId } = output;
  if (key === undefined) throw new NotAwsError(l10n.t('a list does not say where it goes on'));
  const next = { key: decode(key), ...(versionId !== undefined && versionId !== '' && { versionId }) };
  if (from !== undefined && !isBehind(next, from)) throw new NotAwsError(l10n.t('a list comes back to the same page'));
  return next;
}

/**
 * One page of the versions and delete markers of a bucket, one call.
 * @throws what the SDK throws, and NotAwsError.
 */
export async function listVersions(s3: S3Client, query: VersionsQuery, signal: AbortSignal): Promise<VersionsPage> {
  const { bucket, prefix, delimiter, from, most } = query;
  const command = new ListObjectVersionsCommand({
    Bucket: bucket,
    Prefix: prefix,
    Delimiter: delimiter,
    KeyMarker: from?.key,
    VersionIdMarker: from?.versionId,
    MaxKeys: most,
    EncodingType: 'url',
  });
  const output = await s3.send(command, { abortSignal: signal });
  const decode = decoder(output);
  const next = nextOf(output, from, decode);
  return {
    versions: versionsOf(output, decode),
    prefixes: (output.CommonPrefixes ?? []).flatMap(({ Prefix }) => (Prefix === undefined ? [] : decode(Prefix))),
    ...(next && { next }),
  };
}

/** Pages from the first or a mark to the last, one after the other. @throws what {@link listVersions} throws. */
export async function* versionPages(
  s3: S3Client,
  query: VersionsQuery,
  signal: AbortSignal,
): AsyncGenerator<VersionsPage, void> {
  for (let from = query.from; ;) {
    const page = await listVersions(s3, { ...query, from }, signal);
    yield page;
    if (page.next === undefined) return;
    from = page.next;
  }
}
