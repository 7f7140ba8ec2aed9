import * as l10n from '@vscode/l10n';
import type { BackupRule } from '../../model/backupPlan';
import { valueOf } from '../../model/fact';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { capturesChanges, continuousPoint, newestFirst } from '../../protection/recovery';
import { formatAge, formatExact, formatSize, formatTime } from '../../ui/format';
import type { Reason } from '../../verdict/status';
import type { AccountSession } from '../session/accountSession';
import type { BucketEntry } from '../session/bucketEntry';
import { deniedFor } from '../session/denied';
import { isObjectsNode } from '../objects/nodes';
import { objectsRow } from '../objects/renderer';
import { icon, severityIcon } from '../shared/icons';
import type { Row } from '../shared/row';
import { decoratedUri } from './decorations';
import type { ShownStatus } from './grouping';
import { shownStatus } from './grouping';
import type { BackupNode, FolderNode, Node, PointsOwner } from './nodes';
import { retry } from './rows';
import { bucketIcon, statusIcon } from './statusIcons';
import { pointTooltip, reasonTooltip } from './tooltips';
import { stepRow, whyRow } from './whyRows';
import { expiryWords, indexWords, kindWord, unusualStatus } from './pointWords';
import { bucketDescription, splitMessage, windowText } from './words';

/** What menus ask for: how far it is read, and what else can be done because of how it stands. */
function bucketContext({ listed, state, isPinned }: BucketEntry): string {
  const denied = deniedFor(listed.name, state).length > 0 ? ['denied'] : [];
  return ['bucket', state.kind, ...denied, ...(isPinned ? ['pinned'] : [])].join('.');
}

/** A group of more than this is folded at first, so that the other groups are in sight. */
const unfoldedAtMost = 100;

const folderIcons = { pinned: 'pinned', group: 'folder', range: 'list-flat' } as const;

function groupIcon(status: ShownStatus): Row['icon'] {
  return status === 'not-checked' ? icon('circle-small') : statusIcon(status);
}

function folderRow({ is, label, status, buckets, attention }: FolderNode): Row {
  const waiting = attention === 1 ? l10n.t('1 needs attention') : l10n.t('{0} need attention', attention);
  // A status says by itself whether its buckets need attention.
  const noted = attention === 0 || status !== undefined ? [] : [waiting];
  const count = buckets === 1 ? l10n.t('1 bucket') : l10n.t('{0} buckets', buckets);
  return {
    label,
    description: [String(buckets), ...noted].join(' · '),
    icon: status === undefined ? icon(folderIcons[is]) : groupIcon(status),
    contextValue: `buckets.${is}`,
    unfolds: is === 'range' || buckets > unfoldedAtMost ? true : 'at-first',
    spoken: [label, count, ...noted].join(', '),
  };
}

function bucketRow(name: string, session: AccountSession): Row {
  const unseen: BucketEntry = { listed: { name }, state: { kind: 'listed' }, isListed: false, isPinned: false };
  const entry = session.entry(name) ?? unseen;
  const description = entry.doing ?? bucketDescription(entry.state);
  return {
    label: name,
    description,
    icon: bucketIcon(entry),
    contextValue: bucketContext(entry),
    resource: decoratedUri(name, shownStatus(entry)),
    unfolds: true,
    spoken: [l10n.t('Bucket {0}', name), ...(description === '' ? [] : description.split(' · '))].join(', '),
  };
}

function windowRow(bucket: string, session: AccountSession): Row {
  const state = session.entry(bucket)?.state;
  const points = state?.kind === 'read' ? (valueOf(state.reading.points) ?? []) : [];
  const point = continuousPoint(points);
  const capturing = state?.kind === 'read' && capturesChanges(state.reading.bucket);
  return {
    label: l10n.t('Point in time'),
    icon: icon('history'),
    ...(point && { description: windowText(point, session.now(), capturing), tooltip: pointTooltip(point) }),
  };
}

/** How many there are is said only where all of them are read. */
function pointsRow(owner: PointsOwner, session: AccountSession): Row {
  const state = session.entry(owner.name)?.state;
  const points = state?.kind === 'read' ? (valueOf(state.reading.points) ?? []) : [];
  const newest = newestFirst(points)[0]?.createdAt ?? owner.lastBackupAt;
  const isWhole = state?.kind === 'read' && state.reading.hasAllPoints;
  const count = isWhole && points.length > 0 ? [String(points.length)] : [];
  return {
    label: l10n.t('Recovery points'),
    description: [...count, l10n.t('newest {0}', formatTime(newest, session.now()))].join(' · '),
    icon: icon('layers'),
    unfolds: true,
    tooltip: l10n.t('Newest made {0}', formatExact(newest)),
  };
}

