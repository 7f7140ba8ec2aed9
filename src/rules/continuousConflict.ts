import * as l10n from '@vscode/l10n';
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

function sameBucket({ targetVault }: BackupRule): string {
  const name = valueOf(targetVault);
  return name === undefined
    ? l10n.t('The same bucket is backed up continuously.')
    : l10n.t('The same bucket is backed up continuously in `{0}`.', name);
}

function anotherRule({ targetVault }: BackupRule): string {
  const name = valueOf(targetVault);
  return name === undefined
    ? l10n.t('Another rule backs up the same bucket continuously.')
    : l10n.t('Another rule backs up the same bucket continuously in `{0}`.', name);
}

/** What comes of two continuous rules for one bucket, by whether they write to one vault. */
function consequence(same: Ternary): string {
  switch (same) {
    case 'yes':
      return l10n.t('The longest retention wins, the other rule is ignored.');
    case 'no':
      return l10n.t('Only the first that runs is continuous, the other makes snapshots "with issues".');
    case 'unknown':
      return l10n.t('Only one of them is continuous.');
  }
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
  return {
    message: `${anotherRule(first)} ${consequence(sameVault(first, second, estate))}`,
    brief: l10n.t('two continuous rules for one bucket'),
    at: second.continuous,
  };
}

/** What stands between a continuous rule and another one that reaches the same bucket. */
function conflictOf(continuous: BackupRule, other: BackupRule, estate: Estate): Conflict | undefined {
  if (isContinuousRule(other)) return twoContinuous(continuous, other, estate);
  if (ask(other.continuous, (on) => on) === 'unknown') return undefined;
  if (other.airGappedVault.state === 'known' && continuous.airGappedVault.state === 'absent') {
    return {
      message: `${sameBucket(continuous)} ${l10n.t('Beside an air-gapped target the continuous jobs fail.')}`,
      brief: l10n.t('an air-gapped target beside continuous backup'),
      at: other.airGappedVault,
    };
  }
  if (sameVault(continuous, other, estate) !== 'no') return undefined;
  return {
    message: `${sameBucket(continuous)} ${l10n.t('In another vault periodic backups share nothing with it: the data is stored twice.')}`,
    brief: l10n.t('continuous and periodic backups in different vaults'),
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
      const related = relatedTo(l10n.t('The continuous rule.'), continuous, continuous.continuous);
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
  title: () => l10n.t('A bucket has one continuous backup, in the vault of its periodic ones'),
  severity: 'warning',
  equals: [],
  check,
};
