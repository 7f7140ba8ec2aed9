import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import { describeConnection } from '../aws/connection';
import type { Command, Services } from './command';
import type { PlannedWork } from './plannedWork';

/** @throws Error where the connection is another one now. */
async function checkConnection({ current }: Services, { connection, account }: PlannedWork<Services>): Promise<void> {
  const session = await current.open();
  const isSame = JSON.stringify(current.connection) === JSON.stringify(connection);
  if (!isSame || session === undefined || (await session.changeTarget()).account !== account) {
    throw new Error(l10n.t('The preview was made by another connection. Ask for a new one.'));
  }
}

async function confirm({ title, question, connection, account }: PlannedWork<Services>): Promise<boolean> {
  const name = describeConnection(connection);
  const where = account === undefined ? name : l10n.t('account {0} ({1})', account, name);
  const detail = [l10n.t('In the {0}:', where), ...question.lines.map((line) => `• ${line}`)].join('\n');
  return (await window.showWarningMessage(`${title}?`, { modal: true, detail }, question.button)) === question.button;
}

/** Begins the work that a preview shows, after one question. */
export const startWork: Command = {
  id: 's3backup.startWork',
  run: async (services, argument) => {
    const previews = await services.workPreviews();
    const found = previews.find(argument);
    if (found === undefined) throw new Error(l10n.t('No preview of work is open.'));
    const { uri, value: work } = found;
    if (!work.canBegin) return;
    await checkConnection(services, work);
    if (!(await confirm(work))) return;
    const { text, actions, isDone } = await window.withProgress(
      { location: ProgressLocation.Notification, title: work.title, cancellable: true },
      (progress, token) =>
        work.begin(services, {
          tell: (message) => {
            progress.report({ message });
          },
          isCancelled: () => token.isCancellationRequested,
        }),
    );
    const isSeen = previews.update(uri, { value: { ...work, canBegin: !isDone }, text, actions });
    if (!isSeen) void window.showInformationMessage(l10n.t('{0}: it has begun.', work.title));
  },
};
