import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { S3Job } from '../aws/activity';
import { stopBackup, stopCall } from '../aws/backupNow/stopBackup';
import { plainCommand } from '../aws/changes/awsCommands';
import { stateWord } from '../explorer/activity/stateWord';
import type { AccountSession } from '../explorer/session/accountSession';
import { workOfRow } from '../explorer/work/workRows';
import { bucketOfArn } from '../model/arn';
import { valueOf } from '../model/fact';
import { isFinished } from '../model/job';
import type { Command } from './command';
import { commandConnection } from './previewedChange';

/** Only backups can be stopped. Source: AWS Backup API reference, StopBackupJob. */
function canBeStopped(job: S3Job): boolean {
  return job.kind === 'backup' && !isFinished(job) && job.state !== 'ABORTING';
}

/** All backups that run, as far as jobs are listed or followed. */
async function stoppable(session: AccountSession): Promise<readonly S3Job[]> {
  const lists = await session.details.jobs.read();
  const listed = lists.flatMap(({ page }) => valueOf(page)?.jobs ?? []);
  const followed = session.works.jobs.map(({ job }) => job);
  return [...new Map([...listed, ...followed].map((job) => [job.id, job])).values()].filter(canBeStopped);
}

function nameOf({ resourceArn }: S3Job): string {
  return bucketOfArn(resourceArn) ?? resourceArn;
}

/** The job of the row, of the piece of work or of the bucket that it was called on, else the one that a person picks. */
async function whichJob(argument: unknown, session: AccountSession): Promise<S3Job | undefined> {
  const jobs = await stoppable(session);
  const rowId: unknown = typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'id') : undefined;
  const work = workOfRow(argument);
  const ofWork = session.works.all.find(({ entry }) => entry.id === work)?.sighting;
  const bucket: unknown = typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'name') : undefined;
  const called =
    ofWork?.kind === 'job'
      ? [ofWork.job]
      : jobs.filter((job) => rowId === `job/${job.region}/${job.kind}/${job.id}` || nameOf(job) === bucket);
  const [only, ...others] = called;
  if (only !== undefined && others.length === 0) return only;
  const offered = called.length > 0 ? called : jobs;
  if (offered.length === 0) throw new Error(l10n.t('No backup is running that could be stopped.'));
  const items = offered.map((job) => ({
    label: nameOf(job),
    description: stateWord(job) ?? job.state,
    detail: job.id,
    job,
  }));
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which backup is to be stopped?') }))?.job;
}

/** Stops a backup job that runs, after one question that shows the call. Nothing that was saved before is lost. */
export const stopBackupJob: Command = {
  id: 's3backup.stopBackupJob',
  run: async (services, argument) => {
    const { current, activity } = services;
    const session = await current.open();
    const { connection } = current;
    if (session === undefined || connection === undefined)
      throw new Error(l10n.t('There is no connection to an account.'));
    const job = await whichJob(argument, session);
    if (job === undefined) return;
    const detail = [
      l10n.t('No recovery point comes of it. Earlier ones stay as they are.'),
      '',
      plainCommand(stopCall(job.id, job.region), commandConnection(connection)),
    ].join('\n');
    const stop = l10n.t('Stop Backup');
    const question = l10n.t('Stop the backup of {0}?', nameOf(job));
    if ((await window.showWarningMessage(question, { modal: true, detail }, stop)) !== stop) return;
    await stopBackup(job.id, job.region, await session.changeTarget());
    const work = await services.work();
    await Promise.all([session.details.jobs.renew(), work.look()]);
    activity.tree.redraw();
  },
};
