import * as l10n from '@vscode/l10n';
import type { RegionReading } from '../../aws/region';
import type { VaultDetails, VaultNotifications } from '../../aws/vaultDetails';
import type { BackupRule } from '../../model/backupPlan';
import type { Fact } from '../../model/fact';
import { valueOf } from '../../model/fact';
import type { BackupVault } from '../../model/vault';
import { formatCount, formatExact } from '../../ui/format';
import type { AccountSession } from '../session/accountSession';
import type { ListRow } from '../shared/listRow';
import { joined, partialRow, unreadRow } from '../shared/listRow';
import { escape, table } from '../../reports/markdown';
import type { MessageNode, RowCommand } from '../shared/message';
import { contentRows } from './contentRows';
import { policyRow } from './policyRows';
import { vaultSubject } from './vaultSubject';

type Shown = ListRow | MessageNode;

/** Without this event nobody hears of single objects that were not backed up. Source: AWS Backup developer guide, S3 backups. */
const objectFailure = 'S3_BACKUP_OBJECT_FAILED';

function again(): RowCommand {
  return { id: 's3backup.refreshVaults', title: l10n.t('Try again') };
}

/** "kept 7 to 365 days" */
export function boundsWords({ minRetentionDays, maxRetentionDays }: BackupVault): string | undefined {
  const least = valueOf(minRetentionDays);
  const most = valueOf(maxRetentionDays);
  if (least !== undefined && most !== undefined) return l10n.t('retention {0} to {1} days', least, most);
  if (least !== undefined) return l10n.t('retention at least {0}', formatCount(least, 'day'));
  if (most !== undefined) return l10n.t('retention at most {0}', formatCount(most, 'day'));
  return undefined;
}

function nameOf({ name, id }: BackupVault): string {
  return valueOf(name) ?? id;
}

function vaultRow(vault: BackupVault, reading: RegionReading, session: AccountSession): ListRow {
  const { region } = reading;
  const name = nameOf(vault);
  const isLocked = valueOf(vault.locked) === true;
  const isAirGapped = valueOf(vault.kind) === 'air-gapped';
  const count = vault.recoveryPoints;
  const description = joined(
    isAirGapped ? l10n.t('logically air-gapped') : undefined,
    isLocked ? l10n.t('locked') : undefined,
    count === undefined ? undefined : formatCount(count, 'recovery point'),
    session.regions.length > 1 ? region : undefined,
  );
  return {
    kind: 'vault',
    id: `vault/${region}/${name}`,
    label: name,
    description,
    icon: [isLocked ? 'lock' : 'database'],
    tooltip: vaultTooltip(vault, region),
    spoken: l10n.t('Vault {0}, {1}', name, description.replaceAll(' · ', ', ')),
    subject: vaultSubject(vault, reading, session),
    children: () => vaultRows(vault, reading, session),
  };
}

function vaultTooltip(vault: BackupVault, region: string): string {
  const locked = valueOf(vault.locked) === true ? (boundsWords(vault) ?? l10n.t('yes')) : l10n.t('no');
  const rows: readonly (readonly [string, string])[] = [
    [l10n.t('Region'), escape(region)],
    [l10n.t('Lock'), escape(locked)],
    [l10n.t('Recovery points'), vault.recoveryPoints === undefined ? l10n.t('not said') : String(vault.recoveryPoints)],
    ['ARN', `\`${vault.id}\``],
  ];
  return `**${escape(nameOf(vault))}**\n\n${table(rows)}`;
}

function lockRow(vault: BackupVault, { description }: VaultDetails, id: string, now: Date): ListRow {
  if (valueOf(vault.locked) !== true) {
    return { kind: 'lock', id, label: l10n.t('Lock'), description: l10n.t('none'), icon: ['unlock'] };
  }
  const date = valueOf(description)?.lockDate;
  const isFixed = date !== undefined && date.getTime() <= now.getTime();
  const mode =
    description.state !== 'known'
      ? undefined
      : date === undefined
        ? l10n.t('governance mode')
        : isFixed
          ? l10n.t('compliance mode, nobody can change it')
          : l10n.t('compliance mode from {0}', formatExact(date));
  return {
    kind: 'lock',
    id,
    label: l10n.t('Lock'),
    description: joined(mode, boundsWords(vault)),
    icon: ['lock'],
    ...(date && { tooltip: l10n.t('Nobody can change the lock from {0} on.', escape(formatExact(date))) }),
  };
}

const kinds = {
  BACKUP_VAULT: () => l10n.t('standard'),
  LOGICALLY_AIR_GAPPED_BACKUP_VAULT: () => l10n.t('logically air-gapped'),
  RESTORE_ACCESS_BACKUP_VAULT: () => l10n.t('restore access'),
};

/** A kind that is newer than this program is shown by AWS's word. */
function kindWords(type: string): string {
  return type in kinds ? kinds[type as keyof typeof kinds]() : type;
}

const keyOwners: Readonly<Record<string, () => string>> = {
  AWS_OWNED_KMS_KEY: () => l10n.t('owned by AWS'),
  CUSTOMER_MANAGED_KMS_KEY: () => l10n.t('customer managed'),
};

