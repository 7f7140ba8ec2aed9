import type { BackupClient } from '@aws-sdk/client-backup';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { S3Client } from '@aws-sdk/client-s3';

/** The account that is looked at and changed. */
export interface ChangeTarget {
  s3(region: string): S3Client;
  backup(region: string): BackupClient;
  iam(region: string): IAMClient;
  /** The account's id, where AWS says it: S3 refuses a call for a bucket that belongs to another one. */
  readonly account: string | undefined;
  /** Ends reads. A call that changes something is never given up half way. */
  readonly signal: AbortSignal;
  /** Tells this change from others: a request that is sent twice makes one thing. */
  readonly token: string;
  /** Ids of plans that this change has made, by name: a list may not show them at once. */
  readonly madePlans: Map<string, string>;
}

/** What every call for a bucket says of it. */
export interface BucketAddress {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
}

export function addressOf(bucket: string, { account }: ChangeTarget): BucketAddress {
  return { Bucket: bucket, ...(account !== undefined && { ExpectedBucketOwner: account }) };
}
