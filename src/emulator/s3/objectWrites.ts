import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  CopyObject$,
  PutObject$,
  type CopyObjectOutput,
  type CopyObjectRequest,
  type PutObjectOutput,
  type PutObjectRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import type { Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { checksumMembers, checksumSent, type ChecksumMembers } from './checksum';
import { s3Operation } from './declare';
import {
  sizeOf,
  tagsAt,
  type ObjectContent,
  type ObjectEncryption,
  type StoredObject,
  type Tags,
} from './objectHistory';
import { requireObject } from './objectReads';
import { readTagSet } from './tagSet';

export const objectWriteOperations: readonly Operation[] = [
  s3Operation(PutObject$, putObject),
  s3Operation(CopyObject$, copyObject, 'PutObject'),
];

type PutInput = Omit<Received<PutObjectRequest>, 'Body'> & { readonly Body?: Uint8Array };

function putObject(input: PutInput, call: Call): PutObjectOutput {
  const bucket = requireBucket(input.Bucket, call);
  const body = input.Body ?? new Uint8Array();
  checkWriteConditions(input, bucket);
  checkDigests(input, body);
  const version = bucket.history.put(call.now, bucket.versioning, input.Key, {
    body: Uint8Array.from(body),
    pretended: call.state.pretendedSize?.(input.Key, body.length),
    etag: etagOf(body),
    contentType: input.ContentType,
    metadata: input.Metadata ?? {},
    storageClass: input.StorageClass ?? 'STANDARD',
    tags: readTagHeader(input.Tagging),
    checksum: checksumSent(input),
    encryption: encryptionOf(input, bucket),
  });
  return {
    ETag: version.content.etag,
    VersionId: versionIdOf(bucket, version),
    ...encryptionMembers(version),
    ...sent(version),
  };
}

function sent(version: StoredObject): ChecksumMembers {
  return checksumMembers(version.content.checksum);
}

/** @throws AwsError 412 `PreconditionFailed`. */
export function checkWriteConditions(
  input: { readonly Key: string; readonly IfMatch?: string | undefined; readonly IfNoneMatch?: string | undefined },
  bucket: Bucket,
): void {
  const current = bucket.history.current(input.Key);
  const existing = current?.kind === 'object' ? current.content.etag : undefined;
  const isRefused =
    (input.IfNoneMatch === '*' && existing !== undefined) ||
    (input.IfMatch !== undefined && input.IfMatch !== existing);
  if (isRefused) {
    throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
}

/** @throws AwsError `BadDigest` where the body is not what the client says it sent. */
function checkDigests(input: PutInput, body: Uint8Array): void {
  const digests: readonly (readonly [sent: string | undefined, name: string, compute: () => string])[] = [
    [input.ContentMD5, 'Content-MD5', () => createHash('md5').update(body).digest('base64')],
    [input.ChecksumSHA1, 'SHA1', () => createHash('sha1').update(body).digest('base64')],
    [input.ChecksumSHA256, 'SHA256', () => createHash('sha256').update(body).digest('base64')],
    [input.ChecksumCRC32, 'CRC32', () => crc32Base64(body)],
  ];
  for (const [sent, name, compute] of digests) {
    if (sent !== undefined && sent !== compute()) {
      throw new AwsError('BadDigest', `The ${name} you specified did not match the calculated checksum.`);
    }
  }
}

function crc32Base64(body: Uint8Array): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

/** @throws AwsError where the bucket blocks SSE-C, as new buckets do. */
export function encryptionOf(
  input: Pick<PutInput, 'SSECustomerAlgorithm' | 'ServerSideEncryption' | 'SSEKMSKeyId'>,
  bucket: Bucket,
): ObjectEncryption {
  const rule = bucket.encryption.Rules?.[0];
  if (input.SSECustomerAlgorithm !== undefined) {
    if (rule?.BlockedEncryptionTypes?.EncryptionType?.includes('SSE-C')) {
      throw new AwsError('AccessDenied', 'SSE-C encryption is blocked on this bucket.', 403);
    }
    return { algorithm: 'SSE-C', kmsKeyId: undefined };
  }
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  const algorithm = input.ServerSideEncryption ?? byDefault?.SSEAlgorithm ?? 'AES256';
  if (algorithm !== 'aws:kms' && algorithm !== 'aws:kms:dsse') {
    return { algorithm: 'AES256', kmsKeyId: undefined };
  }
  return { algorithm, kmsKeyId: input.SSEKMSKeyId ?? byDefault?.KMSMasterKeyID };
}

export function readTagHeader(header: string | undefined): Tags {
  const pairs = [...new URLSearchParams(header ?? '')];
  return readTagSet(
    pairs.map(([Key, Value]) => ({ Key, Value })),
    10,
  );
}

function copyObject(input: Received<CopyObjectRequest>, call: Call): CopyObjectOutput {
  const target = requireBucket(input.Bucket, call);
  const from = readCopySource(input.CopySource);
  const source = requireSource(requireObject(requireBucket(from.bucket, call), from.key, from.versionId), input);
  checkWriteConditions(input, target);
  if (sizeOf(source.content) > largestCopy) throw tooLarge();
  const replaces = input.MetadataDirective === 'REPLACE';
  const changesNothing =
    !replaces && (input.StorageClass ?? source.content.storageClass) === source.content.storageClass;
  if (from.bucket === input.Bucket && from.key === input.Key && from.versionId === undefined && changesNothing) {
    throw new AwsError(
      'InvalidRequest',
      'This copy request is illegal because it is trying to copy an object to itself without changing the ' +
        "object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const content: ObjectContent = {
    ...source.content,
    contentType: replaces ? input.ContentType : source.content.contentType,
    metadata: replaces ? (input.Metadata ?? {}) : source.content.metadata,
    storageClass: input.StorageClass ?? 'STANDARD',
    tags:
      input.TaggingDirective === 'REPLACE' ? readTagHeader(input.Tagging) : tagsAt(source, Number.POSITIVE_INFINITY),
    encryption: encryptionOf(input, target),
  };
  const version = target.history.put(call.now, target.versioning, input.Key, content);
  return {
    CopyObjectResult: { ETag: content.etag, LastModified: new Date(version.lastModified) },
    CopySourceVersionId: source.versionId === 'null' ? undefined : source.versionId,
    VersionId: versionIdOf(target, version),
    ...encryptionMembers(version),
  };
}

/** What one call can copy, in bytes. Source: Amazon S3 API reference, CopyObject. */
export const largestCopy = 5 * 1024 ** 3;

export function tooLarge(): AwsError {
  return new AwsError(
    'InvalidRequest',
    `The specified copy source is larger than the maximum allowable size for a copy source: ${largestCopy}`,
  );
}

/** @throws AwsError where the data of the source cannot be read as the request asks for it. */
export function requireSource(
  source: StoredObject,
  input: { readonly CopySourceSSECustomerAlgorithm?: string | undefined },
): StoredObject {
  const { storageClass, encryption } = source.content;
  if (storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE') {
    throw new AwsError(
      'InvalidObjectState',
      'The source object of the COPY operation is not in the active tier and is only stored in Amazon Glacier.',
      403,
    );
  }
  if (encryption.algorithm === 'SSE-C' && input.CopySourceSSECustomerAlgorithm === undefined) {
    throw new AwsError(
      'InvalidRequest',
      'The object was stored using a form of Server Side Encryption. ' +
        'The correct parameters must be provided to retrieve the object.',
    );
  }
  return source;
}

/** Reads `bucket/key?versionId=…`, percent-encoded, perhaps with a slash in front. */
export function readCopySource(source: string): { bucket: string; key: string; versionId: string | undefined } {
  const match = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/s.exec(source);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new AwsError('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  }
  return { bucket: match[1], key: decodeURIComponent(match[2]), versionId: match[3] };
}

export function etagOf(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

/** The version id as answers give it: none for a bucket that was never versioned. */
export function versionIdOf(bucket: Bucket, version: StoredObject): string | undefined {
  return bucket.versioning === undefined ? undefined : version.versionId;
}

export function encryptionMembers(
  version: StoredObject,
): Pick<PutObjectOutput, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'SSECustomerAlgorithm'> {
  const { algorithm, kmsKeyId } = version.content.encryption;
  return algorithm === 'SSE-C'
    ? { SSECustomerAlgorithm: 'AES256' }
    : { ServerSideEncryption: algorithm, SSEKMSKeyId: kmsKeyId };
}
