import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { callAgain } from '../aws/journal/callAgain';
import { failureSentences } from '../aws/failure';
import type { Command } from './command';
import { whichWork } from './whichWork';
import { resumers } from './workKinds';

/** Starts what may not have been started: by the same token, so that AWS starts nothing twice. Asks first. */
export const retryWork: Command = {
  id: 's3backup.retryWork',
  run: async (services, argument) => {
    const shown = await whichWork(services, argument, ['unclear'], l10n.t('What is to be started again?'));
    if (shown === undefined) return;
    const { entry } = shown;
    const work = await services.work();
    // AWS may have shown the job by now.
    await work.look();
    const now = work.account?.journal.entry(entry.id);
    if (now?.state.kind !== 'intended') return;
    const again = l10n.t('Start Again');
    const dismiss = l10n.t('Do Not Start');
    const detail = l10n.t(
      'The account has no such job. It is asked for by the same idempotency token ({0}), so that AWS starts it once even if the first request still arrives.',
      entry.token,
    );
    const choice = await window.showWarningMessage(`${entry.title}?`, { modal: true, detail }, again, dismiss);
    if (choice === dismiss) await work.account?.dismiss(entry.id);
    if (choice !== again) return;
    const session = await services.current.open();
    const target = await session?.changeTarget();
    if (target === undefined) return;
    const outcome = await work.use((journal) => callAgain(now, journal, target));
    void services.activity.refresh();
    if (outcome.kind !== 'started') throw new Error(failureSentences(outcome.failure));
  },
};

/** Goes on with work of our own that broke off. */
export const resumeWork: Command = {
  id: 's3backup.resumeWork',
  run: async (services, argument) => {
    const shown = await whichWork(services, argument, ['paused', 'unclear'], l10n.t('What is to go on?'));
    if (shown?.entry.operation.kind !== 'own') return;
    const resume = resumers.get(shown.entry.operation.name);
    if (resume === undefined) throw new Error(l10n.t('This release does not know how to go on with it.'));
    await resume(services, shown.entry);
  },
};

/** Takes work off the list that is over, or that is not to be gone on with. Jobs of AWS Backup run on. */
export const dismissWork: Command = {
  id: 's3backup.dismissWork',
  run: async (services, argument) => {
    const over = ['done', 'failed', 'unclear', 'paused'] as const;
    const shown = await whichWork(services, argument, over, l10n.t('What is to be taken off the list?'));
    if (shown !== undefined) await (await services.work()).account?.dismiss(shown.entry.id);
  },
};
