import { createHash } from 'node:crypto';
import {
  AbortMultipartUpload$,
  CompleteMultipartUpload$,
  CreateMultipartUpload$,
  ListMultipartUploads$,
  UploadPartCopy$,
  type AbortMultipartUploadRequest,
  type CompletedPart,
  type CompleteMultipartUploadOutput,
  type CompleteMultipartUploadRequest,
  type CreateMultipartUploadOutput,
  type CreateMultipartUploadRequest,
  type ListMultipartUploadsOutput,
  type ListMultipartUploadsRequest,
  type UploadPartCopyOutput,
  type UploadPartCopyRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import type { Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';
import { sizeOf, type ObjectContent } from './objectHistory';
import { requireObject } from './objectReads';
import {
  checkWriteConditions,
  encryptionMembers,
  encryptionOf,
  etagOf,
  largestCopy,
  readCopySource,
  readTagHeader,
  requireSource,
  tooLarge,
  versionIdOf,
} from './objectWrites';
import type { Upload, UploadedPart } from './upload';

/** Uploads in parts, whose parts are copied. Parts that are sent (`UploadPart`) are not part of the sample account. */
export const multipartOperations: readonly Operation[] = [
  s3Operation(CreateMultipartUpload$, createUpload, 'PutObject'),
  s3Operation(UploadPartCopy$, copyPart, 'PutObject'),
  s3Operation(CompleteMultipartUpload$, completeUpload, 'PutObject'),
  s3Operation(AbortMultipartUpload$, abortUpload),
  s3Operation(ListMultipartUploads$, listUploads, 'ListBucketMultipartUploads'),
];

/** The smallest part but the last, in bytes, and how many there may be. Source: Amazon S3 user guide, multipart limits. */
const smallestPart = 5 * 1024 ** 2;
const mostParts = 10_000;

function createUpload(input: Received<CreateMultipartUploadRequest>, call: Call): CreateMultipartUploadOutput {
  const bucket = requireBucket(input.Bucket, call);
  const upload: Upload = {
    id: call.state.ids.versionId(),
    key: input.Key,
    startedAt: call.now,
    content: {
      contentType: input.ContentType,
      metadata: input.Metadata ?? {},
      storageClass: input.StorageClass ?? 'STANDARD',
      tags: readTagHeader(input.Tagging),
      checksum: undefined,
      encryption: encryptionOf(input, bucket),
    },
    parts: new Map(),
  };
  bucket.uploads.set(upload.id, upload);
  return { Bucket: bucket.name, Key: upload.key, UploadId: upload.id };
}

/** @throws AwsError 404 `NoSuchUpload`. */
function requireUpload(bucket: Bucket, key: string, id: string): Upload {
  const upload = bucket.uploads.get(id);
  if (upload?.key === key) return upload;
  throw new AwsError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
    { members: { UploadId: id } },
  );
}

function copyPart(input: Received<UploadPartCopyRequest>, call: Call): UploadPartCopyOutput {
  const bucket = requireBucket(input.Bucket, call);
  const upload = requireUpload(bucket, input.Key, input.UploadId);
  if (input.PartNumber < 1 || input.PartNumber > mostParts) {
    throw new AwsError('InvalidArgument', `Part number must be an integer between 1 and ${mostParts}, inclusive`);
  }
  const from = readCopySource(input.CopySource);
  const { content } = requireSource(requireObject(requireBucket(from.bucket, call), from.key, from.versionId), input);
  if (input.CopySourceIfMatch !== undefined && input.CopySourceIfMatch !== content.etag) {
    throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
  const part = partOf(content, input.CopySourceRange);
  upload.parts.set(input.PartNumber, part);
  return { CopyPartResult: { ETag: part.etag, LastModified: new Date(call.now) }, CopySourceVersionId: from.versionId };
}

/** A range of an object. Where a short body stands for a long one, so does the body of the part. */
function partOf(content: ObjectContent, header: string | undefined): UploadedPart {
  const whole = sizeOf(content);
  const [first, last] = readPartRange(header, whole);
  const size = last - first + 1;
  if (size > largestCopy) throw tooLarge();
  const place = (byte: number): number => Math.floor((byte * content.body.length) / whole);
  const body = content.body.slice(place(first), place(last + 1));
  return { body, etag: etagOf(body), size };
}

/** @throws AwsError `InvalidArgument`: the range of a part has both ends, within the object. */
function readPartRange(header: string | undefined, size: number): readonly [first: number, last: number] {
  if (header === undefined) return [0, size - 1];
  const [, first = NaN, last = NaN] = (/^bytes=(\d+)-(\d+)$/.exec(header) ?? []).map(Number);
  if (first <= last && last < size) return [first, last];
  throw new AwsError('InvalidArgument', `Range specified is not valid for source object of size: ${size}`);
}

function completeUpload(input: Received<CompleteMultipartUploadRequest>, call: Call): CompleteMultipartUploadOutput {
  const bucket = requireBucket(input.Bucket, call);
  const upload = requireUpload(bucket, input.Key, input.UploadId);
  const parts = requireParts(upload, input.MultipartUpload?.Parts ?? []);
  checkWriteConditions(input, bucket);
  const body = Buffer.concat(parts.map((part) => part.body));
  const pretended = parts.reduce((sum, { size }) => sum + size, 0);
  const etag = etagOfParts(parts);
  const version = bucket.history.put(call.now, bucket.versioning, upload.key, {
    ...upload.content,
    body,
    etag,
    pretended: pretended === body.length ? undefined : pretended,
  });
  bucket.uploads.delete(upload.id);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    ETag: etag,
    VersionId: versionIdOf(bucket, version),
    ...encryptionMembers(version),
  };
}

/** @throws AwsError `MalformedXML`, `InvalidPart`, `InvalidPartOrder` or `EntityTooSmall`. */
function requireParts(upload: Upload, wanted: readonly CompletedPart[]): readonly UploadedPart[] {
  if (wanted.length === 0) {
    throw new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  }
  return wanted.map(({ PartNumber: number = 0, ETag: etag }, index) => {
    const part = upload.parts.get(number);
    if (part === undefined || part.etag.replaceAll('"', '') !== etag?.replaceAll('"', '')) {
      throw new AwsError('InvalidPart', 'One or more of the specified parts could not be found.');
    }
    if (index > 0 && number <= (wanted[index - 1]?.PartNumber ?? 0)) {
      throw new AwsError('InvalidPartOrder', 'The list of parts was not in ascending order.');
    }
    if (index < wanted.length - 1 && part.size < smallestPart) {
      throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    }
    return part;
  });
}

/** The digest of the parts' digests, and how many there are. */
function etagOfParts(parts: readonly UploadedPart[]): string {
  const digests = parts.map(({ etag }) => Buffer.from(etag.replaceAll('"', ''), 'hex'));
  return `"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${parts.length}"`;
}

function abortUpload(input: Received<AbortMultipartUploadRequest>, call: Call): undefined {
  const bucket = requireBucket(input.Bucket, call);
  bucket.uploads.delete(requireUpload(bucket, input.Key, input.UploadId).id);
}

/** All of them on one page. */
function listUploads(input: Received<ListMultipartUploadsRequest>, call: Call): ListMultipartUploadsOutput {
  const bucket = requireBucket(input.Bucket, call);
  const uploads = [...bucket.uploads.values()].filter(({ key }) => key.startsWith(input.Prefix ?? ''));
  return {
    Bucket: bucket.name,
    IsTruncated: false,
    Uploads: uploads.map(({ key, id, startedAt }) => ({ Key: key, UploadId: id, Initiated: new Date(startedAt) })),
  };
}
