import * as l10n from '@vscode/l10n';
import { parseArn } from '../../model/arn';
import type { BackupPlan, BackupRule, CopyAction, S3Options } from '../../model/backupPlan';
import { valueOf } from '../../model/fact';
import { formatCount } from '../../ui/format';
import { vaultConsole } from '../shared/consoleLink';
import type { ListRow } from '../shared/listRow';
import { joined } from '../shared/listRow';
import type { RowSubject } from '../shared/rowSubject';
import { keptWords } from './ruleWords';

function optionWords({ acls, tags }: S3Options): string {
  if (acls && tags) return l10n.t('ACLs and tags of objects are backed up');
  if (acls) return l10n.t('ACLs of objects are backed up, their tags are not');
  if (tags) return l10n.t('tags of objects are backed up, their ACLs are not');
  return l10n.t('neither ACLs nor tags of objects are backed up');
}

/** The advanced settings, which hold for all rules of a plan. */
export function optionsRow(id: string, { s3Options }: BackupPlan): readonly ListRow[] {
  if (s3Options === undefined) return [];
  const tooltip = l10n.t('What is not backed up cannot be restored. It is set for the plan, in its advanced settings.');
  const description = optionWords(s3Options);
  return [{ kind: 'options', id, label: l10n.t('Advanced settings'), description, icon: ['settings'], tooltip }];
}

function copyRow(id: string, { targetVault, deleteAfterDays }: CopyAction): ListRow {
  const { region, account, resource } = parseArn(targetVault) ?? { region: '', account: '', resource: targetVault };
  const name = resource.replace(/^backup-vault:/u, '');
  const consoleUrl = region === '' ? undefined : vaultConsole(name, region);
  const subject: RowSubject = {
    id: targetVault,
    label: name,
    name,
    arn: targetVault,
    ...(consoleUrl !== undefined && { consoleUrl }),
  };
  return {
    kind: 'copy',
    id: `${id}/copy/${targetVault}`,
    label: l10n.t('Copy to {0}', name),
    description: joined(region, account && l10n.t('account {0}', account), keptWords({ deleteAfterDays })),
    icon: ['copy'],
    tooltip: `\`${targetVault}\``,
    subject,
  };
}

export function copyRows(id: string, { copyActions = [] }: BackupRule): readonly ListRow[] {
  return copyActions.map((copy) => copyRow(id, copy));
}

function minutesWords(minutes: number): string {
  if (minutes % 1_440 === 0) return formatCount(minutes / 1_440, 'day');
  return minutes % 60 === 0 ? formatCount(minutes / 60, 'hour') : formatCount(minutes, 'minute');
}

/** "A job starts within 8 hours or not at all, and is stopped after 7 days." */
export function windowWords({ startWindowMinutes, completionWindowMinutes }: BackupRule): readonly string[] {
  const start = valueOf(startWindowMinutes);
  const completion = valueOf(completionWindowMinutes);
  return [
    ...(start === undefined ? [] : [l10n.t('A job starts within {0}, or not at all.', minutesWords(start))]),
    ...(completion === undefined
      ? []
      : [l10n.t('A job that takes longer than {0} is stopped.', minutesWords(completion))]),
  ];
}
