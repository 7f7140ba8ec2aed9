import assert from 'node:assert/strict';
import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketTaggingCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  type LifecycleRule,
  type Tag,
} from '@aws-sdk/client-s3';
import { callsOf, obstaclesOf } from '../../../src/aws/changes/change';
import { isReadWhole } from '../../../src/aws/changes/faithful';
import type { Goal } from '../../../src/aws/changes/goal';
import { withWishes } from '../../../src/aws/changes/lifecycle';
import { isSameDocument } from '../../../src/aws/changes/sameDocument';
import type { Clients } from '../emulator/sample';
import { emptyAccount, makeBucket } from '../emulator/sample';
import { plan, run, targetOf } from './changing';
import {
  account,
  bucket,
  notifications,
  rules,
  settledBucket,
  tags,
  wholeDocumentGoals as everything,
} from './settled';

const ownRule = {
  ID: 's3-backup-old-versions',
  Status: 'Enabled',
  Filter: { Prefix: '' },
  NoncurrentVersionExpiration: { NoncurrentDays: 30 },
  Expiration: { ExpiredObjectDeleteMarker: true },
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
};

describe('a change of documents that are replaced as a whole', () => {
  it('keeps everything that others have set', async () => {
    const clients = emptyAccount();
    await settledBucket(clients);
    const target = targetOf(clients.account);
    const { stop } = await run(await plan(target, ...everything), target);
    assert.equal(stop, undefined);

    const { s3 } = clients;
    const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    assert.deepEqual(lifecycle.Rules, [...rules, ownRule]);
    assert.equal(lifecycle.TransitionDefaultMinimumObjectSize, 'varies_by_storage_class');
    const { $metadata, ...notification } = await s3.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: bucket }),
    );
    assert.ok($metadata);
    assert.deepEqual(notification, { ...notifications, EventBridgeConfiguration: {} });
    const { TagSet = [] } = await s3.send(new GetBucketTaggingCommand({ Bucket: bucket }));
    assert.equal(TagSet.length, 23);
    for (const tag of [...tags, { Key: 'aws:cloudformation:stack-name', Value: 'shop' }]) {
      assert.deepEqual(
        TagSet.find(({ Key }) => Key === tag.Key),
        tag,
      );
    }
  });

  it('shows the full documents before and after', async () => {
    const clients = emptyAccount();
    await settledBucket(clients);
    const [lifecycle, notification, tagging] = callsOf(await plan(targetOf(clients.account), ...everything));
    const size = { TransitionDefaultMinimumObjectSize: 'varies_by_storage_class' };
    assert.deepEqual(lifecycle?.document, {
      before: { Rules: rules, ...size },
      after: { Rules: [...rules, ownRule], ...size },
    });
    assert.deepEqual(notification?.document, {
      before: notifications,
      after: { ...notifications, EventBridgeConfiguration: {} },
    });
    assert.equal((tagging?.document?.before as readonly Tag[]).length, 22);
    assert.deepEqual((tagging?.document?.after as readonly Tag[]).at(-1), { Key: 'backup', Value: 'true' });
  });

  it('is nothing to do when run again', async () => {
    const clients = emptyAccount();
    await settledBucket(clients);
    const target = targetOf(clients.account);
    const change = await plan(target, ...everything);
    await run(change, target);
    clients.account.log.clear();
    const { results, stop } = await run(change, target);
    assert.equal(stop, undefined);
    assert.deepEqual(new Set(results.map(({ kind }) => kind)), new Set(['held']));
    assert.deepEqual(callsOf(await plan(target, ...everything)), []);
    assert.equal(clients.account.log.recent.filter(({ operation }) => operation.startsWith('Put')).length, 0);
  });

  const rivals: readonly (readonly [what: string, goal: Goal, write: (clients: Clients) => Promise<unknown>])[] = [
    [
      'lifecycle rules',
      everything[0]!,
      ({ s3 }) =>
        s3.send(
          new PutBucketLifecycleConfigurationCommand({
            Bucket: bucket,
            LifecycleConfiguration: { Rules: [rules[0]!] },
            TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
          }),
        ),
    ],
    [
      'the minimum size of lifecycle transitions alone',
      everything[0]!,
      ({ s3 }) =>
        s3.send(
          new PutBucketLifecycleConfigurationCommand({
            Bucket: bucket,
            LifecycleConfiguration: { Rules: [...rules] },
          }),
        ),
    ],
    [
      'notifications',
      everything[1]!,
      ({ s3 }) =>
        s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: {} })),
    ],
    [
      'tags',
      everything[2]!,
      (clients) => {
        clients.account.state.buckets.get(bucket)!.tags = { owner: 'somebody else' };
        return Promise.resolve();
      },
    ],
  ];
  for (const [what, goal, write] of rivals) {
    it(`overwrites nothing where another window has changed ${what} since the preview`, async () => {
      const clients = emptyAccount();
      await settledBucket(clients);
      const target = targetOf(clients.account);
      const change = await plan(target, goal);
      await write(clients);
      const before = structuredClone({ ...clients.account.state.buckets.get(bucket)!, history: 0, captures: 0 });
      clients.account.log.clear();
      const { stop } = await run(change, target);
      assert.equal(stop?.kind, 'changed');
      assert.equal(clients.account.log.recent.filter(({ operation }) => operation.startsWith('Put')).length, 0);
      const after = structuredClone({ ...clients.account.state.buckets.get(bucket)!, history: 0, captures: 0 });
      assert.deepEqual(after, before);
    });
  }

  it('is made by one of two windows, and is done for the other', async () => {
    const clients = emptyAccount();
    await settledBucket(clients);
    const [one, other] = [targetOf(clients.account), targetOf(clients.account)];
    const changes = await Promise.all([plan(one, ...everything), plan(other, ...everything)]);
    assert.equal((await run(changes[0], one)).stop, undefined);
    const second = await run(changes[1], other);
    assert.equal(second.stop, undefined);
    assert.ok(second.results.every(({ kind }) => kind === 'held'));
  });

  it('stops where a setting holds something that the SDK does not know', () => {
    const xml =
      '<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter/><New>1</New></Rule></LifecycleConfiguration>';
    assert.equal(isReadWhole(xml, [{ ID: 'a', Status: 'Enabled', Filter: {} }]), false);
    assert.equal(isReadWhole(xml.replace('<New>1</New>', ''), [{ ID: 'a', Status: 'Enabled', Filter: {} }]), true);
  });

  it('adds no fifty-first tag; tags of AWS do not count', async () => {
    const clients = emptyAccount();
    await settledBucket(clients);
    const state = clients.account.state.buckets.get(bucket)!;
    const own = Object.fromEntries(Array.from({ length: 49 }, (_none, index) => [`k${index}`, '']));
    state.tags = { 'aws:cloudformation:stack-name': 'shop', ...own };
    const target = targetOf(clients.account);
    const full = await plan(target, everything[2]!);
    assert.equal((await run(full, target)).stop, undefined);
    const more = await plan(target, { kind: 'tagBucket', ...account, tags: [{ key: 'one', value: 'more' }] });
    assert.match(obstaclesOf(more).join(), /50 tags/);
  });

  it('leaves the lifecycle of a bucket with MFA delete alone', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, bucket, 'Enabled');
    clients.account.state.buckets.get(bucket)!.mfaDelete = 'Enabled';
    const change = await plan(targetOf(clients.account), everything[0]!);
    assert.match(obstaclesOf(change).join(), /MFA delete is on/);
  });

  it('refuses to write to a bucket of another account', async () => {
    const clients = emptyAccount();
    await settledBucket(clients);
    await assert.rejects(plan(targetOf(clients.account, '999988887777'), everything[0]!), /is denied/);
  });
});

