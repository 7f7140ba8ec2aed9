import * as l10n from '@vscode/l10n';
import { valueOf } from '../../model/fact';
import type { BackupJob } from '../../model/job';
import { isFinished } from '../../model/job';
import { formatTime } from '../../ui/format';
import { stateWord } from '../activity/stateWord';
import type { ReadBucket } from '../session/bucketEntry';
import type { MessageNode } from '../shared/message';

/** "backup running 62 % · as of 08:14" */
function words(job: BackupJob, asOf: Date, now: Date): string {
  return [l10n.t('backup {0}', stateWord(job) ?? job.state), l10n.t('as of {0}', formatTime(asOf, now))].join(' · ');
}

/**
 * The backups of a bucket that were under way when it was read, oldest first, and how far they were. Nothing is read
 * for them: the view of all jobs follows them.
 */
export function underWayRows(bucket: string, { reading, asOf }: ReadBucket, now: Date): readonly MessageNode[] {
  return (valueOf(reading.jobs) ?? [])
    .filter((job) => !isFinished(job))
    .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
    .map((job) => ({
      kind: 'message',
      id: `${bucket}/job/${job.id}`,
      icon: 'running',
      text: l10n.t('Activity'),
      detail: words(job, asOf, now),
      command: { id: 's3backup.activity.focus', title: l10n.t('Show Activity') },
    }));
}
