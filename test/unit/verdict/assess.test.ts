import assert from 'node:assert/strict';
import { complete, partial } from '../../../src/model/estate';
import type { Estate } from '../../../src/model/estate';
import { absent, closedList, denied, known, unknown } from '../../../src/model/fact';
import type { BackupJob } from '../../../src/model/job';
import type { Assessment } from '../../../src/verdict/assess';
import { assess } from '../../../src/verdict/assess';
import type { Evidence } from '../../../src/verdict/evidence';
import {
  backupRule,
  before,
  bucket,
  estate,
  expiringRule,
  lifecycleOf,
  now,
  plan,
  recoveryPoint,
  selection,
  tagsOf,
} from '../support/estates';

const selected = complete([selection('all', { Resources: ['arn:aws:s3:::*'] })]);

function job(state: string, changes: Partial<BackupJob> = {}): BackupJob {
  return { id: state, resourceArn: 'arn:aws:s3:::orders', state, createdAt: before(3), ...changes };
}

/** A bucket that is protected in every way, unless a test changes something. */
function assessed(changes: Partial<Evidence> = {}, surroundings: Partial<Estate> = {}): Assessment {
  const evidence: Evidence = {
    bucket: bucket('orders'),
    supported: known(true),
    points: known([recoveryPoint(before(3))]),
    hasAllPoints: true,
    jobs: known([job('COMPLETED', { messageCategory: 'SUCCESS' })]),
    ...changes,
  };
  return assess(estate({ selections: selected, ...surroundings }), evidence, now);
}

function codes({ reasons }: Assessment): string[] {
  return reasons.map(({ code }) => code);
}

