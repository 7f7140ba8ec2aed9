import type { BackupRule } from '../model/backupPlan';
import type { Estate } from '../model/estate';
import type { Fact } from '../model/fact';
import { ask, sameValue, valueOf } from '../model/fact';
import type { Ternary } from '../model/ternary';
import { coverageOf, rulesReaching } from '../protection/coverage';
import type { Rule, Violation } from './rule';
import { pointAt, relatedTo } from './rule';

interface Conflict {
  readonly message: string;
  readonly brief: string;
  readonly at: Fact<unknown>;
}

function isContinuousRule({ continuous }: BackupRule): boolean {
  return ask(continuous, (on) => on) === 'yes';
}

function inVault({ targetVault }: BackupRule): string {
  const name = valueOf(targetVault);
  return name === undefined ? '' : ` in \`${name}\``;
}

/**
 * Whether two rules write to one vault. A vault whose name is not known goes by its address, which tells it from the
 * other vaults of the estate, and not from one that is named elsewhere.
 */
function sameVault(one: BackupRule, other: BackupRule, { vaults }: Estate): Ternary {
  const same = sameValue(one.targetVault, other.targetVault);
  if (same !== 'no') return same;
  const found = [one, other].map(({ targetVault }) =>
    vaults.items.find(({ name }) => valueOf(name) === valueOf(targetVault)),
  );
  const isNameless = found.some((vault) => vault?.name.state === 'known' && vault.name.basis === 'derived');
  return isNameless && found.includes(undefined) ? 'unknown' : 'no';
}

function twoContinuous(first: BackupRule, second: BackupRule, estate: Estate): Conflict {
  const same = sameVault(first, second, estate);
  const consequence = {
    yes: 'The longest retention wins, the other rule is ignored.',
    no: 'Only the first that runs is continuous, the other makes snapshots "with issues".',
    unknown: 'Only one of them is continuous.',
  }[same];
  return {
    message: `Another rule backs up the same bucket continuously${inVault(first)}. ${consequence}`,
    brief: 'two continuous rules for one bucket',
    at: second.continuous,
  };
}

/** What stands between a continuous rule and another one that reaches the same bucket. */
function conflictOf(continuous: BackupRule, other: BackupRule, estate: Estate): Conflict | undefined {
  if (isContinuousRule(other)) return twoContinuous(continuous, other, estate);
  if (ask(other.continuous, (on) => on) === 'unknown') return undefined;
  if (other.airGappedVault.state === 'known' && continuous.airGappedVault.state === 'absent') {
    return {
      message: `The same bucket is backed up continuously${inVault(continuous)}. Beside an air-gapped target the continuous jobs fail.`,
      brief: 'an air-gapped target beside continuous backup',
      at: other.airGappedVault,
    };
  }
  if (sameVault(continuous, other, estate) !== 'no') return undefined;
  return {
    message: `The same bucket is backed up continuously${inVault(continuous)}. In another vault periodic backups share nothing with it: the data is stored twice.`,
    brief: 'continuous and periodic backups in different vaults',
    at: other.targetVault,
  };
}

/** Each pair of a continuous rule and another one, the continuous one first; of two continuous ones, in their order. */
function pairs(rules: readonly BackupRule[]): readonly (readonly [BackupRule, BackupRule])[] {
  return rules.flatMap((one, index) =>
    isContinuousRule(one)
      ? rules.filter((other, at) => (isContinuousRule(other) ? at > index : true)).map((other) => [one, other] as const)
      : [],
  );
}

function check(estate: Estate): readonly Violation[] {
  if (!estate.plans.items.some(({ rules }) => rules.items.some(isContinuousRule))) return [];
  // What many buckets share is said once.
  const found = new Map<string, Violation>();
  for (const bucket of estate.buckets.items) {
    if (ask(bucket.exists, (exists) => exists) === 'no') continue;
    for (const [continuous, other] of pairs(rulesReaching(coverageOf(bucket, estate), estate))) {
      const conflict = conflictOf(continuous, other, estate);
      const key = JSON.stringify([other.id, conflict?.message]);
      if (conflict === undefined || found.has(key)) continue;
      const { at, ...words } = conflict;
      const related = relatedTo('The continuous rule.', continuous, continuous.continuous);
      found.set(key, { subject: other.id, ...words, ...pointAt(other, at), related, proposals: [] });
    }
  }
  return [...found.values()];
}

/**
 * Source: AWS Backup developer guide, S3 backups: a bucket has one continuous backup, and continuous and periodic ones
 * belong in one vault; logically air-gapped vaults, as the primary backup target.
 */
export const continuousConflict: Rule = {
  id: 'continuous-conflict',
  title: 'A bucket has one continuous backup, in the vault of its periodic ones',
  severity: 'warning',
  equals: [],
  check,
};
