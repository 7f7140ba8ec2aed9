import assert from 'node:assert/strict';
import {
  ListRecoveryPointsByResourceCommand,
  StartBackupJobCommand,
  StartRestoreJobCommand,
  UpdateBackupPlanCommand,
} from '@aws-sdk/client-backup';
import {
  DeleteBucketLifecycleCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import type { Clients } from '../unit/emulator/sample';
import {
  afterNextRun,
  arnOf,
  emptyAccount,
  hour,
  makeBucket,
  makePlan,
  makeVault,
  minute,
  role,
  select,
} from '../unit/emulator/sample';
import { holds } from './run';

/*
 * The sample account restores from a history that it keeps as a whole. Here the same is worked out another way: the
 * events are written down as they happen, and what a recovery point gives back is a fold over that list.
 */

const bucket = 'orders';
const keys = ['a', 'b', 'dir/c', 'dir/d'] as const;

/** What is done to the bucket or its backup. */
type Deed =
  | { readonly kind: 'put'; readonly key: string; readonly archived: boolean }
  | { readonly kind: 'delete'; readonly key: string }
  | { readonly kind: 'deleteVersion'; readonly key: string; readonly which: number }
  | { readonly kind: 'tag'; readonly key: string }
  | { readonly kind: 'versioning'; readonly status: 'Enabled' | 'Suspended' }
  | { readonly kind: 'eventBridge'; readonly on: boolean }
  | { readonly kind: 'lifecycle'; readonly on: boolean }
  | { readonly kind: 'retention'; readonly days: number }
  | { readonly kind: 'backUp'; readonly vault: 'main' | 'second' }
  | { readonly kind: 'nextRun' };

/** What the fold needs to know of a deed that happened. */
type Happened = { readonly at: number } & (
  | { readonly kind: 'added'; readonly key: string; readonly entry: Entry }
  | { readonly kind: 'removed'; readonly key: string; readonly id: string }
  | { readonly kind: 'tagged'; readonly key: string; readonly id: string; readonly tag: string }
  | { readonly kind: 'hearing'; readonly on: boolean }
  /** Whatever was continuous ends here. */
  | { readonly kind: 'stopped' }
);

/** A version or a delete marker. */
interface Entry {
  readonly id: string;
  /** None of a delete marker. */
  readonly body?: string;
  readonly tag?: string;
  readonly isReadable: boolean;
}

type Shape = ReadonlyMap<string, readonly Entry[]>;

const key = fc.constantFrom(...keys);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('put'), key, archived: fc.nat(7).map((n) => n === 0) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('delete'), key }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('deleteVersion'), key, which: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('tag'), key }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('versioning'), status: fc.constantFrom('Enabled', 'Suspended') }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('eventBridge'), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lifecycle'), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retention'), days: fc.constantFrom(25, 30) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('backUp'), vault: fc.constantFrom('main', 'second') }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'nextRun' }) },
);

/** Does what is said, a while after what came before, and writes down what happened. */
class Story {
  readonly clients: Clients;
  readonly events: Happened[] = [];
  #plan = '';
  #days = 25;
  #versioning: 'Enabled' | 'Suspended' | undefined;
  #count = 0;

  constructor(clients: Clients) {
    this.clients = clients;
  }

