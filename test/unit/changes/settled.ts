import {
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketTaggingCommand,
  type LifecycleRule,
  type NotificationConfiguration,
  type Tag,
} from '@aws-sdk/client-s3';
import type { Goal } from '../../../src/aws/changes/goal';
import type { Clients } from '../emulator/sample';
import { makeBucket, region } from '../emulator/sample';

export const bucket = 'orders';
export const account = { bucket, region };

export const rules: readonly LifecycleRule[] = [
  {
    ID: 'archive',
    Status: 'Enabled',
    Filter: { And: { Prefix: 'logs/', Tags: [{ Key: 'kind', Value: 'log' }], ObjectSizeGreaterThan: 1_000 } },
    Transitions: [{ Days: 90, StorageClass: 'GLACIER_IR' }],
    Expiration: { Days: 400 },
  },
  {
    ID: 'once',
    Status: 'Disabled',
    Filter: { Prefix: 'tmp/' },
    Expiration: { Date: new Date('2027-01-01T00:00:00Z') },
    NoncurrentVersionTransitions: [{ NoncurrentDays: 40, StorageClass: 'STANDARD_IA', NewerNoncurrentVersions: 2 }],
  },
];

export const notifications: NotificationConfiguration = {
  LambdaFunctionConfigurations: [
    {
      Id: 'thumbnails',
      LambdaFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:thumbnails',
      Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:Delete'],
      Filter: { Key: { FilterRules: [{ Name: 'suffix', Value: '.jpg' }] } },
    },
  ],
  QueueConfigurations: [
    { Id: 'audit', QueueArn: 'arn:aws:sqs:eu-west-1:111122223333:audit', Events: ['s3:ObjectRemoved:*'] },
  ],
};

export const tags: readonly Tag[] = Array.from({ length: 20 }, (_none, index) => ({
  Key: `key ${index}`,
  Value: `a & b ${index}`,
}));

/** A bucket that others have settings on: rules with a minimum size, notifications, twenty tags and two of AWS. */
export async function settledBucket(clients: Clients): Promise<void> {
  const { s3 } = clients;
  await makeBucket(clients, bucket, 'Enabled');
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: bucket,
      LifecycleConfiguration: { Rules: [...rules] },
      TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
    }),
  );
  await s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: notifications }),
  );
  await s3.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet: [...tags] } }));
  const state = clients.account.state.buckets.get(bucket)!;
  state.tags = { 'aws:cloudformation:stack-name': 'shop', ...state.tags, 'aws:backup:enabled': 'true' };
}

export const wholeDocumentGoals: readonly Goal[] = [
  {
    kind: 'lifecycle',
    ...account,
    wishes: [
      { kind: 'expireNoncurrentVersions', days: 30 },
      { kind: 'removeExpiredDeleteMarkers' },
      { kind: 'abortIncompleteMultipartUploads', days: 7 },
    ],
  },
  { kind: 'enableEventBridge', ...account },
  { kind: 'tagBucket', ...account, tags: [{ key: 'backup', value: 'true' }] },
];
