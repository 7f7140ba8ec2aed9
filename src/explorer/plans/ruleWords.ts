import * as l10n from '@vscode/l10n';
import { parseArn } from '../../model/arn';
import type { BackupRule } from '../../model/backupPlan';
import type { Collection } from '../../model/estate';
import type { Fact } from '../../model/fact';
import { valueOf } from '../../model/fact';
import type { BackupVault } from '../../model/vault';
import { formatCount } from '../../ui/format';
import { joined } from '../shared/listRow';
import { scheduleWords } from './scheduleWords';

/** Of a rule that says none. Source: AWS Backup API reference, BackupRule. */
const defaultSchedule = 'cron(0 5 ? * * *)';

/** "every day at 05:00 Europe/Berlin" */
export function whenWords({ schedule, scheduleTimezone }: BackupRule): string {
  const expression = schedule.state === 'absent' ? defaultSchedule : (valueOf(schedule) ?? '');
  const zone = valueOf(scheduleTimezone) ?? 'UTC';
  return `${scheduleWords(expression) ?? expression} ${zone === 'Etc/UTC' ? 'UTC' : zone}`;
}

/** "kept 35 days" */
export function keptWords({ deleteAfterDays }: Pick<BackupRule, 'deleteAfterDays'>): string | undefined {
  if (deleteAfterDays.state === 'absent') return l10n.t('kept for ever');
  const days = valueOf(deleteAfterDays);
  return days === undefined ? undefined : l10n.t('kept {0}', formatCount(days, 'day'));
}

function targetWords(target: Fact<string>, vaults: Collection<BackupVault>): string | undefined {
  const text = valueOf(target);
  if (text === undefined) return undefined;
  const vault = vaults.items.find(({ id, name }) => id === text || valueOf(name) === text);
  const name = (vault && valueOf(vault.name)) ?? text;
  if (vault === undefined && vaults.completeness.kind === 'complete')
    return l10n.t('to {0} (there is no such vault)', name);
  return vault && valueOf(vault.locked) === true ? l10n.t('to {0} (locked)', name) : l10n.t('to {0}', name);
}

/** "copied to dr in us-east-1" */
function copyWords({ copies, copyActions = [] }: BackupRule): readonly string[] {
  if (copyActions.length === 0) return valueOf(copies) === true ? [l10n.t('copied')] : [];
  return copyActions.map(({ targetVault }) => {
    const { region, resource } = parseArn(targetVault) ?? { region: '', resource: targetVault };
    return l10n.t('copied to {0} in {1}', resource.replace(/^backup-vault:/u, ''), region);
  });
}

/** A rule as one line: "every day at 05:00 UTC · continuous · kept 35 days · to main (locked)". */
export function ruleWords(rule: BackupRule, vaults: Collection<BackupVault>): string {
  const cold = valueOf(rule.moveToColdStorageAfterDays);
  return joined(
    whenWords(rule),
    valueOf(rule.continuous) === true ? l10n.t('continuous') : undefined,
    keptWords(rule),
    cold === undefined ? undefined : l10n.t('cold after {0}', formatCount(cold, 'day')),
    targetWords(rule.targetVault, vaults),
    targetWords(rule.airGappedVault, vaults),
    ...copyWords(rule),
  );
}
