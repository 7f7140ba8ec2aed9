import type { StartBackupJobCommandInput } from '@aws-sdk/client-backup';
import { StartBackupJobCommand } from '@aws-sdk/client-backup';
import type { ChangeTarget } from '../changes/changeTarget';
import { NotAwsError } from '../failure';
import type { Journal } from '../journal/journal';
import type { StartOutcome } from '../journal/startJob';
import { callJob, startJob } from '../journal/startJob';
import type { WorkEntry } from '../journal/entry';

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

const action = 'backup:StartBackupJob';

/** @throws what the SDK throws. */
async function call(input: StartBackupJobCommandInput, region: string, target: ChangeTarget): Promise<string> {
  // Never given up half way: whether it was made would not be known then.
  const { BackupJobId: id } = await target.backup(region).send(new StartBackupJobCommand(input));
  if (id === undefined) throw new NotAwsError();
  return id;
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
      outcomes.push(await startJob(journal, intent, action, () => call(input, region, target)));
    } catch (error) {
      outcomes.push({ kind: 'not-begun', why: error instanceof Error ? error.message : String(error) });
    }
  }
  return outcomes;
}

/**
 * Starts a backup again of which nobody knows whether it was started: by the same token, so that AWS starts nothing twice.
 * @throws JournalBusyError, and what the file system says.
 */
export function startBackupAgain(entry: WorkEntry, journal: Journal, target: ChangeTarget): Promise<StartOutcome> {
  const { operation, id, region } = entry;
  if (operation.kind !== 'StartBackupJob') throw new Error(`${operation.kind} is no backup.`);
  return callJob(journal, id, action, () => call(operation.input, region, target));
}
