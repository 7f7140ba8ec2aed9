import type { S3Job } from '../aws/activity';
import type { WorkEntry } from '../aws/journal/entry';
import type { Json } from '../aws/journal/record';
import type { AccountSession } from '../explorer/session/accountSession';
import { askedRestore } from '../explorer/restores/askedRestore';
import { keptVerdict } from '../protection/restore/verdict';

/** Keys of a verdict that the journal keeps; all of them can be read again. */
const mostKept = 1_000;

/** A restore of ours has ended: what came back is compared with what was to come back. */
export async function verifyRestoreJob(
  entry: WorkEntry,
  job: S3Job,
  session: AccountSession,
): Promise<Json | undefined> {
  const request = askedRestore(entry);
  if (request === undefined || job.state !== 'COMPLETED') return undefined;
  const { verifyRestore } = await import('../aws/restore/verify');
  const target = await session.changeTarget();
  const { signal } = target;
  const verdict = await verifyRestore(request, job.createdAt, target, { signal, now: session.now() });
  return keptVerdict(verdict, mostKept) as unknown as Json;
}