describe('assess: each status', () => {
  it('protected: selected, fresh, nothing against it', () => {
    const result = assessed();
    assert.equal(result.status, 'protected');
    assert.deepEqual(result.reasons, []);
    assert.deepEqual(result.selectedBy, ['daily']);
    assert.deepEqual(result.newestRestorable, before(3));
  });

  it('unsupported: before anything else', () => {
    const result = assessed({ supported: known(false), bucket: bucket('orders', { versioning: absent }) });
    assert.equal(result.status, 'unsupported');
    assert.equal(result.reasons[0]?.message, 'AWS Backup does not support S3 in eu-west-1.');
  });

  it('unprotected: no selection, with the near miss explained', () => {
    const selections = complete([selection('tagged', { ListOfTags: { backup: 'true' } })]);
    const scratch = bucket('scratch', { tags: tagsOf({ Backup: 'true' }) });
    const result = assessed({ bucket: scratch, points: known([]) }, { selections });
    assert.equal(result.status, 'unprotected');
    const [reason] = result.reasons;
    assert.equal(
      reason?.message,
      'No selection covers this bucket. `daily` asks for tag `backup=true`; this bucket has `Backup=true`.',
    );
    assert.equal(reason.brief, 'no selection matches (tag Backup differs by case)');
  });

  it('unprotected: on-demand points are mentioned', () => {
    const { planId, ...onDemand } = recoveryPoint(before(100));
    assert.equal(planId, 'plan');
    const result = assessed({ points: known([onDemand]) }, { selections: complete([]) });
    assert.equal(result.status, 'unprotected');
    assert.deepEqual(codes(result), ['no-selection', 'on-demand-only']);
  });

  it('orphaned: points of a plan, and no selection now', () => {
    const result = assessed({}, { selections: complete([]) });
    assert.equal(result.status, 'orphaned');
    assert.equal(result.reasons[0]?.brief, '1 recovery point still costs');
  });

  it('orphaned, or with points on demand: how many is said only where all vaults were read', () => {
    const none = { selections: complete([]) };
    const orphaned = assessed({ hasAllPoints: false }, none);
    assert.deepEqual([orphaned.status, orphaned.reasons[0]?.brief], ['orphaned', 'recovery points still cost']);
    assert.equal(assessed({}, none).reasons[0]?.brief, '1 recovery point still costs');
    const { planId, ...onDemand } = recoveryPoint(before(3));
    assert.equal(planId, 'plan');
    const unprotected = assessed({ points: known([onDemand]), hasAllPoints: false }, none);
    assert.equal(unprotected.reasons[1]?.message, 'On-demand recovery points can be restored.');
  });

  it('failing: versioning is off, an error because a plan selects the bucket', () => {
    const result = assessed({ bucket: bucket('uploads', { versioning: known('suspended') }) });
    assert.equal(result.status, 'failing');
    assert.deepEqual(
      [result.reasons[0]?.code, result.reasons[0]?.severity, result.reasons[0]?.brief],
      ['bucket-versioning', 'error', 'versioning is suspended'],
    );
  });

  it('failing: the last finished job failed; an older failure does not count', () => {
    const failed = job('FAILED', { statusMessage: 'Access denied', createdAt: before(2) });
    assert.equal(assessed({ jobs: known([job('COMPLETED'), failed]) }).status, 'failing');
    const older = { ...failed, createdAt: before(30) };
    assert.equal(assessed({ jobs: known([job('COMPLETED'), older]) }).status, 'protected');
    assert.equal(
      assessed({ jobs: known([job('COMPLETED'), job('RUNNING', { createdAt: before(0) })]) }).status,
      'protected',
    );
  });

  it('failing: the role is known to lack S3; what of one that cannot be read, its last backup tells', () => {
    const arn = 'arn:aws:iam::111122223333:role/backup';
    assert.equal(
      assessed({}, { roles: complete([{ arn, canBackUpS3: known(false), wrongPolicyArns: closedList([]) }]) }).status,
      'failing',
    );
    const fact = denied('iam:ListAttachedRolePolicies');
    const roles = complete([{ arn, canBackUpS3: fact, unread: fact, wrongPolicyArns: closedList([]) }]);
    const statusAfter = (...jobs: readonly BackupJob[]) => assessed({ jobs: known(jobs) }, { roles }).status;
    assert.equal(statusAfter(), 'unknown');
    assert.equal(statusAfter(job('COMPLETED', { roleArn: arn })), 'protected');
    assert.equal(statusAfter(job('COMPLETED', { roleArn: `${arn}-of-old` })), 'unknown');
    assert.equal(statusAfter(job('COMPLETED', { roleArn: arn, messageCategory: 'AccessDenied' })), 'unknown');
  });

  it('failing: the vault lock refuses the retention', () => {
    const vault = {
      id: 'v',
      name: known('main'),
      kind: known('standard' as const),
      locked: known(true),
      minRetentionDays: known(90),
      maxRetentionDays: absent,
    };
    const result = assessed({}, { vaults: complete([vault]) });
    assert.equal(result.status, 'failing');
    assert.match(result.reasons[0]?.message ?? '', /kept 35 days.*at least 90 days/u);
  });

  it('waiting: selected, and the first run and its windows are not over', () => {
    const selections = complete([selection('all', { Resources: ['*'] }, { createdAt: before(5) })]);
    const result = assessed({ points: known([]), jobs: known([]) }, { selections });
    assert.equal(result.status, 'waiting');
    assert.deepEqual(result.reasons[0]?.at, new Date('2026-11-23T05:00:00Z'));
  });

  const longAgo = { createdAt: before(24 * 30) };
  const nothing = { points: known([]), jobs: known([]) };

  it('stale: named by a selection long ago, and there is nothing', () => {
    const selections = complete([selection('all', { Resources: ['arn:aws:s3:::*'] }, longAgo)]);
    const result = assessed(nothing, { selections });
    assert.equal(result.status, 'stale');
    assert.deepEqual(codes(result), ['never-succeeded']);
  });

  it('waiting: what is selected by name, and was made after the selection', () => {
    const selections = complete([selection('all', { Resources: ['arn:aws:s3:::*'] }, longAgo)]);
    const young = bucket('orders', { createdAt: before(5) });
    assert.deepEqual(codes(assessed({ ...nothing, bucket: young }, { selections })), ['first-backup-due']);
  });

  it('waiting: an old selection by a tag, a condition or all resources, for AWS does not say since when it covers', () => {
    const tagged = bucket('orders', { tags: tagsOf({ backup: 'true' }), createdAt: before(24 * 300) });
    const byTag = selection('tagged', { ListOfTags: { backup: 'true' } }, longAgo);
    const condition = [['StringEquals', 'aws:ResourceTag/backup', 'true']] as const;
    const byCondition = selection('some', { Resources: ['arn:aws:s3:::*'], Conditions: condition }, longAgo);
    const byOptIn = selection('all', { Resources: ['*'] }, longAgo);
    for (const one of [byTag, byCondition, byOptIn]) {
      const result = assessed({ ...nothing, bucket: tagged }, { selections: complete([one]) });
      assert.equal(result.status, 'waiting', one.id);
      assert.deepEqual(codes(result), ['no-backup-yet'], one.id);
      assert.deepEqual(result.reasons[0]?.at, new Date('2026-11-23T05:00:00Z'), one.id);
    }
  });

  it('stale: covered by a tag, and the plan has backed it up before', () => {
    const tagged = bucket('orders', { tags: tagsOf({ backup: 'true' }), createdAt: before(24 * 300) });
    const selections = complete([selection('tagged', { ListOfTags: { backup: 'true' } }, longAgo)]);
    const made = job('COMPLETED', { planId: 'plan', createdAt: before(24 * 20) });
    const at = (jobs: readonly BackupJob[]): Assessment =>
      assessed({ bucket: tagged, points: known([]), jobs: known(jobs) }, { selections });
    assert.equal(at([made]).status, 'stale');
    assert.equal(at([{ ...made, createdAt: before(2) }]).status, 'waiting');
    assert.equal(at([{ ...made, planId: 'another' }]).status, 'waiting');
    const expired = recoveryPoint(before(24 * 60), { status: 'EXPIRED' });
    assert.equal(assessed({ ...nothing, bucket: tagged, points: known([expired]) }, { selections }).status, 'stale');
  });

  it("stale: the newest usable point is older than twice the plan's interval", () => {
    assert.equal(assessed({ points: known([recoveryPoint(before(47))]) }).status, 'protected');
    assert.equal(assessed({ points: known([recoveryPoint(before(49))]) }).status, 'stale');
    const expired = recoveryPoint(before(1), { status: 'EXPIRED' });
    assert.equal(assessed({ points: known([expired, recoveryPoint(before(49))]) }).status, 'stale');
  });

  it('protected: a live continuous point is as fresh as its lag, however long ago it was made', () => {
    const continuous = recoveryPoint(before(24 * 60), { kind: 'continuous', status: 'AVAILABLE', retentionDays: 35 });
    const result = assessed({ points: known([continuous]) });
    assert.equal(result.status, 'protected');
    assert.deepEqual(result.newestRestorable, before(0.25));
  });

  it('a continuous point that takes in no changes is not called fresh', () => {
    const continuous = recoveryPoint(before(24 * 60), { kind: 'continuous', status: 'AVAILABLE', retentionDays: 35 });
    const result = assessed({ points: known([continuous]), bucket: bucket('orders', { eventBridge: absent }) });
    assert.equal(result.status, 'stale');
    assert.deepEqual(result.newestRestorable, before(24 * 60));
  });

  it('at risk: a finding of warning or above', () => {
    const result = assessed({ bucket: bucket('invoices', { lifecycle: absent }) });
    assert.equal(result.status, 'at-risk');
    assert.deepEqual(codes(result), ['noncurrent-expiration', 'expired-delete-markers', 'incomplete-uploads']);
  });

  it('protected: hints are told and change nothing', () => {
    const hinted = lifecycleOf({ ...expiringRule, expiration: absent, abortIncompleteMultipartUpload: absent });
    const result = assessed({ bucket: bucket('invoices', { lifecycle: hinted }) });
    assert.equal(result.status, 'protected');
    assert.deepEqual(codes(result), ['expired-delete-markers', 'incomplete-uploads']);
  });

  it('what is wrong with a plan or a role is not said of every bucket', () => {
    const short = plan({
      rules: closedList([backupRule({ deleteAfterDays: known(1), startWindowMinutes: known(5) })]),
    });
    const result = assessed({}, { plans: complete([short]) });
    assert.equal(result.status, 'protected');
    assert.deepEqual(result.reasons, []);
  });

  it('unprotected: the rule that says so as well does not say it twice', () => {
    const selections = complete([selection('other', { Resources: ['arn:aws:s3:::other'] })]);
    assert.deepEqual(codes(assessed({ points: known([]) }, { selections })), ['no-selection']);
  });

  it('at risk: EventBridge is off under a continuous rule, and only there', () => {
    const off = { bucket: bucket('invoices', { eventBridge: absent }) };
    assert.equal(assessed(off).status, 'protected');
    const plans = complete([plan({ rules: closedList([backupRule({ continuous: known(true) })]) })]);
    const snapshot = recoveryPoint(before(3));
    const continuous = recoveryPoint(before(90), { kind: 'continuous', status: 'AVAILABLE' });
    const result = assessed({ ...off, points: known([snapshot, continuous]) }, { plans });
    assert.equal(result.status, 'at-risk');
    assert.deepEqual(codes(result), ['eventbridge-off']);
    // Before the first continuous backup AWS Backup has not turned it on yet.
    assert.equal(assessed({ ...off, points: known([snapshot]) }, { plans }).status, 'protected');
  });

  it('at risk: the last backup completed with issues', () => {
    const issues = job('COMPLETED', { messageCategory: 'AccessDenied', statusMessage: 'Some objects were skipped.' });
    assert.equal(assessed({ jobs: known([issues]) }).status, 'at-risk');
  });
});

