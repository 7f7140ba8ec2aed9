import type { Fact } from '../model/fact';
import { ask } from '../model/fact';
import type { LifecycleConfiguration, LifecycleRule, Transition } from '../model/lifecycle';
import type { Ternary } from '../model/ternary';
import { allOf, anyOf, ternary } from '../model/ternary';

function anyRule(lifecycle: Fact<LifecycleConfiguration>, question: (rule: LifecycleRule) => Ternary): Ternary {
  return ask(lifecycle, ({ rules }) => {
    const answers = rules.items.map(question);
    return anyOf(rules.open ? [...answers, 'unknown'] : answers);
  });
}

function isEnabled(rule: LifecycleRule): Ternary {
  return ask(rule.status, (status) => status === 'Enabled');
}

/** Whether any rule is enabled, whatever it does. */
export function hasEnabledRule(lifecycle: Fact<LifecycleConfiguration>): Ternary {
  return anyRule(lifecycle, isEnabled);
}

/** Whether an enabled rule does something in the whole bucket. */
function wholeBucketRule(lifecycle: Fact<LifecycleConfiguration>, does: (rule: LifecycleRule) => Ternary): Ternary {
  return anyRule(lifecycle, (rule) =>
    allOf([isEnabled(rule), ask(rule.scope, (scope) => scope === 'whole-bucket'), does(rule)]),
  );
}

/**
 * Whether an enabled rule deletes noncurrent versions in the whole bucket. A rule that is filtered or disabled does
 * not count. Source: Amazon S3 user guide, lifecycle configuration elements.
 */
export function expiresNoncurrentVersions(lifecycle: Fact<LifecycleConfiguration>): Ternary {
  return wholeBucketRule(lifecycle, (rule) => ask(rule.noncurrentVersionExpiration, () => true));
}

/**
 * Whether delete markers without versions are removed in the whole bucket. Expiration by age or date removes them as
 * well. Source: Amazon S3 user guide, lifecycle configuration elements.
 */
export function removesExpiredDeleteMarkers(lifecycle: Fact<LifecycleConfiguration>): Ternary {
  return wholeBucketRule(lifecycle, ({ expiration }) =>
    ask(expiration, ({ days, date, expiredObjectDeleteMarker }) =>
      anyOf([ask(expiredObjectDeleteMarker, (on) => on), ask(days, () => true), ask(date, () => true)]),
    ),
  );
}

/** Whether incomplete multipart uploads are aborted in the whole bucket. */
export function abortsIncompleteUploads(lifecycle: Fact<LifecycleConfiguration>): Ternary {
  return wholeBucketRule(lifecycle, (rule) => ask(rule.abortIncompleteMultipartUpload, () => true));
}

/** Source: AWS Backup developer guide, S3 backups: objects of these classes are not backed up. */
const unreadableClasses: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** The transitions of enabled rules that are certain to move objects to where AWS Backup cannot read them. */
export function archivingTransitions(lifecycle: Fact<LifecycleConfiguration>): readonly Transition[] {
  if (lifecycle.state !== 'known') return [];
  return lifecycle.value.rules.items
    .filter((rule) => isEnabled(rule) === 'yes')
    .flatMap(({ transitions }) =>
      transitions.items.filter(
        ({ storageClass }) => storageClass.state === 'known' && unreadableClasses.has(storageClass.value),
      ),
    );
}

/**
 * Why a configuration that has some expiry of noncurrent versions still does not expire all of them.
 * @returns `undefined` where no rule mentions noncurrent versions.
 */
export function partialNoncurrentExpiry(
  lifecycle: Fact<LifecycleConfiguration>,
): { readonly why: 'disabled' | 'filtered' } | undefined {
  if (lifecycle.state !== 'known') return undefined;
  const expiring = lifecycle.value.rules.items.filter(
    (rule) => ask(rule.noncurrentVersionExpiration, () => ternary(true)) === 'yes',
  );
  if (expiring.some((rule) => isEnabled(rule) === 'yes')) return { why: 'filtered' };
  return expiring.length > 0 ? { why: 'disabled' } : undefined;
}