describe('lifecycle rules with a wish', () => {
  const wish = { kind: 'expireNoncurrentVersions', days: 30 } as const;
  const everythingFor = (days: number, more: Partial<LifecycleRule> = {}): LifecycleRule => ({
    ID: 'theirs',
    Status: 'Enabled',
    Filter: {},
    NoncurrentVersionExpiration: { NoncurrentDays: days },
    ...more,
  });

  it('are left alone where a rule does it already, if only sooner', () => {
    for (const days of [1, 30]) {
      const before = [everythingFor(days)];
      assert.equal(withWishes(before, [wish]), before);
    }
    const expiring: LifecycleRule[] = [{ Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 365 } }];
    assert.equal(withWishes(expiring, [{ kind: 'removeExpiredDeleteMarkers' }]), expiring);
  });

  it('get a rule of ours where theirs is later, disabled, or for a part of the bucket', () => {
    for (const theirs of [
      everythingFor(31),
      everythingFor(1, { Status: 'Disabled' }),
      everythingFor(1, { Filter: { Prefix: 'a/' } }),
      everythingFor(1, { Filter: { ObjectSizeGreaterThan: 1 } }),
    ]) {
      const after = withWishes([theirs], [wish]);
      assert.equal(after.length, 2);
      assert.equal(after[0], theirs);
      assert.deepEqual(after[1]?.NoncurrentVersionExpiration, { NoncurrentDays: 30 });
    }
  });

  it('get what is missing in the rule that was ours before', () => {
    const first = withWishes([], [wish]);
    const second = withWishes(first, [wish, { kind: 'abortIncompleteMultipartUploads', days: 7 }]);
    assert.equal(second.length, 1);
    assert.deepEqual(second[0], { ...first[0], AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } });
  });

  it('do not mix the two forms of rules that S3 knows', () => {
    const older: LifecycleRule[] = [{ ID: 'old', Status: 'Enabled', Expiration: { Days: 10 } }];
    const [, own] = withWishes(older, [wish]);
    assert.deepEqual(own, {
      ID: 's3-backup-old-versions',
      Status: 'Enabled',
      Prefix: '',
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    });
  });
});

describe('documents', () => {
  it('are the same in whatever order S3 gives them', () => {
    const one = { Rules: [{ ID: 'a', Date: new Date(0) }, { ID: 'b' }], Size: 'x' };
    assert.ok(isSameDocument(one, { Size: 'x', Rules: [{ ID: 'b' }, { Date: new Date(0), ID: 'a' }] }));
    assert.ok(!isSameDocument(one, { Size: 'x', Rules: [{ ID: 'b' }, { Date: new Date(1), ID: 'a' }] }));
    assert.ok(!isSameDocument(one, { Size: 'x', Rules: [{ ID: 'b' }] }));
    assert.ok(isSameDocument(undefined, undefined));
    assert.ok(!isSameDocument(undefined, {}));
  });
});
