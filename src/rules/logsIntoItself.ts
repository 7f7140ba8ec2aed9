import * as l10n from '@vscode/l10n';
import { ask } from '../model/fact';
import { coverageOf } from '../protection/coverage';
import type { Rule } from './rule';
import { coveringSelections } from './coveringSelections';
import { bucketRule, pointAt } from './rule';

/** Source: AWS Backup developer guide, S3 backups: do not log a backed-up bucket into itself. */
export const logsIntoItself: Rule = bucketRule({
  id: 'logs-into-itself',
  title: () => l10n.t('A backed-up bucket does not receive its own logs'),
  severity: 'warning',
  equals: [],
  checkBucket(bucket, estate) {
    const { receivesOwnLogs, exists } = bucket;
    if (ask(receivesOwnLogs, (yes) => yes) !== 'yes' || ask(exists, (yes) => yes) === 'no') return undefined;
    const answer = coverageOf(bucket, estate);
    if (answer.coverage !== 'covered') return undefined;
    return {
      message: l10n.t(
        'This bucket receives its own logs. Each backup writes log entries, which are backed up again, without end.',
      ),
      brief: l10n.t('it receives its own logs'),
      ...pointAt(bucket, receivesOwnLogs),
      related: coveringSelections(answer, estate),
      proposals: [],
    };
  },
});
