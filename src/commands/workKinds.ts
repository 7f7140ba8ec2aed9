import type { WorkEntry } from '../aws/journal/entry';
import type { WorkKind, WorkKinds } from '../explorer/work/workKind';
import { completedWithIssues } from '../model/job';
import type { Services } from './command';
import { verifyRestoreJob } from './verifyRestoreJob';

const backup: WorkKind = { isWell: (_entry, job) => job.state === 'COMPLETED' && !completedWithIssues(job) };

const restore: WorkKind = { verify: verifyRestoreJob };

/** What each kind of work does when its job has ended. */
export const workKinds: WorkKinds = new Map([
  ['StartBackupJob', backup],
  ['StartRestoreJob', restore],
]);

/** How work of our own goes on after a break, by its name: a person has asked for it. */
export const resumers: ReadonlyMap<string, (services: Services, entry: WorkEntry) => Promise<void>> = new Map();
