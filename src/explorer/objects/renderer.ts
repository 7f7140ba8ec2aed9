import * as l10n from '@vscode/l10n';
import type { ObjectVersion } from '../../model/objectVersion';
import { isArchived } from '../../model/objectVersion';
import { formatTime } from '../../ui/format';
import type { AccountSession } from '../session/accountSession';
import { icon } from '../shared/icons';
import type { Row } from '../shared/row';
import type { FolderOfObjects, ObjectNode, ObjectsNode, VersionNode } from './nodes';
import { objectsId } from './nodes';
import { keyWords, versionTooltip, versionWords } from './words';

function folderRow({ prefix, around }: FolderOfObjects): Row {
  if (prefix === '') {
    const tooltip = l10n.t('Objects with their versions and delete markers, read when they are unfolded.');
    return { label: l10n.t('Objects'), icon: icon('folder-library'), unfolds: true, tooltip, contextValue: 'objects' };
  }
  const label = prefix.slice(around.length);
  return { label, icon: icon('folder'), unfolds: true, tooltip: prefix, contextValue: 'prefix' };
}

function objectRow({ history, around }: ObjectNode, now: Date): Row {
  const isDeleted = history.versions[0]?.kind === 'deleteMarker';
  const description = keyWords(history, now);
  // A key that is its folder's own name: what consoles make to show an empty folder.
  const label = history.key.slice(around.length) || l10n.t('(the folder itself)');
  return {
    label,
    description,
    icon: isDeleted ? icon('trash', 'disabledForeground') : icon('file'),
    unfolds: true,
    tooltip: [history.key, description].join('\n'),
    contextValue: isDeleted ? 'object.deleted' : 'object',
    spoken: [label, ...description.split(' · ')].join(', '),
  };
}

function versionIcon(version: ObjectVersion): Row['icon'] {
  if (version.kind === 'deleteMarker') return icon('trash');
  return icon(version.isCurrent ? 'check' : 'history');
}

/** What menus ask for. */
function versionContext(version: ObjectVersion): string {
  const kind = version.kind === 'object' ? 'version' : 'marker';
  const archived = version.kind === 'object' && isArchived(version) ? '.archived' : '';
  return `${kind}${version.isCurrent ? '.current' : '.older'}${archived}`;
}

function versionRow(node: VersionNode, now: Date): Row {
  const { version } = node;
  const open = { id: 's3backup.openVersion', title: l10n.t('Open version'), argument: node };
  return {
    label: formatTime(version.lastModified, now),
    description: versionWords(version),
    icon: versionIcon(version),
    tooltip: versionTooltip(version),
    contextValue: versionContext(version),
    ...(version.kind === 'object' && { command: open }),
  };
}

/** What is seen of each row of a bucket's objects. */
export function objectsRow(node: ObjectsNode, session: AccountSession): Row {
  switch (node.kind) {
    case 'objects':
      return folderRow(node);
    case 'object':
      return objectRow(node, session.now());
    case 'version':
      return versionRow(node, session.now());
    case 'more-objects': {
      const title = l10n.t('Load more');
      const command = { id: 's3backup.loadMoreObjects', title, argument: objectsId(node.above) };
      return { label: l10n.t('Load more…'), icon: icon('ellipsis'), command };
    }
  }
}
