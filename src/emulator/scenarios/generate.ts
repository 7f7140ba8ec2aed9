import { backupArn } from '../arnNames';
import type { Rule } from '../backup/plan';
import { addPoint } from '../backup/pointStore';
import type { CreatedBy, RecoveryPoint } from '../backup/recoveryPoint';
import type { Vault } from '../backup/vault';
import { day, hour } from '../clock';
import type { Call } from '../operation';
import { allOperations } from '../operations';
import { bucketArn, type Bucket } from '../s3/bucket';
import { newBucket } from '../s3/newBucket';
import { addBucket, backupIn, type AccountState } from '../state';
import mixed from './mixed.json';
import { emptyAccount } from './play';

const regionName = 'eu-west-1';
const vaultName = 'main';
const roleArn = `arn:aws:iam::${mixed.accountId}:role/backup-s3`;

/**
 * Makes a large account: `buckets` versioned buckets of which every tenth is not tagged for backup, under one daily plan,
 * and `recoveryPoints` snapshots of the tagged ones in one vault, a day apart.
 */
export function generateAccount(size: { buckets: number; recoveryPoints: number }, now: number): AccountState {
  const state = emptyAccount({ ...mixed, denials: [] }, now);
  const call: Call = { state, region: regionName, now: now - 100 * day, caller: state.defaultCaller };
  perform('CreateBackupVault', { BackupVaultName: vaultName }, call);
  // The plan is new, so that its past runs are not made up for.
  const createdBy = createPlan({ ...call, now });
  const backedUp: Bucket[] = [];
  for (let i = 0; i < size.buckets; i++) {
    const bucket = newBucket(state.ids, `bucket-${String(i).padStart(6, '0')}`, regionName, call.now);
    bucket.versioning = 'Enabled';
    bucket.tags = i % 10 === 9 ? undefined : { backup: 'daily' };
    addBucket(state, bucket);
    if (bucket.tags !== undefined) {
      backedUp.push(bucket);
    }
  }
  const region = backupIn(state, regionName);
  const vault = region.vaults.get(vaultName);
  for (let i = 0; vault !== undefined && i < size.recoveryPoints; i++) {
    const bucket = backedUp[i % backedUp.length];
    if (bucket !== undefined) {
      const createdAt = now - Math.floor(i / backedUp.length) * day - 6 * hour - i;
      addPoint(state, region, vault, snapshot(state, bucket, vault, createdBy, createdAt));
    }
  }
  return state;
}

function createPlan(call: Call): CreatedBy {
  const rule = {
    RuleName: 'nightly',
    TargetBackupVaultName: vaultName,
    ScheduleExpression: 'cron(0 5 ? * * *)',
    Lifecycle: { DeleteAfterDays: 36_500 },
  };
  perform('CreateBackupPlan', { BackupPlan: { BackupPlanName: 'daily', Rules: [rule] } }, call);
  const plan = [...backupIn(call.state, call.region).plans.values()].at(-1);
  const version = plan?.versions.at(-1);
  const made: Rule | undefined = version?.rules[0];
  if (plan === undefined || version === undefined || made === undefined) {
    throw new Error('The plan was not made.');
  }
  const selection = {
    SelectionName: 'tagged',
    IamRoleArn: roleArn,
    ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }],
  };
  perform('CreateBackupSelection', { BackupPlanId: plan.id, BackupSelection: selection }, call);
  return {
    planId: plan.id,
    planArn: plan.arn,
    planName: version.name,
    planVersion: version.id,
    ruleId: made.id,
    ruleName: made.name,
    ruleCron: made.cron.expression,
    ruleTimezone: made.cron.timezone,
  };
}

function snapshot(
  state: AccountState,
  bucket: Bucket,
  vault: Vault,
  createdBy: CreatedBy,
  createdAt: number,
): RecoveryPoint {
  const stamp = new Date(createdAt).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return {
    arn: backupArn(state, regionName, 'recovery-point', `${bucket.name}-${stamp}-${state.ids.hex(8)}`),
    resourceArn: bucketArn(bucket.name),
    resourceName: bucket.name,
    vaultName: vault.name,
    createdAt,
    initiatedAt: createdAt - hour,
    completedAt: createdAt,
    iamRoleArn: roleArn,
    createdBy,
    bytes: 1_000_000,
    backup: { kind: 'snapshot', history: bucket.history, moment: 0 },
    savedAcls: true,
    sourceVaultArn: undefined,
    status: 'COMPLETED',
    statusMessage: undefined,
    retentionDays: 36_500,
    deleteAt: createdAt + 36_500 * day,
    lastRestoredAt: undefined,
    tags: {},
  };
}

function perform(name: string, input: Readonly<Record<string, unknown>>, call: Call): void {
  const operation = allOperations.find((candidate) => candidate.name === name && candidate.service === 'backup');
  operation?.handle(input as never, call);
}
