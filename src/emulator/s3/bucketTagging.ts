import {
  DeleteBucketTagging$,
  GetBucketTagging$,
  PutBucketTagging$,
  type DeleteBucketTaggingRequest,
  type GetBucketTaggingOutput,
  type GetBucketTaggingRequest,
  type PutBucketTaggingRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';
import { readTagSet, writeTagSet } from './tagSet';

export const bucketTaggingOperations: readonly Operation[] = [
  s3Operation(GetBucketTagging$, getTagging),
  s3Operation(PutBucketTagging$, putTagging),
  s3Operation(DeleteBucketTagging$, deleteTagging, 'PutBucketTagging'),
];

const mostBucketTags = 50;

function getTagging(input: Received<GetBucketTaggingRequest>, call: Call): GetBucketTaggingOutput {
  const { name, tags } = requireBucket(input.Bucket, call);
  if (tags === undefined) {
    throw new AwsError('NoSuchTagSet', 'The TagSet does not exist', 404, { members: { BucketName: name } });
  }
  return { TagSet: writeTagSet(tags) };
}

function putTagging(input: Received<PutBucketTaggingRequest>, call: Call): void {
  requireBucket(input.Bucket, call).tags = readTagSet(input.Tagging.TagSet, mostBucketTags);
}

function deleteTagging(input: Received<DeleteBucketTaggingRequest>, call: Call): void {
  requireBucket(input.Bucket, call).tags = undefined;
}
