import * as l10n from '@vscode/l10n';
import { ask } from '../model/fact';
import { coverageOf, rulesReaching } from '../protection/coverage';
import type { Rule } from './rule';
import { bucketRule, pointAt, relatedTo } from './rule';

/**
 * Source: AWS Backup developer guide, S3 backups: a continuous backup lives from the events that S3 sends to
 * EventBridge; while they are off, changes are not captured, and no job fails. A template that does not manage the
 * notifications decides nothing, so it is silent there.
 */
export const eventbridgeOff: Rule = bucketRule({
  id: 'eventbridge-off',
  title: () => l10n.t('Continuous backup receives the events it lives from'),
  severity: 'error',
  equals: [],
  checkBucket(bucket, estate) {
    const { eventBridge } = bucket;
    if (eventBridge.state === 'unmanaged' || ask(eventBridge, (on) => on) !== 'no') return undefined;
    if (ask(bucket.exists, (exists) => exists) === 'no') return undefined;
    const continuous = rulesReaching(coverageOf(bucket, estate), estate).filter(
      (rule) => ask(rule.continuous, (on) => on) === 'yes',
    );
    if (continuous.length === 0) return undefined;
    return {
      message: l10n.t('EventBridge is off. Continuous backup stops capturing changes, silently.'),
      brief: l10n.t('EventBridge is off'),
      ...pointAt(bucket, eventBridge),
      related: continuous.flatMap((rule) =>
        relatedTo(l10n.t('This rule backs the bucket up continuously.'), rule, rule.continuous),
      ),
      proposals: [
        {
          title: l10n.t('Turn EventBridge on'),
          remedies: [{ kind: 'enableEventBridge' }],
          preferred: true,
          safe: false,
        },
      ],
    };
  },
});
