import type { LifecycleRule, TransitionDefaultMinimumObjectSize } from '@aws-sdk/client-s3';
import { GetBucketLifecycleConfigurationCommand, GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import { isWholeBucket } from '../lifecycle';
import type { PlannedCall, Prospect } from './change';
import type { BucketAddress, ChangeTarget } from './changeTarget';
import { addressOf } from './changeTarget';
import { isReadWhole, keepAnswer } from './faithful';
import type { GoalOf, LifecycleWish } from './goal';
import { readForChange, readIfAny } from './reading';
import type { WholeDocument } from './wholeDocument';
import { notReadWhole } from './wholeDocument';

/** A lifecycle configuration as S3 gives it. */
export interface LifecycleDocument {
  readonly Rules: readonly LifecycleRule[];
  readonly TransitionDefaultMinimumObjectSize?: TransitionDefaultMinimumObjectSize;
}

/** Found again by its name when a change is made again. */
const ownRuleId = 's3-backup-old-versions';

/** Source: Amazon S3 user guide, lifecycle configuration: quotas. */
const mostRules = 1_000;

function appliesToAll(rule: LifecycleRule): boolean {
  return rule.Status === 'Enabled' && isWholeBucket(rule);
}

/** Whether a rule does what is wished. One that acts sooner does it as well; what it keeps besides is its author's will. */
function grants(rule: LifecycleRule, wish: LifecycleWish): boolean {
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  switch (wish.kind) {
    case 'expireNoncurrentVersions':
      return (NoncurrentVersionExpiration?.NoncurrentDays ?? Infinity) <= wish.days;
    case 'removeExpiredDeleteMarkers':
      return Expiration?.ExpiredObjectDeleteMarker === true || (Expiration?.Days ?? Expiration?.Date) !== undefined;
    case 'abortIncompleteMultipartUploads':
      return (AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? Infinity) <= wish.days;
  }
}

function withWish(rule: LifecycleRule, wish: LifecycleWish): LifecycleRule {
  switch (wish.kind) {
    case 'expireNoncurrentVersions':
      return {
        ...rule,
        NoncurrentVersionExpiration: { ...rule.NoncurrentVersionExpiration, NoncurrentDays: wish.days },
      };
    case 'removeExpiredDeleteMarkers':
      return { ...rule, Expiration: { ExpiredObjectDeleteMarker: true } };
    case 'abortIncompleteMultipartUploads':
      return { ...rule, AbortIncompleteMultipartUpload: { DaysAfterInitiation: wish.days } };
  }
}

function freeId(rules: readonly LifecycleRule[]): string {
  const taken = new Set(rules.map(({ ID }) => ID));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? ownRuleId : `${ownRuleId}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** S3 takes no configuration that has rules of the older form, with a prefix outside of a filter, beside newer ones. */
function emptyRule(rules: readonly LifecycleRule[]): LifecycleRule {
  const isOlderForm = rules.some(({ Filter }) => Filter === undefined);
  const everything = isOlderForm ? { Prefix: '' } : { Filter: { Prefix: '' } };
  return { ID: freeId(rules), Status: 'Enabled', ...everything };
}

/** The rules with all that is wished. All rules of others stay as they are. */
export function withWishes(
  rules: readonly LifecycleRule[],
  wishes: readonly LifecycleWish[],
): readonly LifecycleRule[] {
  const missing = wishes.filter((wish) => !rules.some((rule) => appliesToAll(rule) && grants(rule, wish)));
  if (missing.length === 0) return rules;
  const own = rules.findIndex((rule) => rule.ID === ownRuleId && appliesToAll(rule));
  const changed = missing.reduce(withWish, rules[own] ?? emptyRule(rules));
  return own === -1 ? [...rules, changed] : rules.with(own, changed);
}

function describeWish(wish: LifecycleWish): string {
  switch (wish.kind) {
    case 'expireNoncurrentVersions':
      return l10n.t('noncurrent versions expire after {0} days', wish.days);
    case 'removeExpiredDeleteMarkers':
      return l10n.t('expired object delete markers are removed');
    case 'abortIncompleteMultipartUploads':
      return l10n.t('incomplete multipart uploads are aborted after {0} days', wish.days);
  }
}

function texts(bucket: string, wishes: readonly LifecycleWish[]): Pick<PlannedCall, 'title' | 'why' | 'undo' | 'cost'> {
  const deletes = wishes.some(({ kind }) => kind === 'expireNoncurrentVersions');
  const effect = wishes.map(describeWish).join(', ');
  return {
    title: l10n.t('Add lifecycle rules to {0}', bucket),
    why: l10n.t(
      'Every backup keeps and bills all versions and delete markers that a bucket has. After this {0}.',
      effect,
    ),
    undo: deletes
      ? l10n.t(
          'The rule can be removed. Versions that it has deleted, also those that are old enough now, come back only from a recovery point.',
        )
      : l10n.t('The rule can be removed. What it has deleted does not come back.'),
    cost: l10n.t('Lifecycle expiration costs nothing. Storage and later backups become cheaper.'),
  };
}

/** Source: Amazon S3 API reference, PutBucketLifecycleConfiguration; AWS Backup developer guide, S3 backups. */
export function planLifecycle(
  { bucket, region, wishes }: GoalOf<'lifecycle'>,
  { document, isWhole }: WholeDocument<LifecycleDocument>,
  address: BucketAddress,
): Prospect {
  const before = document?.Rules ?? [];
  const rules = withWishes(before, wishes);
  if (rules === before) {
    return {
      kind: 'holds',
      what: l10n.t('The lifecycle rules of {0} do it: {1}.', bucket, wishes.map(describeWish).join(', ')),
    };
  }
  if (!isWhole) return notReadWhole(bucket);
  if (rules.length > mostRules) {
    return { kind: 'impossible', why: l10n.t('{0} has {1} lifecycle rules, as many as S3 allows.', bucket, mostRules) };
  }
  const size = document?.TransitionDefaultMinimumObjectSize;
  const kept = size === undefined ? {} : { TransitionDefaultMinimumObjectSize: size };
  return {
    kind: 'call',
    call: {
      operation: 'PutBucketLifecycleConfiguration',
      region,
      input: { ...address, LifecycleConfiguration: { Rules: [...rules] }, ...kept },
    },
    ...texts(bucket, wishes),
    document: { before: document, after: { Rules: rules, ...kept } },
  };
}

async function readLifecycle(
  region: string,
  address: BucketAddress,
  target: ChangeTarget,
): Promise<WholeDocument<LifecycleDocument>> {
  const s3 = target.s3(region);
  const command = new GetBucketLifecycleConfigurationCommand(address);
  const answer = keepAnswer(command.middlewareStack, s3.config);
  const output = await readIfAny('s3:GetLifecycleConfiguration', ['NoSuchLifecycleConfiguration'], () =>
    s3.send(command, { abortSignal: target.signal }),
  );
  if (output === undefined) return { document: undefined, isWhole: true };
  const { Rules = [], TransitionDefaultMinimumObjectSize: size } = output;
  return {
    document: { Rules, ...(size !== undefined && { TransitionDefaultMinimumObjectSize: size }) },
    isWhole: isReadWhole(answer(), Rules),
  };
}

/** @throws UnreadError. */
export async function lookAtLifecycle(goal: GoalOf<'lifecycle'>, target: ChangeTarget): Promise<Prospect> {
  const { bucket, region } = goal;
  const address = addressOf(bucket, target);
  const [found, versioning] = await Promise.all([
    readLifecycle(region, address, target),
    readForChange('s3:GetBucketVersioning', () =>
      target.s3(region).send(new GetBucketVersioningCommand(address), { abortSignal: target.signal }),
    ),
  ]);
  if (versioning.MFADelete === 'Enabled') {
    return { kind: 'impossible', why: l10n.t('MFA delete is on for {0}: S3 takes no lifecycle rules then.', bucket) };
  }
  return planLifecycle(goal, found, address);
}
