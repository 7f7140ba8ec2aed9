import { ask } from '../model/fact';
import { coverageOf } from '../protection/coverage';
import type { Rule } from './rule';
import { coveringSelections } from './coveringSelections';
import { bucketRule, pointAt } from './rule';

/** Source: AWS Backup developer guide, S3 backups: do not log a backed-up bucket into itself. */
export const logsIntoItself: Rule = bucketRule({
  id: 'logs-into-itself',
  title: 'A backed-up bucket does not receive its own logs',
  severity: 'warning',
  equals: [],
  checkBucket(bucket, estate) {
    const { receivesOwnLogs, exists } = bucket;
    if (ask(receivesOwnLogs, (yes) => yes) !== 'yes' || ask(exists, (yes) => yes) === 'no') return undefined;
    const answer = coverageOf(bucket, estate);
    if (answer.coverage !== 'covered') return undefined;
    return {
      message:
        'This bucket receives its own logs. Each backup writes log entries, which are backed up again, without end.',
      brief: 'it receives its own logs',
      ...pointAt(bucket, receivesOwnLogs),
      related: coveringSelections(answer, estate),
      proposals: [],
    };
  },
});
