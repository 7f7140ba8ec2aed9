import type { Bucket } from '../model/bucket';
import { ask } from '../model/fact';
import type { LifecycleRule } from '../model/lifecycle';
import { anyOf } from '../model/ternary';
import type { Rule, Violation } from './rule';
import { fix, pointAt } from './rule';

/** Terraform's older providers wrote `days = 0` for "no days". */
function hasAge({ expiration }: LifecycleRule): boolean {
  const answer = ask(expiration, ({ days, date }) => anyOf([ask(days, (value) => value > 0), ask(date, () => true)]));
  return answer === 'yes';
}

function ofRule(bucket: Bucket, rule: LifecycleRule): readonly Violation[] {
  if (rule.expiration.state !== 'known' || !hasAge(rule)) return [];
  const { expiredObjectDeleteMarker } = rule.expiration.value;
  if (ask(expiredObjectDeleteMarker, (on) => on) !== 'yes') return [];
  return [
    {
      subject: bucket.id,
      message:
        'The removal of expired delete markers stands beside days or a date. S3 rejects it: it belongs in a rule of its own.',
      brief: 'S3 rejects the lifecycle configuration',
      ...pointAt(bucket, expiredObjectDeleteMarker),
      proposals: [
        fix('Leave expired delete markers to the expiration, which removes them too', {
          kind: 'leaveMarkersToExpiration',
        }),
      ],
    },
  ];
}

function check(bucket: Bucket): readonly Violation[] {
  const { lifecycle, mfaDelete } = bucket;
  if (ask(bucket.exists, (exists) => exists) === 'no' || lifecycle.state !== 'known') return [];
  const rules = lifecycle.value.rules.items;
  if (rules.length === 0 || ask(mfaDelete, (on) => on) !== 'yes') return rules.flatMap((rule) => ofRule(bucket, rule));
  return [
    {
      subject: bucket.id,
      message: 'MFA delete is on. S3 accepts no lifecycle configuration for this bucket.',
      brief: 'a lifecycle configuration beside MFA delete',
      ...pointAt(bucket, mfaDelete),
      proposals: [],
    },
  ];
}

/** Source: Amazon S3 API, LifecycleExpiration; Amazon S3 user guide, lifecycle and other bucket configurations. */
export const lifecycleInvalid: Rule = {
  id: 'lifecycle-invalid',
  title: 'S3 accepts the lifecycle configuration',
  severity: 'error',
  equals: [],
  check: (estate) => estate.buckets.items.flatMap(check),
};
