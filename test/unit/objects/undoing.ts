import type { ChangeTarget } from '../../../src/aws/changes/changeTarget';
import { addressOf } from '../../../src/aws/changes/changeTarget';
import type { LostKey } from '../../../src/aws/objects/surveyDeletes';
import { surveyDeletes } from '../../../src/aws/objects/surveyDeletes';
import type { KeyList, UndoCounts, UndoEnd, UndoListener, UndoRemark } from '../../../src/aws/objects/undoDeletes';
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
  /** The keys that were told as removed, in that order. */
  readonly removed: readonly string[];
}

export interface UndoOptions {
  readonly prefix?: string;
  /** The last key that an earlier run has removed. */
  readonly behind?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onRemoved?: (key: string) => void;
}

/** A list in memory stands for one in a file. */
function listOf(found: readonly DeletedKey[]): KeyList {
  // eslint-disable-next-line @typescript-eslint/require-await -- It is what the product reads from a file.
  return async function* (behind) {
    yield* found.slice(behind === undefined ? 0 : found.findIndex(({ key }) => key === behind) + 1);
  };
}

/** Runs an undo as the product does, without waiting. */
export async function undo(
  target: ChangeTarget,
  found: readonly DeletedKey[],
  { prefix = '', behind, signal = target.signal, onRemoved }: UndoOptions = {},
): Promise<Undone> {
  const remarks: UndoRemark[] = [];
  const removed: string[] = [];
  let counts = noCounts;
  const place = { s3: target.s3(region), bucket, region, prefix, address: addressOf(bucket, target) };
  const listener: UndoListener = {
    removed: (key) => {
      removed.push(key);
      onRemoved?.(key);
      return Promise.resolve();
    },
    report: (some) => {
      remarks.push(...some);
      return Promise.resolve();
    },
    verified: (_key, sums) => {
      counts = sums;
      return Promise.resolve();
    },
    wait: () => Promise.resolve(),
  };
  const end = await undoDeletes(listOf(found), place, listener, signal, behind);
  return { end, remarks, counts, removed };
}
