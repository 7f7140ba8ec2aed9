import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { CancellationToken, Progress } from 'vscode';
import { ProgressLocation, window } from 'vscode';
import { addressOf } from '../aws/changes/changeTarget';
import type { Journal } from '../aws/journal/journal';
import { LinesFile, readDeletedList } from '../aws/objects/deletedList';
import type { UndoCounts, UndoEnd, UndoRemark } from '../aws/objects/undoDeletes';
import { noCounts, undoDeletes } from '../aws/objects/undoDeletes';
import type { AccountSession } from '../explorer/session/accountSession';
import type { Services } from './command';
import { signalOf } from './signalOf';
import type { UndoJob, UndoProgress } from './undoJob';
import { progressJson } from './undoJob';
import { undoResult, undoTitle } from './undoTexts';

/** So often the journal is told how far it is, in milliseconds: what was done since is only looked at again. */
const noteEvery = 1_000;

/** So many keys that are not as they were are shown; the file has all. */
const shownRemarks = 1_000;

interface RunResult {
  readonly end: UndoEnd;
  readonly counts: UndoCounts;
  readonly remarks: readonly UndoRemark[];
}

/** Writes down how far an undo is, now and then. */
class Notes {
  readonly #journal: Journal;
  readonly #id: string;
  #latest: UndoProgress | undefined;
  #written = 0;

  constructor(journal: Journal, id: string) {
    this.#journal = journal;
    this.#id = id;
  }

  async note(progress: UndoProgress): Promise<void> {
    this.#latest = progress;
    if (performance.now() - this.#written >= noteEvery) await this.write();
  }

  async write(): Promise<void> {
    if (this.#latest === undefined) return;
    this.#written = performance.now();
    await this.#journal.progressed(this.#id, progressJson(this.#latest));
    this.#latest = undefined;
  }
}

async function carryOut(
  job: UndoJob,
  start: UndoProgress | undefined,
  session: AccountSession,
  notes: Notes,
  progress: Progress<{ message: string }>,
  token: CancellationToken,
): Promise<RunResult> {
  const { bucket, region, prefix, keys } = job;
  const target = await session.changeTarget();
  const signal = AbortSignal.any([target.signal, signalOf(token)]);
  const remarks: UndoRemark[] = [];
  let counts = noCounts;
  const file = await LinesFile.open(job.remarks, 'anew');
  try {
    const end = await undoDeletes(
      (behind) => readDeletedList(job.list, behind),
      { s3: target.s3(region), bucket, region, prefix, address: addressOf(bucket, target) },
      {
        report: async (some) => {
          remarks.push(...some.slice(0, shownRemarks - remarks.length));
          await file.add(some);
        },
        removed: async (key) => {
          await notes.note({ key });
        },
        verified: (_key, sums) => {
          counts = sums;
          const done = sums.back + sums.left + sums.failed;
          progress.report({ message: l10n.t('{0} of {1} keys are verified', done, keys) });
          return Promise.resolve();
        },
        wait: (milliseconds) => sleep(milliseconds, undefined, { signal }),
      },
      signal,
      start?.key,
    );
    return { end, counts, remarks };
  } finally {
    await file.close();
  }
}

/** Shows what became of it, once the person wants to see it. */
async function tell({ documents }: Services, job: UndoJob, { end, counts, remarks }: RunResult): Promise<void> {
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
export async function runUndo(
  services: Services,
  journal: Journal,
  id: string,
  job: UndoJob,
  start: UndoProgress | undefined,
): Promise<void> {
  const session = await services.current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  const notes = new Notes(journal, id);
  session.tellDoing(job.bucket, l10n.t('deletes are being undone'));
  try {
    const result = await window.withProgress(
      { location: ProgressLocation.Notification, title: undoTitle(job), cancellable: true },
      (progress, token) => carryOut(job, start, session, notes, progress, token),
    );
    await notes.write();
    if (result.end.kind === 'done') {
      const state = result.counts.failed === 0 ? 'COMPLETED' : 'FAILED';
      const { back, mayBeOlder, left, failed } = result.counts;
      await journal.ended(id, state, { back, mayBeOlder, left, failed });
    }
    void tell(services, job, result);
  } finally {
    session.tellDoing(job.bucket, undefined);
    session.forgetObjects(job.bucket, job.prefix);
  }
}
