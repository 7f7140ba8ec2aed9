import {
  ListObjectVersions$,
  type CommonPrefix,
  type DeleteMarkerEntry,
  type ListObjectVersionsOutput,
  type ListObjectVersionsRequest,
  type ObjectVersion as ListedVersion,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import type { Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { ownerOf } from './buckets';
import { s3Operation } from './declare';
import { keyEncoder, listEntries, readMaxKeys, type ListingRequest } from './keyListing';
import { sizeOf, type ObjectHistory, type ObjectVersion } from './objectHistory';

export const versionListOperations: readonly Operation[] = [
  s3Operation(ListObjectVersions$, listVersions, 'ListBucketVersions'),
];

/** A line of the listing, and what the next page says to go on after it. */
type Line =
  | { readonly kind: 'version'; readonly version: ObjectVersion; readonly isLatest: boolean }
  | { readonly kind: 'prefix'; readonly prefix: string };

function listVersions(input: Received<ListObjectVersionsRequest>, call: Call): ListObjectVersionsOutput {
  const bucket = requireBucket(input.Bucket, call);
  if (input.VersionIdMarker !== undefined && input.KeyMarker === undefined) {
    throw new AwsError('InvalidArgument', 'A version-id marker cannot be specified without a key marker.');
  }
  const maxKeys = readMaxKeys(input.MaxKeys);
  const lines: Line[] = [];
  let isTruncated = false;
  for (const line of linesOf(bucket, input)) {
    if (lines.length >= maxKeys) {
      isTruncated = maxKeys > 0;
      break;
    }
    lines.push(line);
  }
  const encode = keyEncoder(input.EncodingType);
  return {
    Name: bucket.name,
    Prefix: encode(input.Prefix ?? ''),
    KeyMarker: encode(input.KeyMarker ?? ''),
    VersionIdMarker: input.VersionIdMarker ?? '',
    Delimiter: input.Delimiter === undefined ? undefined : encode(input.Delimiter),
    EncodingType: input.EncodingType,
    MaxKeys: maxKeys,
    IsTruncated: isTruncated,
    ...(isTruncated ? markersAfter(lines.at(-1), encode) : {}),
    ...sortOut(lines, encode, ownerOf(call)),
  };
}

function* linesOf(bucket: Bucket, input: Received<ListObjectVersionsRequest>): Generator<Line, void, undefined> {
  const { history } = bucket;
  const { KeyMarker, VersionIdMarker, Prefix = '' } = input;
  // The key of the marker comes first: what is left of it after the marked version.
  if (KeyMarker?.startsWith(Prefix) && VersionIdMarker !== undefined) {
    yield* versionLines(history, olderThan(history.everything(KeyMarker), VersionIdMarker));
  }
  const request: ListingRequest = { prefix: Prefix, delimiter: input.Delimiter, after: KeyMarker };
  for (const entry of listEntries(history, request, (key) => history.current(key) !== undefined)) {
    if (entry.kind === 'prefix') {
      yield entry;
    } else {
      yield* versionLines(history, history.versions(entry.key));
    }
  }
}

/** Versions before the marked one, newest first; the marked one may be gone since. */
function olderThan(everything: readonly ObjectVersion[], marker: string): ObjectVersion[] {
  const marked = everything.findLastIndex((version) => version.versionId === marker);
  return everything.filter((version, index) => index < marked && version.removed === undefined).reverse();
}

function* versionLines(history: ObjectHistory, versions: readonly ObjectVersion[]): Generator<Line, void, undefined> {
  for (const version of versions) {
    yield { kind: 'version', version, isLatest: version === history.current(version.key) };
  }
}

function markersAfter(
  line: Line | undefined,
  encode: (key: string) => string,
): Pick<ListObjectVersionsOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> {
  if (line === undefined) {
    return {};
  }
  return line.kind === 'prefix'
    ? { NextKeyMarker: encode(line.prefix) }
    : { NextKeyMarker: encode(line.version.key), NextVersionIdMarker: line.version.versionId };
}

function sortOut(
  lines: readonly Line[],
  encode: (key: string) => string,
  owner: { ID: string },
): Pick<ListObjectVersionsOutput, 'Versions' | 'DeleteMarkers' | 'CommonPrefixes'> {
  const Versions: ListedVersion[] = [];
  const DeleteMarkers: DeleteMarkerEntry[] = [];
  const CommonPrefixes: CommonPrefix[] = [];
  for (const line of lines) {
    if (line.kind === 'prefix') {
      CommonPrefixes.push({ Prefix: encode(line.prefix) });
      continue;
    }
    const { version, isLatest } = line;
    const shared = {
      Key: encode(version.key),
      VersionId: version.versionId,
      IsLatest: isLatest,
      LastModified: new Date(version.lastModified),
      Owner: owner,
    };
    if (version.kind === 'deleteMarker') {
      DeleteMarkers.push(shared);
    } else {
      const { etag, storageClass } = version.content;
      Versions.push({ ...shared, ETag: etag, Size: sizeOf(version.content), StorageClass: storageClass as 'STANDARD' });
    }
  }
  return { Versions, DeleteMarkers, CommonPrefixes };
}
