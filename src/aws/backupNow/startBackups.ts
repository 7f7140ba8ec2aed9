import type { StartBackupJobCommandInput } from '@aws-sdk/client-backup';
import type { ChangeTarget } from '../changes/changeTarget';
import { actionOf, callForJob } from '../journal/callAgain';
import type { Journal } from '../journal/journal';
import type { StartOutcome } from '../journal/startJob';
import { startJob } from '../journal/startJob';

/** One backup of several that are asked for together. */
export interface PlannedBackup {
  readonly bucket: string;
  /** What its row says: "Back up orders". */
  readonly title: string;
  readonly input: StartBackupJobCommandInput;
}

/** Backups that are asked for together. */
export interface PlannedBackups {
  readonly region: string;
  /** In words. */
  readonly connection: string;
  /** Tells them from others. */
  readonly group: string;
  readonly backups: readonly PlannedBackup[];
}

/** What came of one. */
export type BackupOutcome =
  | StartOutcome
  /** A person gave up before its turn came. */
  | { readonly kind: 'cancelled' }
  /** It could not be written down, and so it was not asked for. */
  | { readonly kind: 'not-begun'; readonly why: string };

export interface StartOptions {
  readonly isCancelled: () => boolean;
  readonly begins: (backup: PlannedBackup, index: number) => void;
}

/** Starts backups one after the other. One that fails does not keep the others from starting. */
export async function startBackups(
  planned: PlannedBackups,
  journal: Journal,
  target: ChangeTarget,
  { isCancelled, begins }: StartOptions,
): Promise<readonly BackupOutcome[]> {
  const { region, connection, group, backups } = planned;
  const outcomes: BackupOutcome[] = [];
  for (const [index, backup] of backups.entries()) {
    if (isCancelled()) {
      outcomes.push({ kind: 'cancelled' });
      continue;
    }
    begins(backup, index);
    const { bucket, title, input } = backup;
    const intent = {
      ...(target.account !== undefined && { account: target.account }),
      region,
      connection,
      operation: { kind: 'StartBackupJob', input },
      token: input.IdempotencyToken ?? '',
      title,
      bucket,
      group,
    } as const;
    try {
      const { operation } = intent;
      const start = (): Promise<string> => callForJob(operation, region, target);
      outcomes.push(await startJob(journal, intent, actionOf(operation.kind), start));
    } catch (error) {
      outcomes.push({ kind: 'not-begun', why: error instanceof Error ? error.message : String(error) });
    }
  }
  return outcomes;
}
