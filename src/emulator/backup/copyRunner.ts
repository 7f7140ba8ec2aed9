import { backupArn } from '../arnNames';
import { day, minute } from '../clock';
import { backupIn, type AccountState } from '../state';
import type { BackupJob, CopyJob } from './job';
import { addPoint } from './pointStore';
import { currentVersion, type Rule } from './plan';
import type { RecoveryPoint } from './recoveryPoint';
import type { BackupRegion } from './region';
import { lockAllows, type Vault } from './vault';

/** Copies a finished snapshot to the vaults that its rule names. Only vaults of this account can take copies. */
export function copyPoint(
  state: AccountState,
  region: BackupRegion,
  vault: Vault,
  job: BackupJob,
  point: RecoveryPoint,
): void {
  for (const action of ruleOf(region, job)?.document.CopyActions ?? []) {
    const arn = action.DestinationBackupVaultArn ?? '';
    const retentionDays = action.Lifecycle?.DeleteAfterDays;
    const [, , , destinationRegion = '', , , name = ''] = arn.split(':');
    const target = backupIn(state, destinationRegion);
    const destination = target.vaults.get(name);
    const isPossible = destination?.arn === arn && lockAllows(destination.lock, retentionDays);
    const completedAt = point.completedAt + 10 * minute;
    const copied: RecoveryPoint = {
      ...point,
      arn: backupArn(state, destinationRegion, 'recovery-point', state.ids.uuid()),
      vaultName: name,
      sourceVaultArn: vault.arn,
      completedAt,
      retentionDays,
      deleteAt: retentionDays === undefined ? undefined : completedAt + retentionDays * day,
    };
    const copyJob: CopyJob = {
      id: state.ids.uuid(),
      sourcePointArn: point.arn,
      sourceVaultArn: vault.arn,
      destinationPointArn: isPossible ? copied.arn : undefined,
      destinationVaultArn: arn,
      resourceArn: point.resourceArn,
      resourceName: point.resourceName,
      iamRoleArn: job.iamRoleArn,
      createdBy: job.createdBy,
      createdAt: point.completedAt,
      completedAt,
      bytes: point.bytes,
      state: isPossible ? 'COMPLETED' : 'FAILED',
      message: isPossible ? undefined : `Copy job failed. The destination backup vault ${arn} cannot take the copy.`,
    };
    state.agenda.add(completedAt, () => {
      region.copyJobs.set(copyJob.id, copyJob);
      if (isPossible) {
        addPoint(state, target, destination, copied);
      }
    });
  }
}

function ruleOf(region: BackupRegion, job: BackupJob): Rule | undefined {
  const plan = job.createdBy === undefined ? undefined : region.plans.get(job.createdBy.planId);
  return plan && currentVersion(plan).rules.find((rule) => rule.id === job.createdBy?.ruleId);
}
