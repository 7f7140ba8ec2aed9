import type { Failure } from '../failure';
import { classify } from '../failure';
import { jobIdOf } from './entry';
import type { Journal } from './journal';
import type { Intent } from './record';

/** What came of a call that starts a job. */
export type StartOutcome =
  | { readonly kind: 'started'; readonly id: string; readonly jobId: string }
  | { readonly kind: 'refused'; readonly id: string; readonly failure: Failure }
  /** No answer that can be trusted: the account is asked later whether there is such a job. */
  | { readonly kind: 'unclear'; readonly id: string; readonly failure: Failure };

/** Failures by which nothing reached AWS, or by which AWS has said no. */
const certain: ReadonlySet<Failure['kind']> = new Set(['denied', 'credentials', 'clock', 'throttled', 'region']);

/** The status of the answer, where there was one. */
function statusOf(error: unknown): number | undefined {
  const metadata: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, '$metadata') : undefined;
  const status: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** Whether nothing was started. A fault of the service (5xx) may come after it has taken the job on. */
function isCertain(error: unknown, failure: Failure): boolean {
  const status = statusOf(error) ?? 0;
  return certain.has(failure.kind) || (failure.kind === 'service' && status >= 400 && status < 500);
}

/**
 * Starts a job so that a crash at any moment neither loses it nor lets it be started twice: it is written down before the
 * call, and so is the answer. What was asked for before by the same token is gone on with.
 *
 * @param action The IAM action of the call.
 * @param call Makes it, with the token of the intent. @returns the id of the job.
 * @throws JournalBusyError, and what the file system says of the record before the call: then nothing was called.
 */
export async function startJob(
  journal: Journal,
  intent: Intent,
  action: string,
  call: () => Promise<string>,
): Promise<StartOutcome> {
  const earlier = journal.entries.findLast(({ token, isDismissed }) => token === intent.token && !isDismissed);
  const jobId = earlier && jobIdOf(earlier);
  if (earlier !== undefined && jobId !== undefined) return { kind: 'started', id: earlier.id, jobId };
  const id = earlier?.state.kind === 'intended' ? earlier.id : await journal.begin(intent);
  return callJob(journal, id, action, call);
}

/**
 * What came of the call is true whether or not it can be written down. Where it cannot, the entry says that nobody knows,
 * and the account is asked.
 */
async function kept(writing: Promise<void>): Promise<void> {
  await writing.catch(() => undefined);
}

/** The same for an entry that is there, of which nobody knows whether its call was made. */
export async function callJob(
  journal: Journal,
  id: string,
  action: string,
  call: () => Promise<string>,
): Promise<StartOutcome> {
  let jobId: string;
  try {
    jobId = await call();
  } catch (error) {
    const failure = classify(error, action);
    if (!isCertain(error, failure)) return { kind: 'unclear', id, failure };
    await kept(journal.refused(id, failure));
    return { kind: 'refused', id, failure };
  }
  await kept(journal.started(id, jobId));
  return { kind: 'started', id, jobId };
}
