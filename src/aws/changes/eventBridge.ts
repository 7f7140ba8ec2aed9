import type { NotificationConfiguration } from '@aws-sdk/client-s3';
import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import type { Prospect } from './change';
import type { BucketAddress, ChangeTarget } from './changeTarget';
import { addressOf } from './changeTarget';
import { isReadWhole, keepAnswer } from './faithful';
import type { GoalOf } from './goal';
import { readForChange } from './reading';
import type { WholeDocument } from './wholeDocument';
import { notReadWhole } from './wholeDocument';

/** Source: Amazon S3 API reference, PutBucketNotificationConfiguration; AWS Backup developer guide, S3 backups. */
export function planEventBridge(
  { bucket, region }: GoalOf<'enableEventBridge'>,
  { document = {}, isWhole }: WholeDocument<NotificationConfiguration>,
  address: BucketAddress,
): Prospect {
  if (document.EventBridgeConfiguration !== undefined) {
    return { kind: 'holds', what: l10n.t('{0} sends its events to EventBridge.', bucket) };
  }
  if (!isWhole) return notReadWhole(bucket);
  const after = { ...document, EventBridgeConfiguration: {} };
  return {
    kind: 'call',
    call: {
      operation: 'PutBucketNotificationConfiguration',
      region,
      // The other destinations stay as they are: they get no test messages.
      input: { ...address, NotificationConfiguration: after, SkipDestinationValidation: true },
    },
    title: l10n.t('Turn EventBridge on for {0}', bucket),
    why: l10n.t(
      'Continuous backup lives from these events. While they are off, changes are not captured, and they are not made up for later.',
    ),
    undo: l10n.t('It can be turned off again; the other notifications of the bucket stay as they are.'),
    cost: l10n.t('EventBridge bills the events that S3 sends it. Rules of your own may match them.'),
    document: { before: document, after },
  };
}

/** @throws UnreadError. */
export async function lookAtEventBridge(goal: GoalOf<'enableEventBridge'>, target: ChangeTarget): Promise<Prospect> {
  const address = addressOf(goal.bucket, target);
  const s3 = target.s3(goal.region);
  const command = new GetBucketNotificationConfigurationCommand(address);
  const answer = keepAnswer(command.middlewareStack, s3.config);
  const output = await readForChange('s3:GetBucketNotification', () =>
    s3.send(command, { abortSignal: target.signal }),
  );
  const document: NotificationConfiguration & { $metadata?: unknown } = { ...output };
  delete document.$metadata;
  return planEventBridge(goal, { document, isWhole: isReadWhole(answer(), document) }, address);
}
