import assert from 'node:assert/strict';
import { PutBackupVaultLockConfigurationCommand } from '@aws-sdk/client-backup';
import fc from 'fast-check';
import { Account } from '../../../src/aws/account';
import { readAccountStatus } from '../../../src/cli/statusReading';
import type { SampleAccount } from '../../../src/emulator/account';
import { createSampleAccount } from '../../../src/emulator/account';
import type { Assessment } from '../../../src/verdict/assess';
import type { Clients } from '../emulator/sample';
import {
  afterNextRun,
  arnOf,
  emptyAccount,
  makeBucket,
  makePlan,
  makeVault,
  put,
  roleWithoutS3,
  select,
  start,
} from '../emulator/sample';
import { inProcess } from '../support/accounts';

/** A right that is taken away: an action on a resource, or on all. */
interface Denial {
  readonly action: string;
  readonly resource: string;
}

const ofBuckets = ['GetBucketVersioning', 'GetLifecycleConfiguration', 'GetBucketNotification', 'GetBucketTagging'];
const ofPlans = ['GetBackupPlan', 'ListBackupSelections', 'GetBackupSelection'];
const ofRegion = [
  ...['GetSupportedResourceTypes', 'DescribeRegionSettings', 'ListBackupVaults'],
  ...['ListProtectedResources', 'ListBackupPlans', 'ListBackupJobs'],
];

function denialsOf({ state }: SampleAccount): readonly Denial[] {
  const on = (actions: readonly string[], resources: Iterable<string>): readonly Denial[] =>
    ['*', ...resources].flatMap((resource) => actions.map((action) => ({ action, resource })));
  const service = (name: string, actions: readonly string[]): readonly string[] =>
    actions.map((action) => `${name}:${action}`);
  const regions = [...state.backup.values()];
  const plans = regions.flatMap(({ plans: all }) => [...all.values()].map(({ id }) => `*:backup-plan:${id}`));
  const vaults = regions.flatMap(({ vaults: all }) => [...all.values()].map(({ name }) => `*:backup-vault:${name}`));
  return [
    ...on(service('s3', ofBuckets), [...state.buckets.keys()].map(arnOf)),
    ...on(service('backup', ofRegion), []),
    ...on(service('backup', ofPlans), plans),
    ...on(['backup:ListRecoveryPointsByBackupVault'], vaults),
    ...on(service('iam', ['ListAttachedRolePolicies', 'ListRolePolicies']), []),
    ...on(['sts:GetCallerIdentity'], []),
  ];
}

type Assessments = ReadonlyMap<string, Assessment>;

async function assessments(account: SampleAccount): Promise<Assessments> {
  const reader = new Account({ kind: 'sample' }, inProcess(account));
  const { buckets } = await readAccountStatus(reader, new AbortController().signal);
  reader.dispose();
  return new Map(buckets.map(({ name, assessment }) => [name, assessment]));
}

/** A status is the true one, or unknown by the name of an action that is denied. */
function isHonest(assessment: Assessment | undefined, truth: Assessment, denials: readonly Denial[]): boolean {
  if (assessment?.status === truth.status) return true;
  const isNamed = (text: string): boolean => denials.some(({ action }) => text.includes(action));
  return assessment?.status === 'unknown' && assessment.reasons.some(({ message }) => isNamed(message));
}

/** Buckets whose status hangs on the second plan that selects them, or on the lock of the vault. */
async function tangledAccount(): Promise<SampleAccount> {
  const clients: Clients = emptyAccount();
  const { account, backup } = clients;
  for (const name of ['twice', 'locked-out', 'alone', 'left-out']) {
    await makeBucket(clients, name, 'Enabled');
    await put(clients, name, 'a', 'one');
  }
  await makeVault(clients);
  await makeVault(clients, 'strict');
  const good = await makePlan(clients, [{}], 'good');
  await select(clients, good, { Resources: [arnOf('twice'), arnOf('alone'), arnOf('locked-out')] });
  const strict = await makePlan(clients, [{ TargetBackupVaultName: 'strict' }], 'strict');
  await select(clients, strict, { Resources: [arnOf('locked-out')] });
  afterNextRun(clients);
  // After the run, so that no job tells of it.
  const bad = await makePlan(clients, [{}], 'bad');
  await select(clients, bad, { Resources: [arnOf('twice')], IamRoleArn: roleWithoutS3 });
  const lock = { BackupVaultName: 'strict', MinRetentionDays: 100 };
  await backup.send(new PutBackupVaultLockConfigurationCommand(lock));
  account.clock.advance(60_000);
  return account;
}

describe('whatever is denied', function () {
  this.timeout(120_000);

  async function holds(account: SampleAccount, numRuns: number): Promise<void> {
    const truth = await assessments(account);
    const subsets = fc.subarray([...denialsOf(account)], { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(subsets, async (denials) => {
      const restore = denials.map(({ action, resource }) => account.deny(action, resource));
      try {
        const seen = await assessments(account);
        const lies = [...truth].flatMap(([name, so]) => {
          const is = seen.get(name);
          const why = is?.reasons.map(({ message }) => message).join(' ') ?? '';
          return isHonest(is, so, denials)
            ? []
            : [`${name} is ${so.status}, and was said to be ${is?.status ?? 'gone'}: ${why}`];
        });
        assert.deepEqual(lies, []);
      } finally {
        for (const allow of restore) allow();
      }
    });
    await fc.assert(property, { seed: 4, numRuns });
  }

  it('a bucket of the sample account has its own status, or it is not known by the name of the action', async () => {
    await holds(createSampleAccount({ now: start }), 20);
  });

  it('and so has one that hangs on a second plan, or on the lock of a vault', async () => {
    const account = await tangledAccount();
    const truth = await assessments(account);
    assert.deepEqual(
      [...truth].map(([name, { status }]) => [name, status]),
      [
        ['alone', 'at-risk'],
        ['left-out', 'unprotected'],
        ['locked-out', 'failing'],
        ['twice', 'failing'],
      ],
    );
    await holds(account, 60);
  });
});
