import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { Account } from '../../../src/aws/account';
import { classify, describeFailure } from '../../../src/aws/failure';
import type { RegionReading } from '../../../src/aws/region';
import { readAccountStatus } from '../../../src/cli/statusReading';
import * as activity from '../../../src/explorer/activity/rows';
import * as plans from '../../../src/explorer/plans/rows';
import type { AccountSession } from '../../../src/explorer/session/accountSession';
import type { ReadBucket } from '../../../src/explorer/session/bucketEntry';
import type { ListRow, ListRows } from '../../../src/explorer/shared/listRow';
import * as vaults from '../../../src/explorer/vaults/rows';
import type { Collection } from '../../../src/model/estate';
import type { Fact } from '../../../src/model/fact';
import { unknown, valueOf } from '../../../src/model/fact';
import type { Assessment } from '../../../src/verdict/assess';
import { until } from '../support/accounts';
import { textOf } from '../support/listRows';
import type { Stage } from './stage';

/** What a look shows of one thing: what it is, or why that is not known. */
export type Shown = { readonly is: unknown } | { readonly unread: string };

/** All that a look shows, by what it is about: `orders-prod/versioning`. */
export type Picture = ReadonlyMap<string, Shown>;

function shown(fact: Fact<unknown>): Shown {
  if (fact.state === 'denied') return { unread: `${fact.action} is denied` };
  return fact.state === 'unknown' ? { unread: fact.why } : { is: fact.state === 'known' ? fact.value : fact.state };
}

function shownList({ items, completeness }: Collection<unknown>): Shown {
  return completeness.kind === 'partial' ? { unread: completeness.why } : { is: items };
}

/** A status of `unknown` says why; each other one is a claim. */
function shownStatus({ status, reasons, newestRestorable }: Assessment): Shown {
  const [first] = reasons;
  if (status === 'unknown') return { unread: first?.message ?? '' };
  return { is: { status, newestRestorable } };
}

function* ofBucket(name: string, { reading, backup, assessment }: ReadBucket): Generator<[string, Shown]> {
  const { bucket, points, jobs } = reading;
  const { versioning, mfaDelete, lifecycle, eventBridge, tags } = bucket;
  const facts = { versioning, mfaDelete, lifecycle, eventBridge, tags, points };
  // Of a bucket that no plan selects nobody asks for jobs.
  if (assessment.selectedBy.length > 0) yield [`${name}/jobs`, shown(jobs)];
  for (const [what, fact] of Object.entries(facts)) yield [`${name}/${what}`, shown(fact)];
  const { supported, s3OptIn, protectedBuckets, roles } = backup;
  const ofRegion = { supported, s3OptIn, protectedBuckets };
  for (const [what, fact] of Object.entries(ofRegion)) yield [`${name}/Region/${what}`, shown(fact)];
  for (const what of ['vaults', 'plans', 'selections'] as const) {
    yield [`${name}/Region/${what}`, shownList(backup[what])];
  }
  // Selections name the roles.
  const { completeness } = backup.selections;
  const unread = roles.items.find((role) => role.unread !== undefined)?.unread;
  const known = completeness.kind === 'partial' ? { unread: completeness.why } : { is: roles.items };
  yield [`${name}/Region/roles`, unread === undefined ? known : shown(unread)];
  yield [`${name}/status`, shownStatus(assessment)];
}

/** All rows, unfolded, as they are read. */
async function allTexts(rows: ListRows): Promise<readonly string[]> {
  const list = await rows;
  const beneath = await Promise.all(
    list.map(async (row) => {
      const { children } = row as Partial<ListRow>;
      return children === undefined ? [] : allTexts(children());
    }),
  );
  return list.flatMap((row, index) => [textOf(row), ...(beneath[index] ?? [])]);
}

/** What rows say of a call that failed. */
const failureWords =
  /is denied|could not be|did not answer|cannot be reached|asks for fewer|answered with an error|this Region does not answer|clock differs|credentials|cannot tell|not known whether|not all buckets are/iu;