  async begin(before: readonly Deed[]): Promise<void> {
    const { clients } = this;
    await makeVault(clients);
    await makeVault(clients, 'second');
    await makeBucket(clients, bucket);
    for (const each of before) await this.do(each, 1);
    await this.do({ kind: 'versioning', status: 'Enabled' }, 1);
    this.#plan = await makePlan(clients, [this.#rule()]);
    await select(clients, this.#plan, { Resources: [arnOf(bucket)] });
  }

  get now(): number {
    return this.clients.account.clock.now();
  }

  async do(what: Deed, wait: number): Promise<void> {
    const { backup, s3, account } = this.clients;
    // Whole seconds pass within a backup, so that no deed falls on the very moment of one.
    account.clock.advance(wait * 1000 + 1);
    switch (what.kind) {
      case 'put':
        return this.#put(what);
      case 'delete':
        return this.#delete(what.key);
      case 'deleteVersion':
        return this.#deleteVersion(what.key, what.which);
      case 'tag':
        return this.#tag(what.key);
      case 'versioning':
        await s3.send(
          new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: what.status } }),
        );
        this.#versioning = what.status;
        if (what.status === 'Suspended') this.events.push({ at: this.now, kind: 'stopped' });
        return;
      case 'eventBridge': {
        const NotificationConfiguration = what.on ? { EventBridgeConfiguration: {} } : {};
        await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration }));
        this.events.push({ at: this.now, kind: 'hearing', on: what.on });
        return;
      }
      case 'lifecycle':
        return this.#lifecycle(what.on);
      case 'retention': {
        const isOther = what.days !== this.#days;
        this.#days = what.days;
        const BackupPlan = { BackupPlanName: 'plan', Rules: [{ RuleName: 'rule-0', ...this.#rule() }] };
        await backup.send(new UpdateBackupPlanCommand({ BackupPlanId: this.#plan, BackupPlan }));
        if (isOther) this.events.push({ at: this.now, kind: 'stopped' });
        return;
      }
      case 'backUp': {
        const input = { BackupVaultName: what.vault, ResourceArn: arnOf(bucket), IamRoleArn: role };
        await backup.send(new StartBackupJobCommand(input));
        return;
      }
      case 'nextRun':
        afterNextRun(this.clients);
    }
  }

  #rule() {
    return {
      TargetBackupVaultName: 'main',
      ScheduleExpression: 'cron(0 5 ? * * *)',
      EnableContinuousBackup: true,
      Lifecycle: { DeleteAfterDays: this.#days },
    };
  }

  /** What a write that keeps no versions takes the place of. */
  #added(key: string, entry: Entry): void {
    if (entry.id === 'null') this.events.push({ at: this.now, kind: 'removed', key, id: 'null' });
    this.events.push({ at: this.now, kind: 'added', key, entry });
  }

  async #put({ key, archived }: Extract<Deed, { kind: 'put' }>): Promise<void> {
    const body = `body ${(this.#count += 1)}`;
    const { VersionId } = await this.clients.s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        Tagging: 'tag=first',
        ...(archived && { StorageClass: 'GLACIER' }),
      }),
    );
    this.#added(key, { id: VersionId ?? 'null', body, tag: 'first', isReadable: !archived });
  }

  async #delete(key: string): Promise<void> {
    const { VersionId } = await this.clients.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    if (this.#versioning === undefined) this.events.push({ at: this.now, kind: 'removed', key, id: 'null' });
    else this.#added(key, { id: VersionId ?? 'null', isReadable: true });
  }

  async #deleteVersion(key: string, which: number): Promise<void> {
    const there = fold(this.events).get(key) ?? [];
    const entry = there[which % Math.max(1, there.length)];
    if (entry === undefined) return;
    await this.clients.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: entry.id }));
    this.events.push({ at: this.now, kind: 'removed', key, id: entry.id });
  }

  async #tag(key: string): Promise<void> {
    const current = fold(this.events).get(key)?.at(-1);
    if (current?.body === undefined) return;
    const tag = `tag ${(this.#count += 1)}`;
    const Tagging = { TagSet: [{ Key: 'tag', Value: tag }] };
    await this.clients.s3.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: key, Tagging }));
    this.events.push({ at: this.now, kind: 'tagged', key, id: current.id, tag });
  }

  /** What S3 has been told to remove later is there until then. */
  async #lifecycle(on: boolean): Promise<void> {
    const Rules = [
      {
        ID: 'old',
        Status: 'Enabled' as const,
        Filter: { Prefix: '' },
        NoncurrentVersionExpiration: { NoncurrentDays: 90 },
      },
    ];
    await this.clients.s3.send(
      on
        ? new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration: { Rules } })
        : new DeleteBucketLifecycleCommand({ Bucket: bucket }),
    );
  }
}

/** What the events make of the bucket: of each key its versions and delete markers, oldest first. */
function fold(events: readonly Happened[]): Shape {
  const shape = new Map<string, readonly Entry[]>();
  for (const event of events) {
    if (event.kind !== 'added' && event.kind !== 'removed' && event.kind !== 'tagged') continue;
    const entries = shape.get(event.key) ?? [];
    switch (event.kind) {
      case 'added':
        shape.set(event.key, [...entries, event.entry]);
        break;
      case 'removed':
        shape.set(
          event.key,
          entries.filter(({ id }) => id !== event.id),
        );
        break;
      case 'tagged':
        shape.set(
          event.key,
          entries.map((entry) => (entry.id === event.id ? { ...entry, tag: event.tag } : entry)),
        );
    }
  }
  return shape;
}

/** A recovery point as AWS Backup lists it. */
interface Point {
  readonly arn: string;
  readonly isContinuous: boolean;
  readonly createdAt: number;
}

/** What a point knew at a moment: a continuous one all up to its first copy, and then what it heard of. */
function knownAt(events: readonly Happened[], { isContinuous, createdAt }: Point, moment: number): Happened[] {
  let hears = true;
  return events.filter((event) => {
    if (event.at > moment) return false;
    if (event.at <= createdAt || !isContinuous) return true;
    if (event.kind === 'hearing') hears = event.on;
    return hears;
  });
}

/** What a restore into a new bucket makes of it. */
function restored(shape: Shape, most: number, items: readonly string[] | undefined): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of [...shape.keys()].sort()) {
    const isAsked = items?.some((item) => (item.endsWith('/') ? key.startsWith(item) : key === item)) ?? true;
    const saved = (shape.get(key) ?? []).filter(({ isReadable }) => isReadable);
    const back = saved.slice(Math.max(0, saved.length - most)).filter(({ body }) => body !== undefined);
    if (!isAsked || back.length === 0) continue;
    const isDeleted = saved.at(-1)?.body === undefined;
    result[key] = { versions: back.map(({ body, tag }) => ({ body, tag })).reverse(), isDeleted };
  }
  return result;
}

