import {
  GetObject$,
  HeadObject$,
  type GetObjectOutput,
  type GetObjectRequest,
  type HeadObjectOutput,
  type HeadObjectRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import type { Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { checksumMembers } from './checksum';
import { s3Operation } from './declare';
import { isReadable, sizeOf, tagsAt, type StoredObject } from './objectHistory';

export const objectReadOperations: readonly Operation[] = [
  s3Operation(GetObject$, getObject),
  s3Operation(HeadObject$, headObject, 'GetObject'),
];

type ObjectBytes = Omit<GetObjectOutput, 'Body'> & { readonly Body: Uint8Array };

function getObject(input: Received<GetObjectRequest>, call: Call): ObjectBytes {
  const bucket = requireBucket(input.Bucket, call);
  const version = requireObject(bucket, input.Key, input.VersionId);
  checkConditions(input, version);
  if (['GLACIER', 'DEEP_ARCHIVE'].includes(version.content.storageClass)) {
    throw new AwsError('InvalidObjectState', "The operation is not valid for the object's storage class", 403);
  }
  const { body } = version.content;
  const range = readRange(input.Range, body.length);
  const tagCount = Object.keys(tagsAt(version, Number.POSITIVE_INFINITY)).length;
  // A checksum is that of the whole object, so a part of it comes without.
  const described = describe(bucket, version, range === undefined ? input : {});
  const TagCount = tagCount > 0 ? tagCount : undefined;
  if (range === undefined) {
    return { ...described, TagCount, Body: body, ContentLength: body.length };
  }
  return {
    ...described,
    TagCount,
    Body: body.subarray(range.first, range.last + 1),
    ContentLength: range.last - range.first + 1,
    ContentRange: `bytes ${range.first}-${range.last}/${body.length}`,
  };
}

function headObject(input: Received<HeadObjectRequest>, call: Call): HeadObjectOutput {
  const bucket = requireBucket(input.Bucket, call);
  const version = requireObject(bucket, input.Key, input.VersionId);
  checkConditions(input, version);
  return describe(bucket, version, input);
}

/**
 * The object version a request means.
 *
 * @throws AwsError `NoSuchKey`, `NoSuchVersion`, or `MethodNotAllowed` for a delete marker asked for by its version.
 */
export function requireObject(bucket: Bucket, key: string, versionId: string | undefined): StoredObject {
  const version = versionId === undefined ? bucket.history.current(key) : bucket.history.version(key, versionId);
  if (version?.kind === 'object') {
    return version;
  }
  const headers = version === undefined ? {} : { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId };
  if (versionId === undefined) {
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { members: { Key: key }, headers });
  }
  if (version === undefined) {
    throw new AwsError('NoSuchVersion', 'The specified version does not exist.', 404, {
      members: { Key: key, VersionId: versionId },
    });
  }
  throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, {
    headers,
  });
}

interface Conditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
}

function checkConditions(input: Conditions, version: StoredObject): void {
  const { etag, encryption } = version.content;
  const modified = Math.floor(version.lastModified / 1000) * 1000;
  if (encryption.algorithm === 'SSE-C' && input.SSECustomerAlgorithm === undefined) {
    throw new AwsError(
      'InvalidRequest',
      'The object was stored using a form of Server Side Encryption. ' +
        'The correct parameters must be provided to retrieve the object.',
    );
  }
  const isUnmet =
    (input.IfMatch !== undefined && !sameTag(input.IfMatch, etag)) ||
    (input.IfUnmodifiedSince !== undefined && modified > input.IfUnmodifiedSince.getTime());
  if (isUnmet) {
    throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
  const isUnchanged =
    (input.IfNoneMatch !== undefined && sameTag(input.IfNoneMatch, etag)) ||
    (input.IfModifiedSince !== undefined && modified <= input.IfModifiedSince.getTime());
  if (isUnchanged) {
    throw new AwsError('NotModified', 'Not Modified', 304);
  }
}

function sameTag(asked: string, etag: string): boolean {
  return asked === '*' || asked.replaceAll('"', '') === etag.replaceAll('"', '');
}

function describe(
  bucket: Bucket,
  version: StoredObject,
  input: { ChecksumMode?: string | undefined },
): HeadObjectOutput {
  const { content } = version;
  const { algorithm, kmsKeyId } = content.encryption;
  return {
    AcceptRanges: 'bytes',
    LastModified: new Date(version.lastModified),
    ContentLength: sizeOf(content),
    ETag: content.etag,
    ContentType: content.contentType ?? 'binary/octet-stream',
    Metadata: content.metadata,
    VersionId: bucket.versioning === undefined ? undefined : version.versionId,
    StorageClass: content.storageClass === 'STANDARD' ? undefined : (content.storageClass as 'STANDARD_IA'),
    ...(algorithm === 'SSE-C'
      ? { SSECustomerAlgorithm: 'AES256' }
      : { ServerSideEncryption: algorithm, SSEKMSKeyId: kmsKeyId }),
    ...(input.ChecksumMode === 'ENABLED' && isReadable(content) ? checksumMembers(content.checksum) : {}),
  };
}

/** @throws AwsError 416 for a range beyond the object's end. */
function readRange(header: string | undefined, length: number): { first: number; last: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [from = '', to = ''] = match?.slice(1) ?? [];
  if (match === null || (from === '' && to === '')) {
    return undefined;
  }
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (first >= length || first > last) {
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
  }
  return { first, last };
}
