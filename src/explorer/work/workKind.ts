import type { S3Job } from '../../aws/activity';
import type { WorkEntry } from '../../aws/journal/entry';
import type { Json } from '../../aws/journal/record';
import type { AccountSession } from '../session/accountSession';

/** What a kind of work does of its own. */
export interface WorkKind {
  /**
   * Its job has ended, perhaps in another run of the program: holds the result against what was asked.
   * @returns what is written beside how it ended. A failure to find out is told in it, not thrown.
   */
  readonly verify?: (entry: WorkEntry, job: S3Job, session: AccountSession) => Promise<Json | undefined>;
  /** Whether nobody need be told of how it ended beyond its row: then it is forgotten with the window. */
  readonly isWell?: (entry: WorkEntry, job: S3Job) => boolean;
  /** How it stands or ended, where the kind knows more than its state: "restored 1,204 of 1,204 objects". */
  readonly describe?: (entry: WorkEntry) => string | undefined;
  /** Whether it ended, and not as it was asked for, although its job completed. */
  readonly hasIssues?: (entry: WorkEntry) => boolean;
}

/** By the operation's kind; for work of our own by its name. */
export type WorkKinds = ReadonlyMap<string, WorkKind>;

export function kindOf({ operation }: WorkEntry): string {
  return operation.kind === 'own' ? operation.name : operation.kind;
}
