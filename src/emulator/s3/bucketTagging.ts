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
import type { Tags } from './objectHistory';
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

/** Replaces the whole set. Tags that AWS has put there must come with it, unchanged. */
function putTagging(input: Received<PutBucketTaggingRequest>, call: Call): void {
  const bucket = requireBucket(input.Bucket, call);
  const system = systemTags(bucket.tags);
  const given = input.Tagging.TagSet;
  const others = given.filter(({ Key, Value }) => system[Key] !== Value);
  if (given.length - others.length < Object.keys(system).length) throw systemTagsStay();
  bucket.tags = { ...system, ...readTagSet(others, mostBucketTags) };
}

/** Those of AWS itself, such as `aws:cloudformation:stack-name`. */
function systemTags(tags: Tags = {}): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key.startsWith('aws:')));
}

function systemTagsStay(): AwsError {
  return new AwsError('InvalidTag', 'System tags cannot be removed by requester');
}

function deleteTagging(input: Received<DeleteBucketTaggingRequest>, call: Call): void {
  const bucket = requireBucket(input.Bucket, call);
  if (Object.keys(systemTags(bucket.tags)).length > 0) throw systemTagsStay();
  bucket.tags = undefined;
}
