import type { WorkEntry } from '../aws/journal/entry';
import { verdictOfEntry } from '../explorer/restores/askedRestore';
import { backupKind } from '../explorer/work/backupKind';
import type { WorkKind, WorkKinds } from '../explorer/work/workKind';
import { verdictWords } from '../reports/restoreWords';
import { isAllBack } from '../protection/restore/verdict';
import type { Services } from './command';
import { describeUndo, resumeUndo } from './resumeUndo';
import { undoJobName } from '../aws/objects/undoJob';
import { verifyRestoreJob } from './verifyRestoreJob';

function describeRestore(entry: WorkEntry): string | undefined {
  const verdict = verdictOfEntry(entry);
  return verdict && verdictWords(verdict);
}

/** Whether something did not come back, or cannot be told. */
function lacksSomething(entry: WorkEntry): boolean {
  const verdict = verdictOfEntry(entry);
  return verdict !== undefined && !isAllBack(verdict);
}

/** What each kind of work does when its job has ended. */
export const workKinds: WorkKinds = new Map<string, WorkKind>([
  ['StartBackupJob', backupKind],
  ['StartRestoreJob', { verify: verifyRestoreJob, describe: describeRestore, hasIssues: lacksSomething }],
  [undoJobName, { describe: describeUndo }],
]);

/** How work of our own goes on after a break, by its name: a person has asked for it. */
export const resumers: ReadonlyMap<string, (services: Services, entry: WorkEntry) => Promise<void>> = new Map([
  [undoJobName, resumeUndo],
]);
