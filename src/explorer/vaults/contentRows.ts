import * as l10n from '@vscode/l10n';
import { bucketOfArn } from '../../model/arn';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { formatCount, formatExact, formatSize, formatTime } from '../../ui/format';
import { bucketSubject } from '../buckets/bucketSubject';
import { pointSubject } from '../buckets/pointSubject';
import type { AccountSession } from '../session/accountSession';
import type { BucketSum } from '../session/pointsTally';
import { sumOf } from '../session/pointsTally';
import type { VaultContents } from '../session/vaultContents';
import type { ListRow } from '../shared/listRow';
import { joined, unreadRow } from '../shared/listRow';
import { escape, table } from '../../reports/markdown';
import type { MessageNode, RowCommand } from '../shared/message';

type Shown = ListRow | MessageNode;

/** A vault whose contents are shown. */
export interface ShownVault {
  readonly region: string;
  readonly name: string;
  readonly contents: VaultContents;
  readonly session: AccountSession;
}

/** VS Code draws a few hundred rows at once. */
const rowsAtOnce = 500;

function nameOf(bucketArn: string): string {
  return bucketOfArn(bucketArn) ?? bucketArn;
}

/** Reads on in a vault. @param key Its Region and name. */
function more(key: string): RowCommand {
  return { id: 's3backup.loadMoreVaultPoints', title: l10n.t('Load more'), argument: key };
}

function pointRow(id: string, point: RecoveryPoint, { region, name: vault, session }: ShownVault): ListRow {
  const now = session.now();
  const refresh = (): Promise<void> => {
    session.details.forgetVault(region, vault);
    return Promise.resolve();
  };
  const { arn, bucketArn, createdAt, expiresAt, sizeBytes, statusMessage } = point;
  const name = nameOf(bucketArn);
  const details: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('Made'), escape(formatExact(createdAt))],
    [l10n.t('To be deleted'), expiresAt && escape(formatExact(expiresAt))],
    [l10n.t('Size'), sizeBytes === undefined ? l10n.t('not said') : escape(formatSize(sizeBytes))],
    [l10n.t('Message'), statusMessage && escape(statusMessage)],
    ['ARN', `\`${arn}\``],
  ];
  return {
    kind: 'point',
    id: `${id}/${arn}`,
    label: name,
    description: joined(
      sizeBytes === undefined ? undefined : formatSize(sizeBytes),
      l10n.t('made {0}', formatTime(createdAt, now)),
      expiresAt && l10n.t('its time was up {0}', formatTime(expiresAt, now)),
      statusMessage,
    ),
    icon: ['save'],
    tooltip: `**${escape(name)}**\n\n${table(details.flatMap(([label, value]) => (value ? [[label, value]] : [])))}`,
    subject: { ...pointSubject(point, { name, region, lastBackupAt: createdAt }, session), refresh },
    spoken: l10n.t('Expired recovery point of {0}, made {1}', name, formatTime(createdAt, now)),
  };
}

/** The largest first: they cost most. */
function pointRows(id: string, points: readonly RecoveryPoint[], vault: ShownVault): readonly Shown[] {
  const largest = points.toSorted((one, other) => (other.sizeBytes ?? 0) - (one.sizeBytes ?? 0));
  return cut(
    id,
    largest,
    (point) => pointRow(id, point, vault),
    (count) => l10n.t('{0} smaller ones', count),
  );
}

function cut<T>(
  id: string,
  items: readonly T[],
  rowOf: (item: T) => ListRow,
  rest: (count: number) => string,
): readonly Shown[] {
  const rows: Shown[] = items.slice(0, rowsAtOnce).map(rowOf);
  const count = items.length - rows.length;
  if (count > 0) rows.push({ kind: 'message', id: `${id}/rest`, icon: 'info', text: rest(count) });
  return rows;
}

/** What is not read can be expired too: "none" is said only of the whole. */
function expiredRow(id: string, vault: ShownVault): ListRow {
  const { tally, isWhole } = vault.contents;
  const { expired } = tally;
  const { count, bytes } = sumOf(expired);
  const label = l10n.t('Expired, still billed');
  const among = isWhole ? undefined : l10n.t('among the {0} that are read', tally.count);
  const tooltip = l10n.t('AWS Backup could not delete these when their time was up. They cost until somebody does.');
  if (count === 0) {
    return { kind: 'expired', id, label, description: joined(l10n.t('none'), among), icon: ['pass'], tooltip };
  }
  return {
    kind: 'expired',
    id,
    label,
    description: joined(formatCount(count, 'recovery point'), formatSize(bytes), among),
    icon: ['warning', 'problemsWarningIcon.foreground'],
    tooltip,
    children: () => pointRows(id, expired, vault),
  };
}

function bucketRow(id: string, sum: BucketSum, { contents: { isWhole }, session }: ShownVault): ListRow {
  const name = nameOf(sum.bucketArn);
  const description = joined(
    isWhole ? formatCount(sum.count, 'recovery point') : l10n.t('{0} so far', formatCount(sum.count, 'recovery point')),
    formatSize(sum.bytes),
    l10n.t('newest {0}', formatTime(sum.newest, session.now())),
    sum.expired === 0 ? undefined : l10n.t('{0} expired', sum.expired),
  );
  return {
    kind: 'vault-bucket',
    id: `${id}/${sum.bucketArn}`,
    label: name,
    description,
    icon: ['layers'],
    ...(session.entry(name) && { subject: bucketSubject(name, session) }),
    spoken: l10n.t('Bucket {0}, {1}', name, description.replaceAll(' · ', ', ')),
  };
}

function byBucketRow(id: string, vault: ShownVault): ListRow {
  const { tally, isWhole } = vault.contents;
  const { buckets } = tally;
  const sorted = (): readonly BucketSum[] =>
    buckets.toSorted((one, other) => other.count - one.count || (one.bucketArn < other.bucketArn ? -1 : 1));
  return {
    kind: 'vault-buckets',
    id,
    label: l10n.t('By bucket'),
    description: joined(
      formatCount(buckets.length, 'bucket'),
      isWhole ? undefined : l10n.t('{0} read, there are more', formatCount(tally.count, 'recovery point')),
    ),
    icon: ['layers'],
    children: () =>
      cut(
        id,
        sorted(),
        (sum) => bucketRow(id, sum, vault),
        (count) => l10n.t('{0} with fewer recovery points', count),
      ),
  };
}

/** What is in a vault, as far as it is read: what costs for nothing, whose the points are, and what was not read. */
export function contentRows(id: string, vault: ShownVault): readonly Shown[] {
  const { tally, isWhole, failure } = vault.contents;
  const command = more(`${vault.region}/${vault.name}`);
  const rows: Shown[] = [];
  if (tally.count > 0 || isWhole) rows.push(expiredRow(`${id}/expired`, vault));
  if (tally.count > 0) rows.push(byBucketRow(`${id}/buckets`, vault));
  if (failure !== undefined) {
    rows.push(unreadRow(`${id}/points-unread`, l10n.t('Not all recovery points could be read.'), failure, command));
  } else if (!isWhole) {
    rows.push({ kind: 'message', id: `${id}/more`, icon: 'info', text: l10n.t('Load more recovery points…'), command });
  }
  return rows;
}
