import {
  GetBucketNotificationConfiguration$,
  PutBucketNotificationConfiguration$,
  type GetBucketNotificationConfigurationRequest,
  type NotificationConfiguration,
  type PutBucketNotificationConfigurationRequest,
} from '@aws-sdk/client-s3';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { sendsToEventBridge, type Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { pauseCapture, resumeCapture } from './capture';
import { s3Operation } from './declare';

export const notificationOperations: readonly Operation[] = [
  s3Operation(GetBucketNotificationConfiguration$, getNotification, 'GetBucketNotification'),
  s3Operation(PutBucketNotificationConfiguration$, putNotification, 'PutBucketNotification'),
];

function getNotification(
  input: Received<GetBucketNotificationConfigurationRequest>,
  call: Call,
): NotificationConfiguration {
  return requireBucket(input.Bucket, call).notification;
}

function putNotification(input: Received<PutBucketNotificationConfigurationRequest>, call: Call): void {
  setNotification(requireBucket(input.Bucket, call), input.NotificationConfiguration);
}

/**
 * Replaces the whole configuration. Continuous backups stop hearing of changes where EventBridge goes off, without a
 * word, and hear of new ones where it comes back.
 */
export function setNotification(bucket: Bucket, configuration: Readonly<NotificationConfiguration>): void {
  bucket.notification = configuration;
  for (const capture of bucket.captures) {
    if (sendsToEventBridge(bucket)) {
      resumeCapture(capture, bucket.history.moment);
    } else {
      pauseCapture(capture, bucket.history.moment);
    }
  }
}
