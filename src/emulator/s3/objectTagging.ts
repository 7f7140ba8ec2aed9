import {
  DeleteObjectTagging$,
  GetObjectTagging$,
  PutObjectTagging$,
  type DeleteObjectTaggingOutput,
  type DeleteObjectTaggingRequest,
  type GetObjectTaggingOutput,
  type GetObjectTaggingRequest,
  type PutObjectTaggingOutput,
  type PutObjectTaggingRequest,
} from '@aws-sdk/client-s3';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';
import { tagsAt } from './objectHistory';
import { requireObject } from './objectReads';
import { readTagSet, writeTagSet } from './tagSet';

export const objectTaggingOperations: readonly Operation[] = [
  s3Operation(GetObjectTagging$, getTagging),
  s3Operation(PutObjectTagging$, putTagging),
  s3Operation(DeleteObjectTagging$, deleteTagging),
];

const mostObjectTags = 10;

function getTagging(input: Received<GetObjectTaggingRequest>, call: Call): GetObjectTaggingOutput {
  const version = requireObject(requireBucket(input.Bucket, call), input.Key, input.VersionId);
  return { TagSet: writeTagSet(tagsAt(version, Number.POSITIVE_INFINITY)), VersionId: version.versionId };
}

function putTagging(input: Received<PutObjectTaggingRequest>, call: Call): PutObjectTaggingOutput {
  const bucket = requireBucket(input.Bucket, call);
  const version = requireObject(bucket, input.Key, input.VersionId);
  bucket.history.setTags(call.now, version, readTagSet(input.Tagging.TagSet, mostObjectTags));
  return { VersionId: version.versionId };
}

function deleteTagging(input: Received<DeleteObjectTaggingRequest>, call: Call): DeleteObjectTaggingOutput {
  const bucket = requireBucket(input.Bucket, call);
  const version = requireObject(bucket, input.Key, input.VersionId);
  bucket.history.setTags(call.now, version, {});
  return { VersionId: version.versionId };
}
