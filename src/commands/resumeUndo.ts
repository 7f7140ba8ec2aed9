import * as l10n from '@vscode/l10n';
import type { WorkEntry } from '../aws/journal/entry';
import type { Services } from './command';
import { readCounts, readJob } from '../aws/objects/undoJob';
import { runUndo } from './undoRun';

/** Goes on with an undo that was cancelled, or whose window ended. @throws what the list of keys and the journal say. */
export async function resumeUndo(services: Services, { id, operation }: WorkEntry): Promise<void> {
  if (operation.kind !== 'own') return;
  const job = readJob(operation.input);
  const work = await services.work();
  await work.use((journal) => runUndo(services, journal, id, job));
}

/** How it ended: "9,800 of 10,000 keys are back". */
export function describeUndo({ operation, state }: WorkEntry): string | undefined {
  if (operation.kind !== 'own') return undefined;
  const { keys } = readJob(operation.input);
  const counts = state.kind === 'ended' ? readCounts(state.verified) : undefined;
  return counts && l10n.t('{0} of {1} keys are back', counts.back, keys);
}
