import { StartRestoreJobCommand } from '@aws-sdk/client-backup';
import * as l10n from '@vscode/l10n';
import type { RestoreRequest } from '../../protection/restore/request';
import type { ChangeTarget } from '../changes/changeTarget';
import { jobIdOf } from '../journal/entry';
import type { Journal } from '../journal/journal';
import type { Intent, Json } from '../journal/record';
import type { StartOutcome } from '../journal/startJob';
import { callJob, startJob } from '../journal/startJob';
import { NotAwsError } from '../failure';
import type { RestoreCall } from './restoreCalls';

/** What is to be held against the result of one job, as the journal keeps it. */
export interface AskedRestore {
  readonly kind: 'restore';
  /** Of this job alone, where a restore took several. */
  readonly request: RestoreRequest;
}

/** What became of one call. */
export interface StartedRestore {
  readonly call: RestoreCall;
  readonly outcome: StartOutcome;
}

/** Where it is told how far the beginning is. */
export interface StartProgress {
  tell(words: string): void;
  /** Asked between calls. */
  isCancelled(): boolean;
}

export interface StartOptions {
  readonly title: string;
  /** The connection in words. */
  readonly connection: string;
  /** What several jobs have in common. */
  readonly group: string;
  readonly progress: StartProgress;
}

function intentOf(
  request: RestoreRequest,
  call: RestoreCall,
  [number, of]: readonly [number, number],
  target: ChangeTarget,
  options: StartOptions,
): Intent {
  const scope = call.items === undefined ? request.scope : ({ kind: 'items', items: call.items } as const);
  const asked: AskedRestore = { kind: 'restore', request: { ...request, scope } };
  return {
    ...(target.account !== undefined && { account: target.account }),
    region: call.region,
    connection: options.connection,
    operation: { kind: 'StartRestoreJob', input: call.input },
    token: call.input.IdempotencyToken,
    title: of === 1 ? options.title : l10n.t('{0} ({1} of {2})', options.title, number, of),
    bucket: request.destination.kind === 'existing' ? request.destination.bucket : request.origin.bucket,
    ...(of > 1 && { group: options.group }),
    asked: asked as unknown as Json,
  };
}

async function send(call: RestoreCall, target: ChangeTarget): Promise<string> {
  const { RestoreJobId: id } = await target.backup(call.region).send(new StartRestoreJobCommand(call.input));
  if (id === undefined) throw new NotAwsError(l10n.t('the answer lacks the id of the job'));
  return id;
}

async function startOne(
  intent: Intent,
  call: RestoreCall,
  journal: Journal,
  target: ChangeTarget,
): Promise<StartOutcome> {
  const earlier = journal.entries.find(({ token, isDismissed }) => token === intent.token && !isDismissed);
  const jobId = earlier && jobIdOf(earlier);
  if (earlier !== undefined && jobId !== undefined) return { kind: 'started', id: earlier.id, jobId };
  const make = (): Promise<string> => send(call, target);
  return earlier?.state.kind === 'intended'
    ? callJob(journal, earlier.id, 'backup:StartRestoreJob', make)
    : startJob(journal, intent, 'backup:StartRestoreJob', make);
}

/**
 * Starts the jobs of a restore one after the other, each written down before its call. Ends at the first that is not
 * started: what stops one stops the others. Run again, it goes on there and starts nothing twice.
 * @throws JournalBusyError, and what the file system says of the journal: then nothing more was called.
 */
export async function startRestore(
  request: RestoreRequest,
  calls: readonly RestoreCall[],
  journal: Journal,
  target: ChangeTarget,
  options: StartOptions,
): Promise<readonly StartedRestore[]> {
  const started: StartedRestore[] = [];
  const { progress } = options;
  for (const [index, call] of calls.entries()) {
    if (progress.isCancelled()) break;
    if (calls.length > 1) progress.tell(l10n.t('{0} of {1}', index + 1, calls.length));
    const intent = intentOf(request, call, [index + 1, calls.length], target, options);
    const outcome = await startOne(intent, call, journal, target);
    started.push({ call, outcome });
    if (outcome.kind !== 'started') break;
  }
  return started;
}
