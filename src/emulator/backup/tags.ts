import { ListTags$, type ListTagsInput, type ListTagsOutput } from '@aws-sdk/client-backup';
import { resourceNotFound } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { backupOperation, regionOf } from './declare';

export const tagOperations: readonly Operation[] = [backupOperation(ListTags$, listTags)];

/** Tags of a vault, a plan or a recovery point. */
function listTags(input: Received<ListTagsInput>, call: Call): ListTagsOutput {
  const { vaults, plans, points } = regionOf(call);
  const id = input.ResourceArn.split(':').at(-1) ?? '';
  const tagged = [vaults.get(id), plans.get(id), points.get(input.ResourceArn)].find(
    (candidate) => candidate?.arn === input.ResourceArn,
  );
  if (tagged === undefined) {
    throw resourceNotFound(`Resource ${input.ResourceArn} cannot be found.`);
  }
  return { Tags: { ...tagged.tags } };
}
