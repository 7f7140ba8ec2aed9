import type { Fact } from '../model/fact';
import { ask } from '../model/fact';
import type { LifecycleConfiguration, LifecycleRule } from '../model/lifecycle';
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

/**
 * Whether an enabled rule deletes noncurrent versions in the whole bucket. A rule that is filtered or disabled does
 * not count. Source: Amazon S3 user guide, lifecycle configuration elements.
 */
export function expiresNoncurrentVersions(lifecycle: Fact<LifecycleConfiguration>): Ternary {
  return anyRule(lifecycle, (rule) =>
    allOf([
      isEnabled(rule),
      ask(rule.scope, (scope) => scope === 'whole-bucket'),
      ask(rule.noncurrentVersionExpiration, () => true),
    ]),
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
