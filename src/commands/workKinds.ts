import type { WorkEntry } from '../aws/journal/entry';
import type { WorkKinds } from '../explorer/work/workKind';
import type { Services } from './command';
import { resumeUndo } from './resumeUndo';
import { undoJobName } from './undoJob';

/** What each kind of work does when its job has ended. */
export const workKinds: WorkKinds = new Map();

/** How work of our own goes on after a break, by its name: a person has asked for it. */
export const resumers: ReadonlyMap<string, (services: Services, entry: WorkEntry) => Promise<void>> = new Map([
  [undoJobName, resumeUndo],
]);
