import assert from 'node:assert/strict';
import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import type { Clients } from '../emulator/sample';
import { hour, minute, put } from '../emulator/sample';
import { continuous, requestOf, run, stage, verify } from './restoring';

const keys = ['a', 'a/b', 'a/c', 'b', 'z😀', 'z\uFF5E'] as const;

/** What happens to the bucket, a minute after what happened before. */
type Change =
  | { readonly kind: 'put'; readonly key: string; readonly size: number }
  | { readonly kind: 'delete'; readonly key: string }
  /** The policy of somebody: events go to EventBridge, or not. */
  | { readonly kind: 'events'; readonly on: boolean }
  /** Versions are kept, or not. */
  | { readonly kind: 'versioning'; readonly on: boolean };

const key = fc.constantFrom(...keys);
const write = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('put' as const), key, size: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
);
const events = fc.record({ kind: fc.constant('events' as const), on: fc.boolean() });

const history = fc.record({
  /** Written before versions were kept: they have no ids of their own. */
  unversioned: fc.array(write, { maxLength: 4 }),
  first: fc.array(write, { maxLength: 6 }),
  before: fc.array(fc.oneof({ weight: 5, arbitrary: write }, { weight: 1, arbitrary: events }), { maxLength: 20 }),
  after: fc.array(write, { maxLength: 12 }),
  failing: fc.subarray([...keys]),
  /** Whether versions are not kept any more from the moment on, which ends the continuous backup. */
  suspends: fc.boolean(),
  /** Whether it goes back into the bucket itself. */
  inPlace: fc.boolean(),
});

async function apply({ s3, account }: Clients, change: Change): Promise<void> {
  const Bucket = 'orders';
  switch (change.kind) {
    case 'put':
      await put({ s3, account } as Clients, Bucket, change.key, 'x'.repeat(change.size));
      break;
    case 'delete':
      await s3.send(new DeleteObjectCommand({ Bucket, Key: change.key }));
      break;
    case 'events': {
      const NotificationConfiguration = change.on ? { EventBridgeConfiguration: {} } : {};
      await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
      break;
    }
    case 'versioning': {
      const Status = change.on ? 'Enabled' : 'Suspended';
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
      break;
    }
  }
  account.clock.advance(minute);
}

/** The keys that a bucket shows after some changes: the last word on each key counts. */
function shownAfter(changes: readonly Change[]): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'put') shown.add(change.key);
    if (change.kind === 'delete') shown.delete(change.key);
  }
  return shown;
}

async function shownIn({ s3 }: Clients, bucket: string): Promise<ReadonlySet<string>> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return new Set(Contents.map(({ Key = '' }) => Key));
}

describe('verification of any restore', () => {
  it('reports every object that did not come back, and none falsely', async () => {
    let losses = 0;
    await fc.assert(
      fc.asyncProperty(history, async ({ unversioned, first, before, after, failing, suspends, inPlace }) => {
        const clients = await stage();
        const source = clients.account.state.buckets.get('orders');
        assert.ok(source);
        source.versioning = undefined;
        for (const change of unversioned) await apply(clients, change);
        source.versioning = 'Enabled';
        for (const change of first) await apply(clients, change);
        const origin = await continuous(clients);
        for (const change of before) await apply(clients, change);
        const at = new Date(clients.account.clock.now()).toISOString();
        clients.account.clock.advance(minute);
        if (suspends) await apply(clients, { kind: 'versioning', on: false });
        for (const change of after) await apply(clients, change);
        clients.account.clock.advance(hour);
        if (suspends) await apply(clients, { kind: 'versioning', on: true });
        clients.account.state.failsToRestore = (name) => (failing as readonly string[]).includes(name);
        const bucket = inPlace ? 'orders' : 'target';
        const request = requestOf({ ...origin, at }, { destination: { kind: 'existing', bucket } });
        const { since } = await run(clients, request);
        const verdict = await verify(clients, request, since);

        const wanted = shownAfter([...unversioned, ...first, ...before]);
        const there = await shownIn(clients, bucket);
        const truth = [...wanted].filter((name) => !there.has(name)).sort();
        const told = (kind: string): string[] =>
          verdict.keys.filter((loss) => loss.kind === kind).map((loss) => loss.key);
        const [missing, unsure] = [told('missing'), told('unsure')];
        for (const name of truth) assert.ok([...missing, ...unsure].includes(name), `${name} is not reported`);
        for (const name of missing) assert.ok(truth.includes(name), `${name} is reported falsely`);
        if (!suspends) assert.deepEqual(missing.sort(), truth);
        assert.equal(
          verdict.expected,
          verdict.restored + verdict.leftAlone + verdict.losses.missing + verdict.losses.differs,
        );
        losses += truth.length;
      }),
      { numRuns: 60 },
    );
    assert.ok(losses > 15, `only ${losses} objects were lost in all runs: the test says little`);
  }).timeout(120_000);
});