describe('assess: what is not known makes the status unknown only where it could change it', () => {
  const noVersioning = bucket('finance', {
    versioning: denied('s3:GetBucketVersioning'),
    objectLock: denied('s3:GetBucketVersioning'),
  });

  it('versioning is denied on a selected bucket: unknown, and the action is named', () => {
    const result = assessed({ bucket: noVersioning });
    assert.equal(result.status, 'unknown');
    assert.equal(result.reasons[0]?.brief, 's3:GetBucketVersioning is denied');
  });

  it('versioning is denied on a bucket that no selection covers: it is unprotected all the same', () => {
    assert.equal(
      assessed({ bucket: noVersioning, points: known([]) }, { selections: complete([]) }).status,
      'unprotected',
    );
  });

  it('a failed job is a failed job, whatever else is denied', () => {
    assert.equal(assessed({ bucket: noVersioning, jobs: known([job('FAILED')]) }).status, 'failing');
  });

  it('a lifecycle that is denied could still be a finding: not "protected"', () => {
    const result = assessed({ bucket: bucket('a', { lifecycle: denied('s3:GetLifecycleConfiguration') }) });
    assert.equal(result.status, 'unknown');
  });

  it('selections that could not be read: unknown, never "unprotected"', () => {
    const selections = partial<never>([], 'backup:ListBackupPlans is denied');
    const result = assessed({}, { selections });
    assert.equal(result.status, 'unknown');
    assert.match(result.reasons[0]?.message ?? '', /backup:ListBackupPlans is denied/u);
  });

  it('recovery points that could not be read: unknown', () => {
    assert.equal(assessed({ points: unknown('the endpoint did not answer in time') }).status, 'unknown');
  });
});
