import assert from 'node:assert/strict';
import { callsOf } from '../../../src/aws/changes/change';
import { newRules, protectGoals, selectionName } from '../../../src/aws/changes/protect';
import { knownRoles, ownPlans, ownVaults, selectsAll, tagWays } from '../../../src/aws/changes/protectOptions';
import type { RegionReading } from '../../../src/aws/region';
import type { Bucket } from '../../../src/model/bucket';
import { denied, valueOf } from '../../../src/model/fact';
import type { Look } from '../support/accounts';
import { allRead, endLooks, lookAt } from '../support/accounts';
import { plan, run, targetOf } from './changing';

const region = 'eu-west-1';

afterEach(endLooks);

async function read(): Promise<Look> {
  const look = lookAt();
  await look.session.open();
  await allRead(look);
  return look;
}

async function readingOf({ session }: Look): Promise<RegionReading> {
  const reading = (await session.regionReadings()).find((candidate) => candidate.region === region);
  assert.ok(reading);
  return reading;
}

function bucketOf({ session }: Look, name: string): Bucket {
  const state = session.entry(name)?.state;
  assert.ok(state?.kind === 'read');
  return state.reading.bucket;
}

function planNamed({ plans }: RegionReading, name: string): string {
  return plans.items.find((candidate) => valueOf(candidate.name) === name)?.id ?? '';
}

/** The names of the plans that select a bucket now. */
async function selectedBy(look: Look, name: string): Promise<readonly string[]> {
  look.session.forgetRegions();
  await look.session.refresh([name]);
  const state = look.session.entry(name)?.state;
  assert.ok(state?.kind === 'read');
  return state.assessment.selectedBy;
}

describe('protecting buckets of the sample account', () => {
  it('offers the tag that a selection asks for, and the bucket is selected with it', async () => {
    const look = await read();
    const reading = await readingOf(look);
    const id = planNamed(reading, 'daily-35');
    const scratch = bucketOf(look, 'scratch');
    assert.equal(selectsAll(id, [scratch], reading), false);
    assert.equal(selectsAll(id, [bucketOf(look, 'orders-prod')], reading), true);
    const [way] = tagWays([scratch], id, reading);
    assert.deepEqual(way?.tags, [{ key: 'backup', value: 'daily' }]);
    assert.equal(way.needsOptIn, false);
    const goals = protectGoals({
      region,
      buckets: ['scratch'],
      wishes: [],
      protection: { kind: 'tags', tags: way.tags, needsOptIn: way.needsOptIn },
    });
    const target = targetOf(look.account);
    assert.equal((await run(await plan(target, ...goals), target)).stop, undefined);
    assert.deepEqual(await selectedBy(look, 'scratch'), ['daily-35']);
  });

  it('opts S3 in where the tags alone would not suffice', async () => {
    const look = await read();
    const reading = {
      ...(await readingOf(look)),
      s3OptIn: { state: 'known', value: false, basis: 'written' },
    } as const;
    const [way] = tagWays([bucketOf(look, 'scratch')], planNamed(reading, 'daily-35'), reading);
    assert.equal(way?.needsOptIn, true);
    const { tags, needsOptIn } = way;
    const goals = protectGoals({
      region,
      buckets: ['scratch'],
      wishes: [],
      protection: { kind: 'tags', tags, needsOptIn },
    });
    assert.deepEqual(
      goals.map(({ kind }) => kind),
      ['enableVersioning', 'optInS3', 'tagBucket'],
    );
  });

  it('offers no tags for a bucket whose tags are not known', async () => {
    const look = await read();
    const reading = await readingOf(look);
    const bucket = { ...bucketOf(look, 'scratch'), tags: denied('s3:GetBucketTagging') };
    assert.deepEqual(tagWays([bucket], planNamed(reading, 'daily-35'), reading), []);
  });

  it('offers the roles that can first, and vaults that are not air-gapped', async () => {
    const reading = await readingOf(await read());
    assert.deepEqual(
      knownRoles(reading, undefined).map(({ arn, canBackUpS3 }) => [arn.slice(arn.lastIndexOf('/') + 1), canBackUpS3]),
      [
        ['backup-s3', 'yes'],
        ['AWSBackupDefaultServiceRole', 'no'],
      ],
    );
    assert.deepEqual(
      ownVaults(reading)
        .map(({ name }) => valueOf(name))
        .sort(),
      ['locked', 'main'],
    );
    assert.equal(ownPlans(reading).length, reading.plans.items.length);
    const organization = { ...reading.plans.items[0]!, id: 'orgs/11112222' };
    assert.deepEqual(ownPlans({ ...reading, plans: { ...reading.plans, items: [organization] } }), []);
  });

  it('protects several buckets at once with a new plan, once', async () => {
    const look = await read();
    const rules = newRules('both', 90, 's3-backup');
    const goals = protectGoals({
      region,
      buckets: ['scratch', 'legacy-2019'],
      wishes: [{ kind: 'expireNoncurrentVersions', days: 30 }],
      protection: {
        kind: 'selection',
        plan: { kind: 'new', name: 's3-all', rules },
        vault: 's3-backup',
        role: { arn: 'arn:aws:iam::111122223333:role/AWSBackupS3', isNew: true, needsPolicy: true },
      },
    });
    const target = targetOf(look.account);
    const { stop } = await run(await plan(target, ...goals), target);
    assert.equal(stop, undefined);
    assert.deepEqual(await selectedBy(look, 'scratch'), ['s3-all']);
    assert.deepEqual(await selectedBy(look, 'legacy-2019'), ['s3-all']);
    assert.deepEqual(callsOf(await plan(targetOf(look.account), ...goals)), []);
  });

  it('attaches no more than the backup policy to a role that is there', () => {
    const goals = protectGoals({
      region,
      buckets: ['scratch'],
      wishes: [],
      protection: {
        kind: 'selection',
        plan: { kind: 'existing', id: 'some-id', name: 'daily' },
        role: { arn: 'arn:aws:iam::1:role/service-role/Default', isNew: false, needsPolicy: true },
      },
    });
    assert.deepEqual(
      goals.map((goal) => [goal.kind, goal.kind === 'attachPolicy' ? goal.policyArn : '']),
      [
        ['enableVersioning', ''],
        ['attachPolicy', 'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup'],
        ['createSelection', ''],
      ],
    );
  });
});

describe('what a new plan is made of', () => {
  it('keeps continuous backups at most 35 days, in the vault of the periodic ones', () => {
    const [continuous, daily] = newRules('both', 90, 'main');
    assert.equal(continuous?.EnableContinuousBackup, true);
    assert.equal(continuous.Lifecycle?.DeleteAfterDays, 35);
    assert.equal(daily?.Lifecycle?.DeleteAfterDays, 90);
    assert.equal(daily.TargetBackupVaultName, continuous.TargetBackupVaultName);
  });

  it('names a selection by what it selects, the same each time', () => {
    assert.equal(selectionName(['orders']), 'orders');
    assert.equal(selectionName(['b', 'a']), selectionName(['a', 'b']));
    assert.notEqual(selectionName(['a', 'b']), selectionName(['a', 'c']));
    const long = 'a'.repeat(63);
    assert.match(selectionName([long]), /^[\w.-]{1,50}$/u);
    assert.notEqual(selectionName([long]), selectionName([`${long.slice(0, 62)}b`]));
  });
});
