import type { PlainCall } from '../aws/changes/awsCommands';
import type { Connection } from '../aws/connection';
import type { DocumentAction } from '../ui/changeDocuments';

/** What is shown of work once it has begun, in place of its preview. */
export interface BegunWork {
  /** Markdown. */
  readonly text: string;
  readonly actions: readonly DocumentAction[];
  /** Whether there is nothing left to begin. */
  readonly isDone: boolean;
}

/** Where it is told how far the beginning is. */
export interface WorkProgress {
  tell(words: string): void;
  /** Asked between calls; one that is made is never given up half way. */
  isCancelled(): boolean;
}

/** Work that takes longer than one answer, as a person looks at it before it begins. `Services` is what commands work on. */
export interface PlannedWork<Services> {
  /** "Back up orders". */
  readonly title: string;
  /** By which connection it was planned: no other may begin it. */
  readonly connection: Connection;
  /** The account's id, where AWS says it. */
  readonly account: string | undefined;
  /** The exact calls, in their order; where there are very many, the first ones. */
  readonly calls: readonly PlainCall[];
  /** Asked before it begins: what will be done, a line each. */
  readonly question: { readonly lines: readonly string[]; readonly button: string };
  /** Not where a check has found what AWS would refuse, nor once it has begun. */
  readonly canBegin: boolean;
  /** Begins it. What fails for single parts is told in the text. @throws what keeps all of it from beginning. */
  readonly begin: (services: Services, progress: WorkProgress) => Promise<BegunWork>;
}
