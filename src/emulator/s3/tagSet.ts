import type { Tag } from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Received } from '../received';
import type { Tags } from './objectHistory';

/** @throws AwsError `InvalidTag` where a key comes twice, is empty or reserved, or there are too many. */
export function readTagSet(tags: readonly Received<Tag>[], most: number): Tags {
  const keys = new Set(tags.map((tag) => tag.Key));
  if (keys.size < tags.length) {
    throw new AwsError('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  if (tags.length > most) {
    throw new AwsError('BadRequest', `Object tags cannot be greater than ${most}`);
  }
  for (const { Key } of tags) {
    if (Key === '' || Key.length > 128) {
      throw new AwsError('InvalidTag', 'The TagKey you have provided is invalid');
    }
    if (Key.startsWith('aws:')) {
      throw new AwsError('InvalidTag', 'System tags cannot be added/updated by requester');
    }
  }
  return Object.fromEntries(tags.map((tag) => [tag.Key, tag.Value]));
}

export function writeTagSet(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
