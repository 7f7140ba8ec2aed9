import { ask } from '../model/fact';
import { coverageOf, isContinuous } from '../protection/coverage';
import type { Rule } from './rule';
import { bucketRule, pointAt } from './rule';

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
    if (!isContinuous(coverageOf(bucket, estate), estate)) return undefined;
    return {
      message: 'EventBridge is off. Continuous backup stops capturing changes, silently.',
      brief: 'EventBridge is off',
      ...pointAt(bucket, eventBridge),
      proposals: [
        { title: 'Turn EventBridge on', remedies: [{ kind: 'enableEventBridge' }], preferred: true, safe: false },
      ],
    };
  },
});
