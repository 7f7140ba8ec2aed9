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
  title: 'Continuous backup receives the events it lives from',
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
      message: 'EventBridge is off. Continuous backup stops capturing changes, silently.',
      brief: 'EventBridge is off',
      ...pointAt(bucket, eventBridge),
      related: continuous.flatMap((rule) =>
        relatedTo('This rule backs the bucket up continuously.', rule, rule.continuous),
      ),
      proposals: [
        { title: 'Turn EventBridge on', remedies: [{ kind: 'enableEventBridge' }], preferred: true, safe: false },
      ],
    };
  },
});