async function contents({ s3 }: Clients, name: string): Promise<Record<string, unknown>> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: name }));
  const result: Record<string, { versions: unknown[]; isDeleted: boolean }> = {};
  for (const { Key = '', VersionId } of Versions) {
    const place = { Bucket: name, Key, VersionId };
    const { Body } = await s3.send(new GetObjectCommand(place));
    const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand(place));
    result[Key] ??= { versions: [], isDeleted: false };
    result[Key].versions.push({ body: await Body?.transformToString(), tag: TagSet[0]?.Value });
  }
  for (const { Key = '' } of DeleteMarkers) result[Key] = { versions: result[Key]?.versions ?? [], isDeleted: true };
  return result;
}

async function pointsOf({ backup }: Clients): Promise<Point[]> {
  const { RecoveryPoints = [] } = await backup.send(
    new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf(bucket) }),
  );
  return RecoveryPoints.map(({ RecoveryPointArn: arn = '', CreationDate }) => {
    return { arn, isContinuous: arn.includes(':continuous:'), createdAt: CreationDate?.getTime() ?? 0 };
  });
}

/** The latest moment that a continuous point can be taken back to. */
function latestOf(events: readonly Happened[], { createdAt }: Point, now: number): number {
  const stop = events.find(({ kind, at }) => kind === 'stopped' && at >= createdAt);
  return stop?.at ?? now - 15 * minute;
}

interface Wish {
  /** Which of the points, and of the moments of a continuous one. */
  readonly point: number;
  readonly moment: number;
  readonly versions: '1' | '2' | 'all';
  readonly items: readonly string[] | undefined;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  point: fc.nat(20),
  moment: fc.nat(100),
  versions: fc.constantFrom('1', '2', 'all'),
  items: fc.constantFrom(undefined, ['a', 'dir/'], ['dir/c']),
});

/** Carries a wish out and compares. @returns whether there was anything to compare. */
async function check(story: Story, asked: Wish, points: readonly Point[], target: string): Promise<boolean> {
  const { clients, events } = story;
  const point = points[asked.point % Math.max(1, points.length)];
  if (point === undefined) return false;
  const moments = events.map(({ at }) => at);
  const moment = point.isContinuous ? (moments[asked.moment % moments.length] ?? 0) : point.createdAt;
  const Metadata: Record<string, string> = {
    DestinationBucketName: target,
    NewBucket: 'true',
    RestoreLatestVersionsUpTo: asked.versions,
    ...(asked.items !== undefined && { ItemsToRestore: JSON.stringify(asked.items) }),
    ...(point.isContinuous && { RestoreTime: new Date(moment).toISOString() }),
  };
  const start = () =>
    clients.backup.send(new StartRestoreJobCommand({ RecoveryPointArn: point.arn, IamRoleArn: role, Metadata }));
  if (point.isContinuous && (moment < point.createdAt || moment > latestOf(events, point, story.now))) {
    await assert.rejects(start(), { message: /RestoreTime must be between/ });
    return false;
  }
  await start();
  clients.account.clock.advance(minute);
  const most = asked.versions === 'all' ? Number.POSITIVE_INFINITY : Number(asked.versions);
  const expected = restored(fold(knownAt(events, point, moment)), most, asked.items);
  assert.deepEqual(await contents(clients, target), expected, `${point.arn} at ${new Date(moment).toISOString()}`);
  return true;
}

describe('A restore of the sample account', () => {
  it('gives back what a fold over the events says, of any history', async () => {
    const total = { snapshots: 0, moments: 0 };
    const step = fc.tuple(deed, fc.integer({ min: 1, max: 90 }));
    await holds(
      fc.asyncProperty(
        fc.array(deed, { maxLength: 4 }),
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.array(wish, { minLength: 4, maxLength: 4 }),
        async (before, steps, wishes) => {
          const story = new Story(emptyAccount());
          await story.begin(before.filter(({ kind }) => kind === 'put' || kind === 'delete'));
          await story.do({ kind: 'nextRun' }, 1);
          for (const [what, wait] of steps) await story.do(what, wait);
          story.clients.account.clock.advance(hour);
          const points = await pointsOf(story.clients);
          for (const [index, asked] of wishes.entries()) {
            const point = points[asked.point % Math.max(1, points.length)];
            if (!(await check(story, asked, points, `target-${index}`))) continue;
            total[point?.isContinuous === true ? 'moments' : 'snapshots'] += 1;
          }
        },
      ),
    );
    console.log(`      ${total.snapshots} snapshots and ${total.moments} moments compared`);
    assert.ok(total.snapshots > 0 && total.moments > 0, 'nothing is tried here');
  });
});