async function shownRows(rows: ListRows): Promise<Shown> {
  const texts = await allTexts(rows);
  const failure = texts.find((text) => failureWords.test(text));
  return failure === undefined ? { is: texts } : { unread: failure };
}

/** None, where it is known that there are none. */
function shownNone({ protectedBuckets }: RegionReading): Shown {
  return protectedBuckets.state === 'known' ? { is: [] } : shown(protectedBuckets);
}

/** Buckets that only recovery points tell of. */
function shownGone({ gone, list, regions }: AccountSession, readings: readonly RegionReading[]): Shown {
  const unread = readings.map(shownNone).find((one) => 'unread' in one);
  if (list.kind !== 'read' || list.next !== undefined) return { unread: 'not all is listed' };
  assert.equal(regions.length, readings.length);
  return unread ?? { is: gone };
}

/** The recovery points that unfold beneath a bucket. */
async function shownPoints(session: AccountSession, name: string): Promise<Shown> {
  const state = session.entry(name)?.state;
  const backup = state?.kind === 'read' ? state.backup : undefined;
  const lastBackupAt = [...(backup ? (valueOf(backup.protectedBuckets)?.values() ?? []) : [])].find(({ arn }) =>
    arn.endsWith(`:${name}`),
  )?.lastBackupAt;
  if (lastBackupAt === undefined) return backup === undefined ? { unread: 'no Region' } : shownNone(backup);
  try {
    const points = await session.openPoints(name, 'eu-west-1', lastBackupAt);
    return { is: points.all };
  } catch (error) {
    return { unread: describeFailure(classify(error, 'backup:ListRecoveryPointsByResource')) };
  }
}

/** Of what nobody waits for. */
const notReadYet = unknown('it is not read yet');

/** Looks at all that the views show, once the buckets are read. */
export async function pictureOf(session: AccountSession): Promise<Picture> {
  await session.whenFilled();
  // A second page is there only because of a fault.
  await session.listMore();
  await session.details.jobs.read();
  await session.details.jobs.more();
  await session.whenFilled();
  await until(() => !isDeepStrictEqual(session.identity, notReadYet), 'the identity');
  const { list, identity } = session;
  const failure = list.kind === 'reading' ? undefined : list.failure;
  const picture = new Map<string, Shown>([
    ['list', failure === undefined ? { is: list.kind } : { unread: describeFailure(failure) }],
    [
      'names',
      list.kind === 'failed'
        ? { unread: describeFailure(list.failure) }
        : { is: session.entries.map(({ listed }) => listed.name) },
    ],
    ['identity', shown(identity)],
    ['gone', shownGone(session, await session.regionReadings())],
    ['plan rows', await shownRows(plans.rows(session))],
    ['vault rows', await shownRows(vaults.rows(session))],
    ['activity rows', await shownRows(activity.rows(session))],
  ]);
  for (const { listed, state } of session.entries) {
    const { name } = listed;
    if (state.kind === 'read') for (const [what, is] of ofBucket(name, state)) picture.set(what, is);
    else picture.set(`${name}/status`, state.kind === 'unread' ? shown(state.why) : { is: state.kind });
    picture.set(`${name}/windows`, await shownPoints(session, name));
  }
  return picture;
}

/** What `status` reports. */
export async function pictureOfStatus(stage: Stage): Promise<Picture> {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const account = new Account({ kind: 'sample' }, stage.inProcess);
  try {
    const { isListed, account: id, buckets, gone, errors } = await readAccountStatus(account, signal);
    const [error] = errors;
    const picture = new Map<string, Shown>([
      ['list', isListed ? { is: 'read' } : { unread: error?.message ?? '' }],
      ['names', isListed ? { is: buckets.map(({ name }) => name) } : { unread: errors[0]?.message ?? '' }],
      ['identity', id === undefined ? { unread: errors[0]?.message ?? '' } : { is: id }],
      ['gone', isListed ? { is: gone } : { unread: 'not all is listed' }],
    ]);
    for (const { name, assessment } of buckets) picture.set(`${name}/status`, shownStatus(assessment));
    return picture;
  } finally {
    account.dispose();
  }
}
