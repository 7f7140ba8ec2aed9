import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Estate } from '../../../src/model/estate';
import { complete, partial } from '../../../src/model/estate';
import type { Fact } from '../../../src/model/fact';
import { absent, closedList, denied, known, unknown } from '../../../src/model/fact';
import type { Assessment } from '../../../src/verdict/assess';
import { assess } from '../../../src/verdict/assess';
import type { Evidence } from '../../../src/verdict/evidence';
import type { ExplanationStep, Outcome } from '../../../src/verdict/explanation';
import { explain } from '../../../src/verdict/explanation';
import {
  backupRule,
  before,
  bucket,
  estate,
  lifecycleOf,
  now,
  plan,
  recoveryPoint,
  selection,
  tagsOf,
} from '../support/estates';

/** A fact of any of these values, or one that could not be read. */
function fact<T>(...values: readonly Fact<T>[]): fc.Arbitrary<Fact<T>> {
  return fc.constantFrom(...values, ...values, denied('s3:GetX'), unknown('no answer.'));
}

const bare = lifecycleOf();
const good = bucket('orders').lifecycle;
const point = recoveryPoint(before(3));
const continuous = recoveryPoint(before(300), { kind: 'continuous', status: 'AVAILABLE', retentionDays: 35 });
const job = { id: 'one', resourceArn: 'arn:aws:s3:::orders', createdAt: before(2) };
const role = 'arn:aws:iam::111122223333:role/backup';

const evidences: fc.Arbitrary<Evidence> = fc
  .record({
    versioning: fact<'enabled' | 'suspended'>(known('enabled'), known('enabled'), known('suspended'), absent),
    lifecycle: fact(good, good, bare),
    eventBridge: fact<boolean>(known(true), absent),
    tags: fact(tagsOf({ backup: 'daily' }), tagsOf({ Backup: 'daily' }), absent),
    supported: fact(known(true), known(true), known(true), known(false)),
    points: fact(known([point]), known([point, continuous]), known([]), known([recoveryPoint(before(900))])),
    jobs: fact(
      known([{ ...job, state: 'COMPLETED' }]),
      known([{ ...job, state: 'FAILED' }]),
      known([{ ...job, state: 'COMPLETED', messageCategory: 'ACCESS_DENIED' }]),
      known([]),
    ),
    hasAllPoints: fc.boolean(),
  })
  .map(({ supported, points, hasAllPoints, jobs, ...settings }) => ({
    bucket: bucket('orders', settings),
    supported,
    points,
    hasAllPoints,
    jobs,
  }));

const byTag = selection('tagged', { ListOfTags: { backup: 'daily' } });
const byName = selection('named', { Resources: ['arn:aws:s3:::orders'] });
const failed = { action: 'backup:ListBackupSelections', denied: true };

const estates: fc.Arbitrary<Estate> = fc
  .record({
    selections: fc.constantFrom(
      complete([byName]),
      complete([byTag]),
      complete([byName, byTag]),
      complete([]),
      partial([], 'denied', failed),
    ),
    plans: fc.constantFrom(
      complete([plan()]),
      complete([plan({ rules: closedList([backupRule({ continuous: known(true) })]) })]),
    ),
    canBackUpS3: fact(known(true), known(true), known(false)),
    s3OptIn: fact(known(true), known(true), known(false)),
  })
  .map(({ canBackUpS3, ...rest }) =>
    estate({ ...rest, roles: complete([{ arn: role, canBackUpS3, wrongPolicyArns: closedList([]) }]) }),
  );

/** The subjects of the steps of that outcome. */
function subjectsOf(outcome: Outcome, steps: readonly ExplanationStep[]): readonly string[] {
  return steps.filter((step) => step.outcome === outcome).map(({ subject }) => subject);
}

/** Of which steps one has to be a problem, for a status to be explained. */
const causes: Readonly<Partial<Record<Assessment['status'], readonly string[]>>> = {
  unsupported: ['support'],
  orphaned: ['selection', 'opt-in'],
  unprotected: ['selection', 'opt-in'],
  failing: ['versioning', 'role', 'vault-lock', 'last-job'],
  stale: ['recovery-points'],
  'at-risk': ['last-job', 'event-bridge', 'settings', 'versioning'],
};

describe('an explanation', () => {
  it('names the cause of every status, and of a good one none', () => {
    fc.assert(
      fc.property(estates, evidences, (account, evidence) => {
        const { status, reasons } = assess(account, evidence, now);
        const steps = explain(account, evidence, now);
        const problems = subjectsOf('problem', steps);
        const shown = JSON.stringify({ status, reasons: reasons.map(({ code }) => code), steps }, undefined, 1);
        const cause = causes[status];
        if (cause !== undefined)
          assert.ok(
            problems.some((subject) => cause.includes(subject)),
            shown,
          );
        if (status === 'unknown') assert.notDeepEqual(subjectsOf('unknown', steps), [], shown);
        if (status === 'protected') assert.deepEqual(problems, [], shown);
      }),
      { seed: 20_261_122, numRuns: 2_000 },
    );
  });
});
