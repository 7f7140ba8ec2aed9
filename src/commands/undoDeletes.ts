import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { PlainCall } from '../aws/changes/awsCommands';
import { addressOf } from '../aws/changes/changeTarget';
import { classify, failureSentences, isAbort } from '../aws/failure';
import { describeConnection } from '../aws/connection';
import { versioningNow } from '../aws/objects/keyNow';
import { listVersionsAction } from '../aws/objects/listVersions';
import type { Intent } from '../aws/journal/record';
import type { AccountSession } from '../explorer/session/accountSession';
import { formatSize, formatTime } from '../ui/format';
import { pickStep } from '../ui/steps';
import type { Command, Services } from './command';
import type { BegunWork, PlannedWork } from './plannedWork';
import { commandConnection } from './previewedChange';
import { previewWork } from './previewWork';
import { signalOf } from './signalOf';
import { jobJson, undoJobName } from '../aws/objects/undoJob';
import { runUndo } from './undoRun';
import type { SurveyRequest } from './undoSurvey';
import { surveyToFile } from './undoSurvey';
import type { UndoSurvey } from './undoTexts';
import { undoPreview, undoTitle } from './undoTexts';
import { sessionOf, whichFolder } from './whichObject';

const hour = 3_600_000;

/** A moment as somebody types it, in the zone of this machine where it names none. */
function readMoment(text: string): Date | undefined {
  const time = /^\d{4}-\d\d?-\d\d?/u.test(text) ? Date.parse(text.replace(/(\d) (\d)/u, '$1T$2')) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** Since when deletes are to be undone. */
async function askMoment(title: string, now: Date): Promise<Date | undefined> {
  const spans: readonly (readonly [string, number])[] = [
    [l10n.t('the last hour'), hour],
    [l10n.t('the last 4 hours'), 4 * hour],
    [l10n.t('the last 24 hours'), 24 * hour],
    [l10n.t('the last 7 days'), 7 * 24 * hour],
    [l10n.t('the last 30 days'), 30 * 24 * hour],
  ];
  const moments = spans.map(([label, span]) => ({ label, since: new Date(now.getTime() - span) }));
  const answer = await pickStep({
    title,
    step: 1,
    totalSteps: 1,
    placeholder: l10n.t('Undo the deletes since when? Choose, or type a time such as 2026-11-22 05:00'),
    items: moments.map(({ label, since }) => ({ label, description: formatTime(since, now) })),
    typed: (text) => (readMoment(text) === undefined ? l10n.t('Not a time.') : undefined),
  });
  if (answer.kind !== 'value') return undefined;
  const [label = ''] = answer.value;
  return moments.find((moment) => moment.label === label)?.since ?? readMoment(label);
}

/** @throws Error where only the root user may remove delete markers. */
async function refuseMfa(request: SurveyRequest, session: AccountSession): Promise<void> {
  const { hasMfaDelete } = await versioningNow(request, await session.changeTarget());
  if (!hasMfaDelete) return;
  throw new Error(
    l10n.t(
      'MFA delete is on for {0}: only the root user can remove delete markers, with an MFA code. Restore single objects from an older version, which writes a new one.',
      request.bucket,
    ),
  );
}

/** @returns `undefined` where the person gives up. @throws Error in words. */
async function survey(request: SurveyRequest, session: AccountSession): Promise<UndoSurvey | undefined> {
  const title = l10n.t('Looking for deletes in s3://{0}/{1}', request.bucket, request.prefix);
  try {
    return await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (progress, token) =>
        surveyToFile(
          request,
          session,
          AbortSignal.any([session.objects.signal, signalOf(token)]),
          ({ found, rows }) => {
            progress.report({ message: l10n.t('{0} keys found, {1} versions looked at', found, rows) });
          },
        ),
    );
  } catch (error) {
    if (isAbort(error)) return undefined;
    throw new Error(failureSentences(classify(error, listVersionsAction)), { cause: error });
  }
}

/** The first of the calls, with all the keys that it names. */
function firstCall({ job, first }: UndoSurvey, account: string | undefined): PlainCall | undefined {
  const all = first.flatMap(({ key, markers }) => markers.map((VersionId) => ({ Key: key, VersionId })));
  if (all.length === 0) return undefined;
  const owner = account === undefined ? {} : { ExpectedBucketOwner: account };
  const input = { Bucket: job.bucket, ...owner, Delete: { Objects: all.slice(0, 1_000) } };
  return { service: 's3', operation: 'DeleteObjects', region: job.region, input };
}

/** Writes it down, and lets it go on by itself from then on. @throws what keeps it from beginning. */
async function begin(services: Services, { job }: UndoSurvey, intent: Intent): Promise<BegunWork> {
  const work = await services.work();
  await new Promise<void>((resolve, reject) => {
    const running = work.use(async (journal) => {
      const id = await journal.begin(intent);
      await journal.started(id);
      resolve();
      await runUndo(services, journal, id, job);
    });
    // Once it has begun, what ends it is told here.
    running.catch((cause: unknown) => {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      reject(error);
      services.log.error(error);
    });
  });
  const text = [`# ${undoTitle(job)}`, l10n.t('It has begun. The result is offered when it has ended.'), ''].join(
    '\n\n',
  );
  return { text, actions: [], isDone: true };
}

async function planned(
  services: Services,
  found: UndoSurvey,
  session: AccountSession,
): Promise<PlannedWork<Services> | undefined> {
  const { connection } = services.current;
  if (connection === undefined) return undefined;
  const { job } = found;
  const target = await session.changeTarget();
  const { account } = target;
  const call = firstCall(found, addressOf(job.bucket, target).ExpectedBucketOwner);
  const intent: Intent = {
    ...(account !== undefined && { account }),
    region: job.region,
    connection: describeConnection(connection),
    operation: { kind: 'own', name: undoJobName, input: jobJson(job) },
    token: randomUUID(),
    title: undoTitle(job),
    bucket: job.bucket,
  };
  return {
    title: undoTitle(job),
    connection,
    account,
    calls: call === undefined ? [] : [call],
    question: {
      lines: [
        l10n.t('Remove the delete markers of {0} keys ({1}).', job.keys, formatSize(found.bytes)),
        ...(found.mayBeOlder === 0
          ? []
          : [l10n.t('{0} of them may come back older than they were.', found.mayBeOlder)]),
      ],
      button: l10n.t('Undo These Deletes'),
    },
    canBegin: job.keys > 0,
    begin: (all) => begin(all, found, intent),
  };
}

/** Shows which deletes under a prefix can be undone, and what that takes. */
export const undoDeletes: Command = {
  id: 's3backup.undoDeletes',
  run: async (services, row) => {
    const place = await whichFolder(services, row, l10n.t('Undo deletes in which folder?'));
    if (place === undefined) return;
    const session = await sessionOf(services);
    const { bucket, region, prefix } = place;
    const since = await askMoment(l10n.t('Undo deletes in s3://{0}/{1}', bucket, prefix), session.now());
    if (since === undefined) return;
    const request = { bucket, region, prefix, since, folder: join(services.storage, 'undo') };
    await refuseMfa(request, session);
    const found = await survey(request, session);
    const work = found && (await planned(services, found, session));
    if (found === undefined || work === undefined) return;
    const text = undoPreview(found, work.calls[0], commandConnection(work.connection));
    await previewWork(services, work, text);
  },
};