function descriptionRows({ description }: VaultDetails, id: string): readonly Shown[] {
  if (description.state !== 'known') {
    return [unreadRow(`${id}/unread`, l10n.t('The kind and the key could not be read.'), description, again())];
  }
  const { type, state, sourceVaultArn, encryptionKeyArn: key, encryptionKeyType: owner = '' } = description.value;
  const kind = joined(
    type === undefined ? undefined : kindWords(type),
    sourceVaultArn && l10n.t('shows the recovery points of {0}', sourceVaultArn),
    state === 'AVAILABLE' ? undefined : state,
  );
  const rows: ListRow[] = [];
  if (kind !== '')
    rows.push({ kind: 'detail', id: `${id}/kind`, label: l10n.t('Kind'), description: kind, icon: ['database'] });
  if (key !== undefined) {
    rows.push({
      kind: 'detail',
      id: `${id}/key`,
      label: l10n.t('Key'),
      description: joined(keyOwners[owner]?.() ?? owner, key.slice(key.lastIndexOf(':') + 1)),
      icon: ['key'],
      tooltip: `\`${key}\``,
      subject: { id: key, label: key, arn: key },
    });
  }
  return rows;
}

function notificationRow(notifications: Fact<VaultNotifications>, id: string): Shown {
  const label = l10n.t('Notifications');
  switch (notifications.state) {
    case 'denied':
    case 'unknown':
      return unreadRow(id, l10n.t('The notifications could not be read.'), notifications, again());
    case 'absent':
    case 'unmanaged':
      return {
        kind: 'detail',
        id,
        label,
        description: l10n.t('none: nobody is told of objects that fail'),
        icon: ['info'],
        tooltip: l10n.t(
          'A backup can complete although single objects fail. Only notifications of the vault name them.',
        ),
      };
    case 'known': {
      const { topicArn, events } = notifications.value;
      const tells = events.includes(objectFailure);
      return {
        kind: 'detail',
        id,
        label,
        description: tells
          ? formatCount(events.length, 'event')
          : joined(formatCount(events.length, 'event'), l10n.t('none of objects that fail')),
        icon: [tells ? 'bell' : 'info'],
        subject: { id: topicArn, label: topicArn, arn: topicArn },
        tooltip: [`\`${topicArn}\``, ...events.map((event) => `- \`${event}\``)].join('\n'),
      };
    }
  }
}

/**
 * The longest that a rule keeps points in a vault, in days: only a hint, because of what plans were before. Left out
 * where no rule says.
 */
function longestKept(vault: BackupVault, { plans }: RegionReading): number | undefined {
  const rules = plans.items.flatMap((plan) => plan.rules.items).filter((rule) => goesTo(rule, vault));
  const days = rules.flatMap(({ deleteAfterDays }) => valueOf(deleteAfterDays) ?? []);
  return days.length === 0 ? undefined : Math.max(...days);
}

function goesTo({ targetVault, airGappedVault }: BackupRule, vault: BackupVault): boolean {
  return [targetVault, airGappedVault].some((target) => [vault.id, nameOf(vault)].includes(valueOf(target) ?? ''));
}

/** At most six calls: three about the vault itself, and up to three for the recovery points in it. */
async function vaultRows(
  vault: BackupVault,
  reading: RegionReading,
  session: AccountSession,
): Promise<readonly Shown[]> {
  const { region } = reading;
  const name = nameOf(vault);
  const id = `vault/${region}/${name}`;
  const now = session.now();
  const contents = session.details.vaultContents(region, name);
  const kept = longestKept(vault, reading);
  const [details] = await Promise.all([
    session.details.vault(region, name),
    contents.open({ now, ...(kept !== undefined && { longestKept: kept }) }),
  ]);
  return [
    lockRow(vault, details, `${id}/lock`, now),
    ...descriptionRows(details, id),
    policyRow(`${id}/policy`, details.accessPolicy, again()),
    notificationRow(details.notifications, `${id}/notifications`),
    ...contentRows(id, { region, name, contents, session }),
  ];
}

/** The vaults of all Regions, by name, and what could not be read. */
export async function rows(session: AccountSession): Promise<readonly Shown[]> {
  const readings = await session.regionReadings();
  const vaults = readings.flatMap((reading) =>
    [...reading.vaults.items]
      .sort((one, other) => nameOf(one).localeCompare(nameOf(other)))
      .map((vault) => vaultRow(vault, reading, session)),
  );
  const unread = readings.flatMap(({ region, vaults: { completeness } }) =>
    partialRow(`unread/${region}`, l10n.t('The vaults of {0} could not be read.', region), completeness, again()),
  );
  if (vaults.length > 0 || unread.length > 0) return [...vaults, ...unread];
  return [{ kind: 'message', id: 'none', icon: 'info', text: l10n.t('There are no backup vaults.') }];
}

export { regionsAsOf as asOf } from '../shared/regionsAsOf';

export function forget(session: AccountSession): void {
  session.details.forgetVaults();
  session.forgetRegions();
}
