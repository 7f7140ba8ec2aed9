import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { Journal } from '../aws/journal/journal';
import type { UndoResult } from '../aws/objects/journaledUndo';
import { journaledUndo } from '../aws/objects/journaledUndo';
import type { UndoJob } from '../aws/objects/undoJob';
import type { Services } from './command';
import { signalOf } from './signalOf';
import { undoResult, undoTitle } from './undoTexts';

/** Shows what became of it, once the person wants to see it. */
async function tell({ documents }: Services, job: UndoJob, { end, counts, remarks }: UndoResult): Promise<void> {
  const show = l10n.t('Show Result');
  const told = l10n.t('{0}: {1} of {2} keys are back.', undoTitle(job), counts.back, job.keys);
  const isFine = end.kind === 'done' && counts.back === job.keys && remarks.length === 0;
  const ask = isFine ? window.showInformationMessage : window.showWarningMessage;
  if ((await ask(told, show)) !== show) return;
  const text = undoResult(job, end, counts, remarks);
  await documents.showRendered({ name: l10n.t('Undo of deletes.md'), id: job.remarks, text: () => text });
}

/**
 * Carries out an undo that the journal knows of, to its end or until somebody cancels it; then it can go on later.
 * @throws what the list of keys and the journal say.
 */
export async function runUndo(services: Services, journal: Journal, id: string, job: UndoJob): Promise<void> {
  const session = await services.current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  session.tellDoing(job.bucket, l10n.t('deletes are being undone'));
  try {
    const target = await session.changeTarget();
    const result = await window.withProgress(
      { location: ProgressLocation.Notification, title: undoTitle(job), cancellable: true },
      (progress, token) =>
        journaledUndo(id, job, journal, target, {
          signal: AbortSignal.any([target.signal, signalOf(token)]),
          verified: (keys) => {
            progress.report({ message: l10n.t('{0} of {1} keys are verified', keys, job.keys) });
          },
        }),
    );
    void tell(services, job, result);
  } finally {
    session.tellDoing(job.bucket, undefined);
    session.forgetObjects(job.bucket, job.prefix);
  }
}
