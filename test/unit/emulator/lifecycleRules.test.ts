import assert from 'node:assert/strict';
import {
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  type LifecycleRule,
} from '@aws-sdk/client-s3';
import { emptyAccount, makeBucket } from './sample';

const Bucket = 'orders';

async function putRules(rules: readonly LifecycleRule[]): Promise<LifecycleRule[] | undefined> {
  const clients = emptyAccount();
  await makeBucket(clients, Bucket, 'Enabled');
  await clients.s3.send(
    new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [...rules] } }),
  );
  return (await clients.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules;
}

const rule = (more: Partial<LifecycleRule>): LifecycleRule => ({ Status: 'Enabled', Filter: { Prefix: '' }, ...more });
const noncurrent = { NoncurrentVersionExpiration: { NoncurrentDays: 30 } };
const byTag = { Filter: { Tag: { Key: 'a', Value: 'b' } } };

describe('a lifecycle configuration', () => {
  it('is given back as it was put, with an id for every rule', async () => {
    const rules = [
      rule({ ID: 'own', ...noncurrent, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }),
      rule({ ID: 'tags', ...byTag, Expiration: { Days: 10 } }),
      rule({
        ID: 'and',
        Filter: { And: { Prefix: 'a/', Tags: [{ Key: 'a', Value: 'b' }], ObjectSizeGreaterThan: 1 } },
        Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' }],
      }),
    ];
    assert.deepEqual(await putRules(rules), rules);
    const [unnamed] = (await putRules([rule(noncurrent)])) ?? [];
    assert.ok(unnamed?.ID);
  });

  const refused: readonly (readonly [why: string, code: string, ...rules: LifecycleRule[]])[] = [
    ['two rules of one name', 'InvalidArgument', rule({ ID: 'a', ...noncurrent }), rule({ ID: 'a', ...noncurrent })],
    ['no action', 'InvalidRequest', rule({})],
    ['no filter', 'MalformedXML', { Status: 'Enabled', ...noncurrent }],
    ['expired markers beside days', 'MalformedXML', rule({ Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } })],
    [
      'expired markers beside a date',
      'MalformedXML',
      rule({ Expiration: { Date: new Date('2030-01-01T00:00:00Z'), ExpiredObjectDeleteMarker: true } }),
    ],
    [
      'expired markers with a tag filter',
      'InvalidRequest',
      rule({ ...byTag, Expiration: { ExpiredObjectDeleteMarker: true } }),
    ],
    [
      'abort with a tag filter',
      'InvalidRequest',
      rule({ ...byTag, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
    ],
    [
      'abort with a size filter',
      'InvalidRequest',
      rule({ Filter: { ObjectSizeLessThan: 9 }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
    ],
    ['no days', 'InvalidArgument', rule({ Expiration: { Days: 0 } })],
    ['no noncurrent days', 'InvalidArgument', rule({ NoncurrentVersionExpiration: { NoncurrentDays: 0 } })],
    [
      '101 newer versions',
      'InvalidArgument',
      rule({ NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 101 } }),
    ],
    [
      'a date that is not midnight',
      'InvalidArgument',
      rule({ Expiration: { Date: new Date('2030-01-01T01:00:00Z') } }),
    ],
    [
      'STANDARD_IA before 30 days',
      'InvalidArgument',
      rule({ Transitions: [{ Days: 29, StorageClass: 'STANDARD_IA' }] }),
    ],
    [
      'expiry before the transition',
      'InvalidArgument',
      rule({ Expiration: { Days: 30 }, Transitions: [{ Days: 30, StorageClass: 'GLACIER' }] }),
    ],
  ];
  for (const [why, name, ...rules] of refused) {
    it(`is refused with ${why}`, async () => {
      await assert.rejects(putRules(rules), { name });
    });
  }

  it('and MFA delete exclude each other', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, Bucket, 'Enabled');
    const VersioningConfiguration = { Status: 'Enabled' as const, MFADelete: 'Enabled' as const };
    await clients.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const LifecycleConfiguration = { Rules: [rule(noncurrent)] };
    await assert.rejects(
      clients.s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration })),
      { name: 'InvalidBucketState' },
    );
  });
});
