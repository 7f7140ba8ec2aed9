import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { BucketPlace } from '../aws/changes/goal';
import { LinesFile, removeOldLists } from '../aws/objects/deletedList';
import type { LostKey } from '../aws/objects/surveyDeletes';
import { surveyDeletes } from '../aws/objects/surveyDeletes';
import type { AccountSession } from '../explorer/session/accountSession';
import type { DeletedKey } from '../protection/versions/undo';
import type { UndoSurvey } from './undoTexts';

/** So many keys are held and shown; the file has all. */
export const shownKeys = 1_000;

/** What is looked for, and where the list is written. */
export interface SurveyRequest extends BucketPlace {
  readonly prefix: string;
  readonly since: Date;
  readonly folder: string;
}

export interface SurveyProgress {
  readonly found: number;
  readonly rows: number;
}

/**
 * Lists the keys that deletes since a moment hide into a file, and holds the first of them.
 * @throws what the listing and the file system say; the file is of no use then.
 */
export async function surveyToFile(
  { bucket, region, prefix, since, folder }: SurveyRequest,
  session: AccountSession,
  signal: AbortSignal,
  told: (progress: SurveyProgress) => void,
): Promise<UndoSurvey> {
  const name = randomUUID();
  const list = join(folder, `${name}.jsonl`);
  const remarks = join(folder, `${name}.remarks.jsonl`);
  const first: DeletedKey[] = [];
  const lost: LostKey[] = [];
  let [keys, lostCount, mayBeOlder, bytes, rows] = [0, 0, 0, 0, 0];
  await removeOldLists(folder, Date.now());
  const file = await LinesFile.open(list, 'new');
  try {
    for await (const page of surveyDeletes(session.objects.s3(region), { bucket, prefix, since }, signal)) {
      await file.add(page.found);
      first.push(...page.found.slice(0, shownKeys - first.length));
      lost.push(...page.lost.slice(0, shownKeys - lost.length));
      keys += page.found.length;
      lostCount += page.lost.length;
      rows += page.rows;
      for (const { version, mayBeOlder: isOlder } of page.found) {
        bytes += version.sizeBytes;
        mayBeOlder += isOlder ? 1 : 0;
      }
      told({ found: keys, rows });
    }
    await file.sync();
  } finally {
    await file.close();
  }
  const job = { bucket, region, prefix, since: since.toISOString(), list, remarks, keys };
  return { job, first, lost, lostCount, mayBeOlder, bytes, rows, asOf: session.now() };
}
