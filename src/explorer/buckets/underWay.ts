import * as l10n from '@vscode/l10n';
import { valueOf } from '../../model/fact';
import type { BackupJob } from '../../model/job';
import { isFinished } from '../../model/job';
import { formatTime } from '../../ui/format';
import { stateWord } from '../activity/stateWord';
import type { ReadBucket } from '../session/bucketEntry';
import type { ShownWork } from '../session/workBoard';
import type { MessageNode } from '../shared/message';

/** "backup running 62 % · as of 08:14" */
function words(job: BackupJob, asOf: Date, now: Date): string {
  return [l10n.t('backup {0}', stateWord(job) ?? job.state), l10n.t('as of {0}', formatTime(asOf, now))].join(' · ');
}

/**
 * The backups of a bucket that were under way when it was read, oldest first, and how far they were. Nothing is read
 * for them: the view of all jobs follows them.
 *
 * @param followed Work that was asked for from here, of which more may be known.
 */
export function underWayRows(
  bucket: string,
  { reading, asOf }: ReadBucket,
  now: Date,
  followed: readonly ShownWork[] = [],
): readonly MessageNode[] {
  const read = (valueOf(reading.jobs) ?? []).map((job) => ({ job, asOf }));
  const ours = followed.flatMap(({ sighting }) =>
    sighting?.kind === 'job' && sighting.job.kind === 'backup' ? sighting : [],
  );
  // The later word counts.
  const all = [...read, ...ours].toSorted((one, other) => one.asOf.getTime() - other.asOf.getTime());
  return [...new Map(all.map((seen) => [seen.job.id, seen])).values()]
    .filter(({ job }) => !isFinished(job))
    .toSorted((one, other) => one.job.createdAt.getTime() - other.job.createdAt.getTime())
    .map(({ job, asOf: seenAt }) => ({
      kind: 'message',
      id: `${bucket}/job/${job.id}`,
      icon: 'running',
      text: l10n.t('Activity'),
      detail: words(job, seenAt, now),
      command: { id: 's3backup.activity.focus', title: l10n.t('Show Activity') },
    }));
}
