import type { WorkKinds } from '../explorer/work/workKind';

/** What each kind of work does when its job has ended. */
export const workKinds: WorkKinds = new Map();
