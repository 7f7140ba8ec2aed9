import * as l10n from '@vscode/l10n';
import type { ObjectVersion, StoredVersion } from '../../model/objectVersion';
import { isArchived } from '../../model/objectVersion';
import type { KeyHistory } from '../../protection/versions/history';
import { newestData } from '../../protection/versions/history';
import { formatAge, formatExact, formatSize, formatTime } from '../../ui/format';

/** The class where it is not the usual one; of an archived one what that means. */
function classWords(version: StoredVersion): string | undefined {
  if (isArchived(version)) return l10n.t('{0}, archived', version.storageClass);
  return version.storageClass === 'STANDARD' ? undefined : version.storageClass;
}

function countWords({ versions, isPartial }: KeyHistory): string | undefined {
  const stored = versions.filter(({ kind }) => kind === 'object').length;
  if (stored < 2 && !isPartial) return undefined;
  return isPartial ? l10n.t('{0} versions or more', stored) : l10n.t('{0} versions', stored);
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** What stands behind the name of a key. */
export function keyWords(history: KeyHistory, now: Date): string {
  const [current] = history.versions;
  if (current?.kind === 'deleteMarker') {
    const data = newestData(history);
    const left = data === undefined && !history.isPartial ? l10n.t('no version left') : countWords(history);
    return joined([l10n.t('deleted {0}', formatAge(current.lastModified, now)), left]);
  }
  if (current === undefined) return '';
  return joined([
    formatSize(current.sizeBytes),
    formatTime(current.lastModified, now),
    classWords(current),
    countWords(history),
  ]);
}

/** What stands behind the time of a version. */
export function versionWords(version: ObjectVersion): string {
  const current = version.isCurrent ? l10n.t('current') : undefined;
  if (version.kind === 'deleteMarker') return joined([current, l10n.t('delete marker')]);
  return joined([current, formatSize(version.sizeBytes), classWords(version)]);
}

export function versionTooltip(version: ObjectVersion): string {
  const { key, versionId, lastModified } = version;
  const unversioned = versionId === 'null' ? l10n.t('Written while versions were not kept.') : undefined;
  const archived =
    version.kind === 'object' && isArchived(version)
      ? l10n.t('Archived: it has to be restored by S3 before it can be read.')
      : undefined;
  const marker = version.kind === 'deleteMarker' ? l10n.t('It hides the versions beneath it.') : undefined;
  return [
    key,
    formatExact(lastModified),
    l10n.t('Version {0}', versionId),
    ...(version.kind === 'object' ? [l10n.t('{0} bytes', version.sizeBytes), version.etag] : []),
    unversioned,
    archived,
    marker,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}