function pointDescription(point: RecoveryPoint, now: Date): string {
  const size = point.sizeBytes === undefined ? undefined : formatSize(point.sizeBytes);
  const parts = [
    unusualStatus(point),
    kindWord(point),
    size,
    point.vaultName,
    expiryWords(point, now),
    indexWords(point),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function pointRow(point: RecoveryPoint, now: Date): Row {
  return {
    label: formatTime(point.createdAt, now),
    description: pointDescription(point, now),
    icon: icon(point.kind === 'continuous' ? 'history' : 'save'),
    tooltip: pointTooltip(point),
  };
}

function ruleName(rule: BackupRule): string {
  return valueOf(rule.name) ?? rule.id;
}

function plansRow(bucket: string, session: AccountSession): Row {
  const state = session.entry(bucket)?.state;
  const names = state?.kind === 'read' ? state.assessment.selectedBy : [];
  const plans = state?.kind === 'read' ? state.backup.plans.items : [];
  const words = names.map((name) => {
    const plan = plans.find((candidate) => valueOf(candidate.name) === name);
    return plan === undefined ? name : `${name} › ${plan.rules.items.map(ruleName).join(', ')}`;
  });
  return { label: l10n.t('Protected by'), description: words.join('; '), icon: icon('checklist') };
}

function ownerRow(owner: PointsOwner, session: AccountSession): Row {
  const newest = formatAge(owner.lastBackupAt, session.now());
  return {
    label: owner.name,
    description: [owner.region, l10n.t('newest recovery point {0}', newest)].join(' · '),
    icon: icon('archive'),
    unfolds: true,
    tooltip: l10n.t('There is no bucket {0} in this account, but recovery points of it.', owner.name),
  };
}

/** A reason that is only that something could not be read is tried again by a click. */
function reasonRow(bucket: string, reason: Reason): Row {
  const { what, meaning } = splitMessage(reason);
  const unread = reason.code === 'denied' || reason.code === 'not-read';
  return {
    label: what,
    description: meaning,
    icon: severityIcon(reason.severity),
    contextValue: `reason.${reason.code}`,
    tooltip: reasonTooltip(reason),
    spoken: [reason.message, reason.action].filter(Boolean).join(' '),
    ...(unread && { command: retry(bucket) }),
  };
}

function goneRow(session: AccountSession): Row {
  return {
    label: l10n.t('Recovery points without a bucket'),
    description: String(session.gone.length),
    icon: icon('archive'),
    unfolds: true,
    tooltip: l10n.t('These buckets were deleted, or belong to another account whose copies are kept here.'),
  };
}

/** What is seen of each row of the view. */
export function rowOf(node: Node, session: AccountSession): Row {
  return isObjectsNode(node) ? objectsRow(node, session) : backupRow(node, session);
}

function backupRow(node: BackupNode, session: AccountSession): Row {
  switch (node.kind) {
    case 'folder':
      return folderRow(node);
    case 'range':
      return { label: node.label, description: String(node.rows.length), icon: icon('list-flat'), unfolds: true };
    case 'bucket':
      return bucketRow(node.name, session);
    case 'reason':
      return reasonRow(node.bucket, node.reason);
    case 'window':
      return windowRow(node.bucket, session);
    case 'points':
      return pointsRow(node.owner, session);
    case 'point':
      return pointRow(node.point, session.now());
    case 'plans':
      return plansRow(node.bucket, session);
    case 'why':
      return whyRow(node.bucket, session);
    case 'step':
      return stepRow(node.bucket, node.step, session);
    case 'gone':
      return goneRow(session);
    case 'gone-bucket':
      return ownerRow(node.owner, session);
    case 'more-buckets':
      return {
        label: l10n.t('Load more…'),
        icon: icon('ellipsis'),
        command: { id: 's3backup.loadMoreBuckets', title: l10n.t('Load more') },
      };
    case 'more-points': {
      const command = { id: 's3backup.loadOlderPoints', title: l10n.t('Load older'), argument: node.owner.name };
      return { label: l10n.t('Load older…'), icon: icon('ellipsis'), command };
    }
  }
}
