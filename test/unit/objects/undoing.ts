import type { ChangeTarget } from '../../../src/aws/changes/changeTarget';
import { addressOf } from '../../../src/aws/changes/changeTarget';
import type { LostKey } from '../../../src/aws/objects/surveyDeletes';
import { surveyDeletes } from '../../../src/aws/objects/surveyDeletes';
import type { UndoCounts, UndoEnd, UndoRemark, UndoStart } from '../../../src/aws/objects/undoDeletes';
import { noCounts, undoDeletes } from '../../../src/aws/objects/undoDeletes';
import type { DeletedKey } from '../../../src/protection/versions/undo';
import { region } from '../emulator/sample';
import { bucket } from './support';

export interface Survey {
  readonly found: readonly DeletedKey[];
  readonly lost: readonly LostKey[];
}

export async function survey(target: ChangeTarget, since: Date, prefix = ''): Promise<Survey> {
  const found: DeletedKey[] = [];
  const lost: LostKey[] = [];
  for await (const page of surveyDeletes(target.s3(region), { bucket, prefix, since }, target.signal)) {
    found.push(...page.found);
    lost.push(...page.lost);
  }
  return { found, lost };
}

export interface Undone {
  readonly end: UndoEnd;
  readonly remarks: readonly UndoRemark[];
  readonly counts: UndoCounts;
  /** The keys that were told as reached, in that order. */
  readonly reached: readonly string[];
}

export interface UndoOptions {
  readonly prefix?: string;
  readonly start?: UndoStart;
  readonly signal?: AbortSignal;
  readonly onReached?: (key: string) => void;
}

// eslint-disable-next-line @typescript-eslint/require-await -- A list in memory stands for one in a file.
async function* listed(found: readonly DeletedKey[], behind?: string): AsyncGenerator<DeletedKey, void> {
  yield* found.slice(behind === undefined ? 0 : found.findIndex(({ key }) => key === behind) + 1);
}

/** Runs an undo as the product does, without waiting. */
export async function undo(
  target: ChangeTarget,
  found: readonly DeletedKey[],
  { prefix = '', start, signal = target.signal, onReached }: UndoOptions = {},
): Promise<Undone> {
  const remarks: UndoRemark[] = [];
  const reached: string[] = [];
  let counts = start?.counts ?? noCounts;
  const place = { s3: target.s3(region), bucket, region, prefix, address: addressOf(bucket, target) };
  const end = await undoDeletes(
    listed(found, start?.key),
    place,
    {
      report: (some) => {
        remarks.push(...some);
        return Promise.resolve();
      },
      reached: (key, sums) => {
        reached.push(key);
        counts = sums;
        onReached?.(key);
        return Promise.resolve();
      },
      wait: () => Promise.resolve(),
    },
    signal,
    start,
  );
  return { end, remarks, counts, reached };
}
