import type {
  LifecycleRule as S3LifecycleRule,
  GetBucketLifecycleConfigurationCommandOutput,
} from '@aws-sdk/client-s3';
import { absent, closedList, known } from '../model/fact';
import type { LifecycleConfiguration, LifecycleRule, Transition } from '../model/lifecycle';
import { apiFact } from './apiFact';

/** Only an empty filter, or an empty prefix, reaches the whole bucket. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- rules written years ago still carry the prefix here
export function isWholeBucket({ Filter: filter, Prefix: prefix }: S3LifecycleRule): boolean {
  if (prefix !== undefined && prefix !== '') return false;
  if (filter === undefined) return true;
  const { Prefix: filterPrefix, ...others } = filter;
  return (filterPrefix ?? '') === '' && Object.values(others).every((value) => value === undefined);
}

function transitionsOf(rule: S3LifecycleRule): readonly Transition[] {
  const make = (of: Transition['of']) => (transition: { StorageClass?: string | undefined }) => ({
    storageClass: apiFact(transition.StorageClass),
    of,
  });
  return [
    ...(rule.Transitions ?? []).map(make('current')),
    ...(rule.NoncurrentVersionTransitions ?? []).map(make('noncurrent')),
  ];
}

function ruleOf(rule: S3LifecycleRule): LifecycleRule {
  const { Expiration: expiration, NoncurrentVersionExpiration: noncurrent } = rule;
  return {
    id: apiFact(rule.ID),
    status: known(rule.Status === 'Enabled' ? 'Enabled' : 'Disabled'),
    scope: known(isWholeBucket(rule) ? 'whole-bucket' : 'filtered'),
    expiration:
      expiration === undefined
        ? absent
        : known({
            days: apiFact(expiration.Days),
            date: apiFact(expiration.Date?.toISOString()),
            expiredObjectDeleteMarker: apiFact(expiration.ExpiredObjectDeleteMarker),
          }),
    noncurrentVersionExpiration:
      noncurrent === undefined
        ? absent
        : known({
            noncurrentDays: apiFact(noncurrent.NoncurrentDays),
            newerNoncurrentVersions: apiFact(noncurrent.NewerNoncurrentVersions),
          }),
    abortIncompleteMultipartUpload: apiFact(rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation),
    transitions: closedList(transitionsOf(rule)),
  };
}

export function lifecycleOf(output: GetBucketLifecycleConfigurationCommandOutput): LifecycleConfiguration {
  return { rules: closedList((output.Rules ?? []).map(ruleOf)) };
}
