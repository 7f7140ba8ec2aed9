// Random histories of puts and deletes while versioning is enabled or suspended, with faults on the way back. What the undo
// leaves is held against a fold over the list of events, which knows S3's rules and nothing of our code.
import assert from 'node:assert/strict';
import { GetObjectCommand, ListObjectVersionsCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { targetOf } from '../changes/changing';
import type { Clients } from '../emulator/sample';
import { emptyAccount, makeBucket, put } from '../emulator/sample';
import { bucket, remove } from './support';
import { survey, undo } from './undoing';

type Event =
  | { readonly kind: 'put'; readonly key: string; readonly body: string; readonly at: number }
  | { readonly kind: 'delete'; readonly key: string; readonly at: number }
  | { readonly kind: 'versioning'; readonly status: 'Enabled' | 'Suspended' };

/** Mulberry32: the same seed gives the same history. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const keys = ['a', 'a/b', 'a/c d', 'b+1', 'ü', 'z\u0001', '\u{1f600}'];

/** Lets a history happen, and writes down its events. */
async function happen(clients: Clients, random: () => number): Promise<readonly Event[]> {
  const events: Event[] = [];
  const { clock } = clients.account;
  for (let step = 0; step < 40; step += 1) {
    const key = keys[Math.floor(random() * keys.length)] ?? '';
    const what = random();
    const at = clock.now();
    if (what < 0.1) {
      const Status = random() < 0.5 ? 'Enabled' : 'Suspended';
      await clients.s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }));
      events.push({ kind: 'versioning', status: Status });
    } else if (what < 0.5) {
      await put(clients, bucket, key, `${step}`);
      events.push({ kind: 'put', key, body: `${step}`, at });
    } else {
      await remove(clients, key);
      events.push({ kind: 'delete', key, at });
    }
    // A third of what happens shares its time with what came before.
    if (random() < 0.67) clock.advance(1_000);
  }
  return events;
}

interface Layer {
  readonly isNull: boolean;
  /** None for a delete marker. */
  readonly body: string | undefined;
  readonly at: number;
  /** Whether it took the place of data for good. */
  readonly hasReplaced: boolean;
}

/** Source: Amazon S3 user guide, how versioning works. The newest layer is the last. */
function fold(events: readonly Event[]): ReadonlyMap<string, readonly Layer[]> {
  const layers = new Map<string, Layer[]>();
  let isEnabled = true;
  for (const event of events) {
    if (event.kind === 'versioning') {
      isEnabled = event.status === 'Enabled';
      continue;
    }
    const all = layers.get(event.key) ?? [];
    const kept = isEnabled ? all : all.filter(({ isNull }) => !isNull);
    const replaced = all.find((layer) => !kept.includes(layer));
    const body = event.kind === 'put' ? event.body : undefined;
    const hasReplaced = replaced !== undefined && (replaced.body !== undefined || replaced.hasReplaced);
    layers.set(event.key, [...kept, { isNull: !isEnabled, body, at: event.at, hasReplaced }]);
  }
  return layers;
}

interface Expected {
  /** What a read gives before the undo. */
  readonly now: string | undefined;
  /** What a read gives; nothing where the key is deleted. */
  readonly body: string | undefined;
  /** How many markers are to be gone. */
  readonly removed: number;
  /** Whether somebody has to be told that not all came back. */
  readonly isIncomplete: boolean;
  /** Whether writes and deletes of one second keep S3 from saying what was there. */
  readonly sharesTime: boolean;
}

function expected(layers: readonly Layer[], since: number): Expected {
  const above = layers.toReversed();
  const depth = above.findIndex(({ body, at }) => body !== undefined || at < since);
  const now = above[0]?.body;
  const stays = { now, body: now, removed: 0 };
  const markers = depth < 0 ? above : above.slice(0, depth);
  const beneath = depth < 0 ? undefined : above[depth];
  const lostData = markers.some(({ hasReplaced }) => hasReplaced);
  const times = layers.map(({ at }) => at);
  const sharesTime = new Set(times).size < times.length;
  if (markers.length === 0) return { ...stays, isIncomplete: false, sharesTime };
  if (beneath === undefined) return { ...stays, isIncomplete: true, sharesTime };
  if (beneath.body === undefined) return { ...stays, isIncomplete: false, sharesTime };
  return { now, body: beneath.body, removed: markers.length, isIncomplete: lostData, sharesTime };
}

