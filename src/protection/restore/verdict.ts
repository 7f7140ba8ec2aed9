import { compareKeys } from '../../model/objectKey';
import type { StoredVersion } from '../../model/objectVersion';
import type { Doubt } from './keyState';
import type { NeverSaved } from './neverSaved';
import type { KeyOutcome } from './outcome';

/** A key that did not come back as it was. Plain JSON. */
export type Loss =
  | { readonly kind: 'missing'; readonly key: string; readonly size: number; readonly lastModified: string }
  | { readonly kind: 'incomplete'; readonly key: string; readonly expected: number; readonly found: number }
  | { readonly kind: 'differs'; readonly key: string; readonly expected: number; readonly size: number }
  | { readonly kind: 'never-saved'; readonly key: string; readonly why: NeverSaved }
  | { readonly kind: 'unsure'; readonly key: string; readonly why: Doubt }
  | { readonly kind: 'unexpected'; readonly key: string };

export type LossKind = Loss['kind'];

/** Why a comparison does not tell all. */
export type Gap =
  /** The bucket that was backed up is not there any more, or it cannot be read. `why` is a sentence. */
  | { readonly kind: 'source-unread'; readonly why: string }
  | { readonly kind: 'destination-unread'; readonly why: string }
  /** A lifecycle rule of the source removes old versions after so many days, and the moment lies before that. */
  | { readonly kind: 'expired'; readonly days: number }
  /** The recovery point is a copy, which does not say of which moment its data is. */
  | { readonly kind: 'copy' }
  /** Only the keys up to this one were compared. */
  | { readonly kind: 'cut'; readonly after: string };

/** What a comparison of a restore with what was asked for found. Plain JSON, so that it can be kept. */
export interface RestoreVerdict {
  /** Keys that were to come back, as far as it is known. */
  readonly expected: number;
  readonly restored: number;
  readonly leftAlone: number;
  readonly losses: Readonly<Record<LossKind, number>>;
  /** Each loss, in the order of the keys. */
  readonly keys: readonly Loss[];
  /** Whether `keys` was cut to be kept. */
  readonly areKeysCut?: boolean;
  /** Objects that were written into the destination since the restore began, where nothing can be compared. */
  readonly written?: number;
  readonly gaps: readonly Gap[];
  /** When the restore began by AWS's clock, as ISO 8601. */
  readonly since: string;
  /** When it was found, as ISO 8601. */
  readonly asOf: string;
}

const noLosses: Readonly<Record<LossKind, number>> = {
  missing: 0,
  incomplete: 0,
  differs: 0,
  'never-saved': 0,
  unsure: 0,
  unexpected: 0,
};

/** Collects what became of the keys, one after the other. */
export class VerdictBuilder {
  #restored = 0;
  #leftAlone = 0;
  readonly #keys: Loss[] = [];

  add(key: string, outcome: KeyOutcome): void {
    if (outcome.kind === 'restored') this.#restored += 1;
    else if (outcome.kind === 'left-alone') this.#leftAlone += 1;
    else if (outcome.kind !== 'nothing') this.#keys.push(lossOf(key, outcome));
  }

  build(gaps: readonly Gap[], since: Date, asOf: Date): RestoreVerdict {
    const keys = this.#keys.toSorted((one, other) => compareKeys(one.key, other.key));
    const losses = { ...noLosses };
    for (const { kind } of keys) losses[kind] += 1;
    const [restored, leftAlone] = [this.#restored, this.#leftAlone];
    const expected = restored + leftAlone + losses.missing + losses.incomplete + losses.differs;
    const times = { since: since.toISOString(), asOf: asOf.toISOString() };
    return { expected, restored, leftAlone, losses, keys, gaps, ...times };
  }
}

function lossOf(key: string, outcome: Exclude<KeyOutcome, { kind: 'nothing' | 'restored' | 'left-alone' }>): Loss {
  switch (outcome.kind) {
    case 'missing':
      return { kind: 'missing', key, ...factsOf(outcome.expected) };
    case 'incomplete':
      return { kind: 'incomplete', key, expected: outcome.expected.length, found: outcome.found };
    case 'differs':
      return { kind: 'differs', key, expected: outcome.expected[0]?.sizeBytes ?? 0, size: outcome.size };
    case 'never-saved':
    case 'unsure':
      return { kind: outcome.kind, key, why: outcome.why } as Loss;
    case 'unexpected':
      return { kind: 'unexpected', key };
  }
}

function factsOf([newest]: readonly StoredVersion[]): { readonly size: number; readonly lastModified: string } {
  return { size: newest?.sizeBytes ?? 0, lastModified: newest?.lastModified.toISOString() ?? '' };
}

/** Whether it is certain that all came back that was to come back. What AWS Backup never saves was not. */
export function isAllBack({ losses, gaps }: RestoreVerdict): boolean {
  return gaps.length === 0 && losses.missing + losses.incomplete + losses.differs + losses.unsure === 0;
}

/** As much of a verdict as is worth keeping: counts, and so many keys. */
export function keptVerdict(verdict: RestoreVerdict, most: number): RestoreVerdict {
  if (verdict.keys.length <= most) return verdict;
  return { ...verdict, keys: verdict.keys.slice(0, most), areKeysCut: true };
}
