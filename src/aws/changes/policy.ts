import { partitionOf } from '../../model/arn';
import type { Call } from './calls';
import { operations } from './calls';

/** What a call is about, as far as its input says it. */
function resourceOf(call: Call, action: string): string {
  const partition = partitionOf(call.region);
  if (action === 'iam:PassRole' && call.operation === 'CreateBackupSelection') {
    return call.input.BackupSelection?.IamRoleArn ?? '*';
  }
  if (operations[call.operation].service === 's3' && 'Bucket' in call.input) {
    const bucket = `arn:${partition}:s3:::${call.input.Bucket ?? '*'}`;
    return 'Key' in call.input ? `${bucket}/${call.input.Key ?? '*'}` : bucket;
  }
  if (call.operation === 'CreateRole' || call.operation === 'AttachRolePolicy') {
    return `arn:${partition}:iam::*:role/${call.input.RoleName ?? '*'}`;
  }
  return '*';
}

/** The smallest IAM policy that allows the calls, as JSON. */
export function policyFor(calls: readonly Call[]): string {
  const byResource = new Map<string, Set<string>>();
  for (const call of calls) {
    for (const action of operations[call.operation].actions) {
      const resource = resourceOf(call, action);
      byResource.set(resource, (byResource.get(resource) ?? new Set()).add(action));
    }
  }
  const Statement = [...byResource].map(([Resource, actions]) => ({ Effect: 'Allow', Action: [...actions], Resource }));
  return JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 2);
}
