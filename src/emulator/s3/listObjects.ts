import {
  ListObjectsV2$,
  type CommonPrefix,
  type ListObjectsV2Output,
  type ListObjectsV2Request,
  type _Object as ListedObject,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import type { Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';
import { keyEncoder, listEntries, readMaxKeys } from './keyListing';
import { sizeOf } from './objectHistory';

export const objectListOperations: readonly Operation[] = [s3Operation(ListObjectsV2$, listObjects, 'ListBucket')];

function listObjects(input: Received<ListObjectsV2Request>, call: Call): ListObjectsV2Output {
  const bucket = requireBucket(input.Bucket, call);
  const maxKeys = readMaxKeys(input.MaxKeys);
  const encode = keyEncoder(input.EncodingType);
  const after = readToken(input.ContinuationToken) ?? input.StartAfter;
  const prefix = input.Prefix ?? '';
  const contents: ListedObject[] = [];
  const prefixes: CommonPrefix[] = [];
  let last: string | undefined;
  let isTruncated = false;
  const isThere = (key: string): boolean => bucket.history.current(key)?.kind === 'object';
  for (const entry of listEntries(bucket.history, { prefix, delimiter: input.Delimiter, after }, isThere)) {
    if (contents.length + prefixes.length >= maxKeys) {
      isTruncated = maxKeys > 0;
      break;
    }
    if (entry.kind === 'prefix') {
      prefixes.push({ Prefix: encode(entry.prefix) });
      last = entry.prefix;
    } else {
      contents.push(...describe(bucket, entry.key, encode));
      last = entry.key;
    }
  }
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    Delimiter: input.Delimiter === undefined ? undefined : encode(input.Delimiter),
    StartAfter: input.StartAfter === undefined ? undefined : encode(input.StartAfter),
    EncodingType: input.EncodingType,
    MaxKeys: maxKeys,
    KeyCount: contents.length + prefixes.length,
    IsTruncated: isTruncated,
    ContinuationToken: input.ContinuationToken,
    NextContinuationToken: isTruncated && last !== undefined ? Buffer.from(last).toString('base64url') : undefined,
    Contents: contents,
    CommonPrefixes: prefixes,
  };
}

function describe(bucket: Bucket, key: string, encode: (key: string) => string): ListedObject[] {
  const version = bucket.history.current(key);
  if (version?.kind !== 'object') {
    return [];
  }
  return [
    {
      Key: encode(key),
      LastModified: new Date(version.lastModified),
      ETag: version.content.etag,
      Size: sizeOf(version.content),
      StorageClass: version.content.storageClass as 'STANDARD',
    },
  ];
}

function readToken(token: string | undefined): string | undefined {
  if (token === undefined) {
    return undefined;
  }
  const key = Buffer.from(token, 'base64url').toString();
  if (key === '' || Buffer.from(key).toString('base64url') !== token) {
    throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect');
  }
  return key;
}
