import type { WorkEntry } from '../aws/journal/entry';
import type { Services } from './command';
import { readJob, readProgress } from './undoJob';
import { runUndo } from './undoRun';

/** Goes on with an undo that was cancelled, or whose window ended. @throws what the list of keys and the journal say. */
export async function resumeUndo(services: Services, { id, operation, progress }: WorkEntry): Promise<void> {
  if (operation.kind !== 'own') return;
  const job = readJob(operation.input);
  const work = await services.work();
  await work.use((journal) => runUndo(services, journal, id, job, readProgress(progress)));
}
