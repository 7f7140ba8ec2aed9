import {
  CreateBucket$,
  DeleteBucket$,
  GetBucketAcl$,
  GetBucketLocation$,
  HeadBucket$,
  ListBuckets$,
  type CreateBucketOutput,
  type CreateBucketRequest,
  type DeleteBucketRequest,
  type GetBucketAclOutput,
  type GetBucketAclRequest,
  type GetBucketLocationOutput,
  type GetBucketLocationRequest,
  type HeadBucketOutput,
  type HeadBucketRequest,
  type ListBucketsOutput,
  type ListBucketsRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import { bucketIsGone } from '../backup/continuous';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { addBucket, removeBucket } from '../state';
import { bucketArn, type Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';
import { newBucket } from './newBucket';

export const bucketOperations: readonly Operation[] = [
  s3Operation(ListBuckets$, listBuckets, 'ListAllMyBuckets'),
  s3Operation(CreateBucket$, createBucket),
  s3Operation(DeleteBucket$, deleteBucket),
  s3Operation(HeadBucket$, headBucket, 'ListBucket'),
  s3Operation(GetBucketLocation$, getBucketLocation),
  s3Operation(GetBucketAcl$, getBucketAcl),
];

const mostBuckets = 10_000;

/** Lists by name. A Region is told only to a caller that sends a parameter (Amazon S3 API reference). */
function listBuckets(input: Received<ListBucketsRequest>, call: Call): ListBucketsOutput {
  const { MaxBuckets, ContinuationToken, Prefix = '', BucketRegion } = input;
  checkListing(input, call);
  const limit = MaxBuckets ?? mostBuckets;
  const tellsRegion = [MaxBuckets, ContinuationToken, input.Prefix, BucketRegion].some((value) => value !== undefined);
  const found: Bucket[] = [];
  let next: string | undefined;
  const after = ContinuationToken === undefined ? undefined : Buffer.from(ContinuationToken, 'base64url').toString();
  for (const name of call.state.bucketNames.from(after)) {
    const bucket = call.state.buckets.get(name);
    if (bucket === undefined || !name.startsWith(Prefix) || (BucketRegion ?? bucket.region) !== bucket.region) {
      continue;
    }
    if (found.length === limit) {
      next = Buffer.from(found.at(-1)?.name ?? '').toString('base64url');
      break;
    }
    found.push(bucket);
  }
  return {
    Buckets: found.map((bucket) => ({
      Name: bucket.name,
      CreationDate: new Date(bucket.createdAt),
      ...(tellsRegion && { BucketRegion: bucket.region, BucketArn: bucketArn(bucket.name) }),
    })),
    Owner: ownerOf(call),
    ContinuationToken: next,
    Prefix: input.Prefix,
  };
}

function checkListing(input: ListBucketsRequest, call: Call): void {
  const { MaxBuckets, BucketRegion } = input;
  if (MaxBuckets !== undefined && !(MaxBuckets >= 1 && MaxBuckets <= mostBuckets)) {
    throw new AwsError('InvalidArgument', `Argument max-buckets must be an integer between 1 and ${mostBuckets}.`);
  }
  if (MaxBuckets === undefined && call.state.buckets.size > mostBuckets) {
    throw new AwsError('InvalidRequest', 'Unpaginated ListBuckets requests are not supported for this account.');
  }
  if (BucketRegion !== undefined && BucketRegion !== call.region) {
    throw new AwsError('InvalidArgument', `Argument value ${BucketRegion} is not a valid AWS Region`);
  }
}

function createBucket(input: Received<CreateBucketRequest>, call: Call): CreateBucketOutput {
  const name = input.Bucket;
  const constraint = input.CreateBucketConfiguration?.LocationConstraint;
  if (!/^[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/.test(name)) {
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, {
      members: { BucketName: name },
    });
  }
  if ((constraint ?? 'us-east-1') !== call.region) {
    throw new AwsError(
      'IllegalLocationConstraintException',
      `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  if (call.state.buckets.has(name)) {
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
      { members: { BucketName: name } },
    );
  }
  const bucket = newBucket(call.state.ids, name, call.region, call.now);
  if (input.ObjectLockEnabledForBucket) {
    bucket.objectLock = { ObjectLockEnabled: 'Enabled' };
    bucket.versioning = 'Enabled';
  }
  addBucket(call.state, bucket);
  return { Location: `/${name}`, BucketArn: bucketArn(name) };
}

function deleteBucket(input: Received<DeleteBucketRequest>, call: Call): void {
  const bucket = requireBucket(input.Bucket, call);
  if (bucket.history.size > 0) {
    throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, {
      members: { BucketName: bucket.name },
    });
  }
  removeBucket(call.state, bucket);
  bucketIsGone(call.state, bucket, call.now);
}

function headBucket(input: Received<HeadBucketRequest>, call: Call): HeadBucketOutput {
  const bucket = requireBucket(input.Bucket, call);
  return { BucketRegion: bucket.region, BucketArn: bucketArn(bucket.name), AccessPointAlias: false };
}

/** The old form of a Region: nothing for us-east-1, `EU` for buckets made long ago (none here). */
function getBucketLocation(input: Received<GetBucketLocationRequest>, call: Call): GetBucketLocationOutput {
  const { region } = requireBucket(input.Bucket, call);
  return { LocationConstraint: region === 'us-east-1' ? undefined : (region as 'eu-west-1') };
}

function getBucketAcl(input: Received<GetBucketAclRequest>, call: Call): GetBucketAclOutput {
  requireBucket(input.Bucket, call);
  const owner = ownerOf(call);
  return {
    Owner: owner,
    Grants: [{ Grantee: { Type: 'CanonicalUser', ID: owner.ID }, Permission: 'FULL_CONTROL' }],
  };
}

/** The canonical user that owns everything here. */
export function ownerOf(call: Call): { ID: string } {
  return { ID: Buffer.from(`owner-${call.state.accountId}`).toString('hex').padEnd(64, '0') };
}
