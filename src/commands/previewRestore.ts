import * as l10n from '@vscode/l10n';
import { describeConnection } from '../aws/connection';
import type { PlannedRestore } from '../aws/restore/planRestore';
import type { AccountSession } from '../explorer/session/accountSession';
import { isStopped } from '../protection/check';
import type { RestoreRequest } from '../protection/restore/request';
import type { Services } from './command';
import { commandConnection } from './previewedChange';
import { previewWork } from './previewWork';
import type { BegunWork, PlannedWork, WorkProgress } from './plannedWork';

/** What a person is asked to agree to, a line each. */
function questionLines({ calls, request }: PlannedRestore): readonly string[] {
  const { origin, destination } = request;
  const into =
    destination.kind === 'new'
      ? l10n.t('AWS Backup makes the bucket {0} and writes into it.', destination.bucket)
      : l10n.t('AWS Backup writes into the bucket {0}.', destination.bucket);
  const jobs =
    calls.length === 1
      ? l10n.t('1 restore job of {0}', origin.bucket)
      : l10n.t('{0} restore jobs of {1}', calls.length, origin.bucket);
  return [jobs, into, l10n.t('It cannot be stopped, only followed.')];
}

/** Shows what a restore takes, with the checks. @param token Tells it from other restores. */
export async function previewRestore(
  services: Services,
  session: AccountSession,
  title: string,
  asked: RestoreRequest,
  token: string,
): Promise<void> {
  const { connection } = services.current;
  if (connection === undefined) return;
  const [{ planRestore }, { restorePreview }] = await Promise.all([
    import('../aws/restore/planRestore'),
    import('../ui/restorePreview'),
  ]);
  const target = await session.changeTarget(token);
  const now = session.now();
  const planned = await planRestore(asked, target, now);
  const { request, calls, checks, companions, bytes } = planned;
  const text = restorePreview(
    {
      title,
      account: target.account,
      asOf: now,
      request,
      calls,
      checks,
      companions: companions.state === 'known' ? companions.value : [],
      ...(companions.state === 'denied' && { companionsUnread: l10n.t('{0} is denied.', companions.action) }),
      ...(companions.state === 'unknown' && { companionsUnread: companions.why }),
      ...(bytes !== undefined && { bytes }),
    },
    commandConnection(connection),
  );
  const work: PlannedWork<Services> = {
    title,
    connection,
    account: target.account,
    calls,
    question: { lines: questionLines(planned), button: l10n.t('Start Restore') },
    canBegin: !isStopped(checks),
    begin: (later, progress) => beginRestore(later, planned, title, token, progress),
  };
  await previewWork(services, work, text);
}

/** Starts the jobs and says what became of each. */
async function beginRestore(
  { current, work, activity }: Services,
  { request, calls }: PlannedRestore,
  title: string,
  token: string,
  progress: WorkProgress,
): Promise<BegunWork> {
  const [session, works] = await Promise.all([current.open(), work()]);
  const { connection } = current;
  if (session === undefined || connection === undefined) {
    throw new Error(l10n.t('There is no connection to an account.'));
  }
  const [{ startRestore }, { restoreBegun }] = await Promise.all([
    import('../aws/restore/startRestore'),
    import('../ui/restoreBegun'),
  ]);
  const target = await session.changeTarget(token);
  const options = { title, connection: describeConnection(connection), group: token, progress };
  const started = await works.use((journal) => startRestore(request, calls, journal, target, options));
  session.details.jobs.forget();
  await activity.refresh();
  const isDone = started.length === calls.length && started.every(({ outcome }) => outcome.kind === 'started');
  return {
    text: restoreBegun({ title, request, calls, started }),
    actions: [{ title: l10n.t('Show Activity'), command: 's3backup.activity.focus' }],
    isDone,
  };
}
