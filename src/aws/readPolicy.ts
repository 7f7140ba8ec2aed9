import { bucketArn } from '../model/arn';

/** An action, and the bucket that it was denied for; without one it is of the account. */
export interface DeniedAction {
  readonly action: string;
  readonly bucket?: string;
  readonly partition: string;
}

/** Actions of S3 that are about one bucket can be allowed for it alone. */
function resourceOf({ action, bucket, partition }: DeniedAction): string {
  const isOfBucket = bucket !== undefined && action.startsWith('s3:') && action !== 's3:ListAllMyBuckets';
  return isOfBucket ? bucketArn(bucket, partition) : '*';
}

/** The smallest IAM policy that allows what was denied, as JSON. The same actions always give the same text. */
export function readPolicy(denied: readonly DeniedAction[]): string {
  const byResource = new Map<string, Set<string>>();
  for (const one of denied) {
    const resource = resourceOf(one);
    byResource.set(resource, (byResource.get(resource) ?? new Set()).add(one.action));
  }
  // Buckets that lack the same actions share a statement.
  const byActions = new Map<string, { readonly actions: readonly string[]; readonly resources: string[] }>();
  for (const [resource, set] of byResource) {
    const actions = [...set].toSorted();
    const same = byActions.get(actions.join());
    if (same) same.resources.push(resource);
    else byActions.set(actions.join(), { actions, resources: [resource] });
  }
  const Statement = [...byActions.values()].map(({ actions, resources }) => ({
    Effect: 'Allow',
    Action: actions,
    Resource: resources.toSorted(),
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 2);
}