async function bodyOf({ s3 }: Clients, key: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return await Body?.transformToString();
  } catch {
    return undefined;
  }
}

async function layersOf({ s3 }: Clients): Promise<ReadonlyMap<string, { versions: number; markers: number }>> {
  const output = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
  const counts = new Map(keys.map((key) => [key, { versions: 0, markers: 0 }]));
  for (const { Key } of output.Versions ?? []) (counts.get(Key ?? '') ?? { versions: 0 }).versions += 1;
  for (const { Key } of output.DeleteMarkers ?? []) (counts.get(Key ?? '') ?? { markers: 0 }).markers += 1;
  return counts;
}

interface Counts {
  readonly versions: number;
  readonly markers: number;
}

interface Found {
  readonly body: string | undefined;
  readonly before: Counts | undefined;
  readonly after: Counts | undefined;
  readonly isUndone: boolean;
  readonly isRefused: boolean;
}

/** What is undone holds what it held; all else is as it was. */
function checkKey(key: string, want: Expected, { body, before, after, isUndone, isRefused }: Found): void {
  assert.equal(body, isUndone ? want.body : want.now, `what ${key} holds`);
  assert.equal(after?.versions, before?.versions, `versions of ${key}`);
  // Of several markers on top of each other some may be gone before one is refused.
  if (isRefused) return;
  assert.equal(after?.markers, (before?.markers ?? 0) - (isUndone ? want.removed : 0), `markers of ${key}`);
}

describe('undoing the deletes of random histories', () => {
  for (let seed = 1; seed <= 24; seed += 1) {
    it(`brings back what was there, tells of all else, and touches nothing else (${seed})`, async () => {
      const random = randomOf(seed);
      const clients = emptyAccount();
      await makeBucket(clients, bucket, 'Enabled');
      const began = clients.account.clock.now();
      const events = await happen(clients, random);
      const since = began + Math.floor(random() * (clients.account.clock.now() - began));
      const truth = fold(events);
      const before = await layersOf(clients);
      const refused = keys.filter(() => random() < 0.15);
      for (const key of refused) clients.account.deny('s3:DeleteObjectVersion', `arn:aws:s3:::${bucket}/${key}`);
      let calls = 0;
      clients.account.interfere = ({ operation }) => {
        if (operation !== 'DeleteObjects') return undefined;
        calls += 1;
        if (calls % 3 === 1) return { kind: 'keys', fault: () => (random() < 0.5 ? 'InternalError' : undefined) };
        return calls % 3 === 2 ? { kind: 'error', code: 'SlowDown', message: 'Slow down', statusCode: 503 } : undefined;
      };
      const target = targetOf(clients.account);
      const { found, lost } = await survey(target, new Date(since));
      const { end, remarks } = await undo(target, found);
      clients.account.interfere = undefined;
      const after = await layersOf(clients);
      assert.equal(end.kind, 'done', JSON.stringify(end));
      const told = new Set([...remarks, ...lost].map(({ key }) => key));
      for (const key of keys) {
        const want = expected(truth.get(key) ?? [], since);
        const isUnclear = lost.some((one) => one.key === key && one.why === 'unclear');
        const isRefused = refused.includes(key) && want.removed > 0;
        const counts = { before: before.get(key), after: after.get(key) };
        const body = await bodyOf(clients, key);
        if (isUnclear) assert.ok(want.sharesTime, `${key} is clear`);
        if (isRefused || want.isIncomplete) assert.ok(told.has(key), `${key} is not told of`);
        checkKey(key, want, { ...counts, body, isUndone: want.removed > 0 && !isRefused && !isUnclear, isRefused });
      }
    });
  }
});
