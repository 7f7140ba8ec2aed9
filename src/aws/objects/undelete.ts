import * as l10n from '@vscode/l10n';
import type { KeyHistory } from '../../protection/versions/history';
import { markersOnTop, newestData } from '../../protection/versions/history';
import type { Prospect } from '../changes/change';
import type { BucketAddress, ChangeTarget } from '../changes/changeTarget';
import { addressOf } from '../changes/changeTarget';
import type { GoalOf } from '../changes/goal';
import type { BucketVersioning } from './keyNow';
import { keyNow, versioningNow } from './keyNow';
import { utc } from './utc';

type Undelete = GoalOf<'undelete'>;

/** The steps that bring a key back: a goal for each delete marker on top of its data, the newest first. */
export function undeleteGoals(
  { bucket, region }: Pick<Undelete, 'bucket' | 'region'>,
  history: KeyHistory,
): Undelete[] {
  const ids = markersOnTop(history).map(({ versionId }) => versionId);
  return ids.map((marker, index) => ({
    kind: 'undelete',
    bucket,
    region,
    key: history.key,
    marker,
    newer: ids.slice(0, index),
  }));
}

function impossible(why: string): Prospect {
  return { kind: 'impossible', why };
}

/** Why a marker is not to be removed. */
function obstacle({ key, marker, newer }: Undelete, history: KeyHistory): string | undefined {
  const markers = markersOnTop(history).map(({ versionId }) => versionId);
  const above = markers.indexOf(marker);
  if (above < 0 || !markers.slice(0, above).every((id) => newer.includes(id))) {
    return l10n.t('{0} was deleted once more since. Refresh it and look again.', key);
  }
  if (newestData(history) === undefined && !history.isPartial) {
    return l10n.t('No version of {0} is left beneath its delete marker. A recovery point may have it.', key);
  }
  return undefined;
}

/** What the removal brings back. */
function whatComesBack({ marker }: Undelete, history: KeyHistory): string {
  const data = newestData(history);
  const from = data === undefined ? '' : utc(data.lastModified);
  // A delete while versions are not kept takes the place of the version of that time, if there was one.
  if (marker === 'null') {
    return l10n.t(
      'The version of {0} is current again. It was deleted while versions were not kept: what was written while they were not is gone, and this may be older.',
      from,
    );
  }
  return l10n.t('The version of {0} is current again, as it was.', from);
}

/** Source: Amazon S3 user guide, managing delete markers; MFA delete. */
export function planUndelete(
  goal: Undelete,
  history: KeyHistory,
  { hasMfaDelete }: BucketVersioning,
  address: BucketAddress,
): Prospect {
  const { bucket, key, marker, region } = goal;
  const [current] = history.versions;
  if (current === undefined) return impossible(l10n.t('There is no version of {0} any more.', key));
  if (current.kind === 'object') return { kind: 'holds', what: l10n.t('{0} is not deleted.', key) };
  const why = obstacle(goal, history);
  if (why !== undefined) return impossible(why);
  if (hasMfaDelete) {
    return impossible(
      l10n.t(
        'MFA delete is on for {0}: only the root user can remove a delete marker, with an MFA code. Restore an older version instead, which writes a new one.',
        bucket,
      ),
    );
  }
  return {
    kind: 'call',
    call: { operation: 'DeleteObject', region, input: { ...address, Key: key, VersionId: marker } },
    title: l10n.t('Remove the delete marker of {0}', key),
    why: whatComesBack(goal, history),
    undo: l10n.t('Deleting the object again hides it as before.'),
  };
}

/** @throws UnreadError. */
export async function lookAtUndelete(goal: Undelete, target: ChangeTarget): Promise<Prospect> {
  const [history, versioning] = await Promise.all([keyNow(goal, target), versioningNow(goal, target)]);
  return planUndelete(goal, history, versioning, addressOf(goal.bucket, target));
}
