import { setMaxListeners } from 'node:events';
import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { WorkEntry } from '../aws/journal/entry';
import { jobIdOf } from '../aws/journal/entry';
import type { AccountSession } from '../explorer/session/accountSession';
import { askedRestore, verdictOfEntry } from '../explorer/restores/askedRestore';
import type { RestoreVerdict } from '../protection/restore/verdict';
import type { RestoreReport } from '../reports/restoreMarkdown';
import type { Command } from './command';
import { whichWork } from './whichWork';

/** The jobs that were asked for together with one, in their order. */
function groupOf(entry: WorkEntry, session: AccountSession): readonly WorkEntry[] {
  if (entry.group === undefined) return [entry];
  return session.works.all.map((shown) => shown.entry).filter(({ group }) => group === entry.group);
}

/** Compares anew, because not all keys were kept. `undefined` where the person gives up. */
async function compareAnew(
  entry: WorkEntry,
  since: Date,
  session: AccountSession,
): Promise<RestoreVerdict | undefined> {
  const request = askedRestore(entry);
  if (request === undefined) return undefined;
  const { verifyRestore } = await import('../aws/restore/verify');
  const target = await session.changeTarget();
  return window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Comparing what came back'), cancellable: true },
    async (progress, token) => {
      const given = new AbortController();
      token.onCancellationRequested(() => {
        given.abort();
      });
      const signal = AbortSignal.any([given.signal, target.signal]);
      // Each call under way listens for its end.
      setMaxListeners(0, signal);
      try {
        return await verifyRestore(request, since, target, {
          signal,
          now: session.now(),
          progress: (keys) => {
            progress.report({ message: l10n.t('{0} keys', keys.toLocaleString('en-US')) });
          },
        });
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
  );
}

async function reportOf(entry: WorkEntry, session: AccountSession): Promise<readonly RestoreReport[]> {
  const request = askedRestore(entry);
  if (request === undefined || entry.state.kind !== 'ended') return [];
  const kept = verdictOfEntry(entry);
  if (kept === undefined) return [];
  const verdict = kept.areKeysCut === true ? await compareAnew(entry, new Date(kept.since), session) : kept;
  const jobId = jobIdOf(entry);
  return verdict === undefined ? [] : [{ request, verdict, ...(jobId !== undefined && { jobId }) }];
}

/** What all of its jobs are about. */
function titleOf(entry: WorkEntry): string {
  const bucket = askedRestore(entry)?.origin.bucket;
  return bucket === undefined ? entry.title : l10n.t('Restore {0}', bucket);
}

/** Shows what came of a restore: each key that did not come back, and what could not be told. */
export const showRestoreResult: Command = {
  id: 's3backup.showRestoreResult',
  run: async (services, argument) => {
    const question = l10n.t('Of which restore is the result to be shown?');
    const shown = await whichWork(services, argument, ['done', 'failed'], question);
    const { session } = services.current;
    if (shown === undefined || session === undefined) return;
    const { entry } = shown;
    if (askedRestore(entry) === undefined) {
      throw new Error(l10n.t('{0} is no restore that was asked for from here.', entry.title));
    }
    const reports: RestoreReport[] = [];
    for (const one of groupOf(entry, session)) reports.push(...(await reportOf(one, session)));
    if (reports.length === 0) throw new Error(l10n.t('The restore has not ended well: there is nothing to compare.'));
    const { restoreMarkdown } = await import('../reports/restoreMarkdown');
    const text = restoreMarkdown(titleOf(entry), reports);
    await services.documents.show({ name: `${entry.title}.md`, id: `restore ${entry.id}`, text: () => text });
  },
};
