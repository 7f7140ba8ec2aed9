import * as l10n from '@vscode/l10n';
import type { Bucket } from '../model/bucket';
import type { Fact } from '../model/fact';
import { ask, valueOf } from '../model/fact';
import type { LifecycleRule } from '../model/lifecycle';
import type { Proposal } from '../model/remedy';
import { anyOf } from '../model/ternary';
import type { Rule, Violation } from './rule';
import { fix, pointAt } from './rule';

/** Terraform's older providers wrote `days = 0` for "no days". */
function hasAge({ expiration }: LifecycleRule): boolean {
  const answer = ask(expiration, ({ days, date }) => anyOf([ask(days, (value) => value > 0), ask(date, () => true)]));
  return answer === 'yes';
}

/** What S3 rejects a rule for, and the fact that says so. */
interface Fault {
  readonly message: string;
  readonly fact: Fact<unknown>;
  readonly proposals: readonly Proposal[];
}

function besideAge(marker: Fact<boolean>): Fault {
  return {
    message: l10n.t(
      'The removal of expired delete markers stands beside days or a date. S3 rejects it: it belongs in a rule of its own.',
    ),
    fact: marker,
    proposals: [
      fix(l10n.t('Leave expired delete markers to the expiration, which removes them too'), {
        kind: 'leaveMarkersToExpiration',
      }),
    ],
  };
}

function markerBesideTags(marker: Fact<boolean>): Fault {
  return {
    message: l10n.t(
      'The removal of expired delete markers stands in a rule with a tag filter. S3 rejects it: it belongs in a rule without one.',
    ),
    fact: marker,
    proposals: [],
  };
}

function abortBesideTags(abort: Fact<unknown>): Fault {
  return {
    message: l10n.t(
      'The end of incomplete uploads stands in a rule with a tag filter. S3 rejects it: it belongs in a rule without one.',
    ),
    fact: abort,
    proposals: [],
  };
}

function abortBesideSize(abort: Fact<unknown>): Fault {
  return {
    message: l10n.t(
      'The end of incomplete uploads stands in a rule with a size filter. S3 rejects it: it belongs in a rule without one.',
    ),
    fact: abort,
    proposals: [],
  };
}

function newerWithoutFilter(newerNoncurrentVersions: Fact<number>): Fault {
  return {
    message: l10n.t(
      'A number of newer versions is kept by a rule without a filter. S3 rejects it: the prefix belongs in a filter.',
    ),
    fact: newerNoncurrentVersions,
    proposals: [],
  };
}

function isCertain(fact: Fact<boolean> | undefined): boolean {
  return fact !== undefined && ask(fact, (yes) => yes) === 'yes';
}

function markerFaults({ expiration, filter }: LifecycleRule, isAged: boolean): readonly Fault[] {
  const marker = valueOf(expiration)?.expiredObjectDeleteMarker;
  if (marker === undefined || !isCertain(marker)) return [];
  return [...(isAged ? [besideAge(marker)] : []), ...(isCertain(filter?.tags) ? [markerBesideTags(marker)] : [])];
}

function uploadFaults({ abortIncompleteMultipartUpload: abort, filter }: LifecycleRule): readonly Fault[] {
  if (abort.state !== 'known') return [];
  return [
    ...(isCertain(filter?.tags) ? [abortBesideTags(abort)] : []),
    ...(isCertain(filter?.size) ? [abortBesideSize(abort)] : []),
  ];
}

function newerFaults({ noncurrentVersionExpiration, filter }: LifecycleRule): readonly Fault[] {
  const newer = valueOf(noncurrentVersionExpiration)?.newerNoncurrentVersions;
  if (newer === undefined || ask(newer, (count) => count > 0) !== 'yes') return [];
  return isCertain(filter?.missing) ? [newerWithoutFilter(newer)] : [];
}

/** Source: Amazon S3 API, LifecycleExpiration, LifecycleRuleFilter and NoncurrentVersionExpiration. */
function faultsOf(rule: LifecycleRule): readonly Fault[] {
  return [...markerFaults(rule, hasAge(rule)), ...uploadFaults(rule), ...newerFaults(rule)];
}

function ofRule(bucket: Bucket, rule: LifecycleRule): readonly Violation[] {
  return faultsOf(rule).map(({ message, fact, proposals }) => ({
    subject: bucket.id,
    message,
    brief: l10n.t('S3 rejects the lifecycle configuration'),
    ...pointAt(bucket, fact),
    proposals,
  }));
}

function check(bucket: Bucket): readonly Violation[] {
  const { lifecycle, mfaDelete } = bucket;
  if (ask(bucket.exists, (exists) => exists) === 'no' || lifecycle.state !== 'known') return [];
  const rules = lifecycle.value.rules.items;
  if (rules.length === 0 || ask(mfaDelete, (on) => on) !== 'yes') return rules.flatMap((rule) => ofRule(bucket, rule));
  return [
    {
      subject: bucket.id,
      message: l10n.t('MFA delete is on. S3 accepts no lifecycle configuration for this bucket.'),
      brief: l10n.t('a lifecycle configuration beside MFA delete'),
      ...pointAt(bucket, mfaDelete),
      proposals: [],
    },
  ];
}

/** Source: Amazon S3 API, LifecycleExpiration; Amazon S3 user guide, lifecycle and other bucket configurations. */
export const lifecycleInvalid: Rule = {
  id: 'lifecycle-invalid',
  title: () => l10n.t('S3 accepts the lifecycle configuration'),
  severity: 'error',
  equals: [],
  check: (estate) => estate.buckets.items.flatMap(check),
};
