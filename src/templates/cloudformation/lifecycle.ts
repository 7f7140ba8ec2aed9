import * as l10n from '@vscode/l10n';
import type { Fact } from '../../model/fact';
import { absent, ask, known, unknown } from '../../model/fact';
import type {
  Expiration,
  LifecycleConfiguration,
  LifecycleFilter,
  LifecycleRule,
  NoncurrentVersionExpiration,
  Transition,
} from '../../model/lifecycle';
import type { Ternary } from '../../model/ternary';
import { anyOf } from '../../model/ternary';
import type { Locate } from './facts';
import { booleanFact, listOf, memberAt, numberFact, scalarFact, stringFact } from './facts';
import type { Value } from './value';
import { factOf, member } from './value';

/**
 * A rule covers the whole bucket unless a prefix, a tag or a size limits it. Source: CloudFormation template
 * reference, AWS::S3::Bucket Rule.
 */
function scopeOf(rule: Value, locate: Locate): LifecycleRule['scope'] {
  const tags = listOf(member(rule, 'TagFilters'));
  const limited = anyOf([
    ask(stringFact(member(rule, 'Prefix'), locate), (prefix) => prefix !== ''),
    tags.items.length > 0 ? 'yes' : tags.open ? 'unknown' : 'no',
    ...['ObjectSizeGreaterThan', 'ObjectSizeLessThan'].map((size) =>
      ask(stringFact(member(rule, size), locate), () => true),
    ),
  ]);
  if (limited === 'unknown') return unknown(l10n.t('what limits the rule is not known'));
  return known(limited === 'yes' ? 'filtered' : 'whole-bucket', 'derived');
}

/** CloudFormation has no filter to write: it makes one of the prefix, the tags and the sizes. */
function filterOf(rule: Value, locate: Locate): LifecycleFilter {
  const tags = listOf(member(rule, 'TagFilters'));
  const sizes = ['ObjectSizeGreaterThan', 'ObjectSizeLessThan'].map((size) =>
    ask(stringFact(member(rule, size), locate), () => true),
  );
  const fact = (answer: Ternary): Fact<boolean> =>
    answer === 'unknown' ? unknown(l10n.t('what limits the rule is not known')) : known(answer === 'yes', 'derived');
  return {
    tags: fact(tags.items.length > 0 ? 'yes' : tags.open ? 'unknown' : 'no'),
    size: fact(anyOf(sizes)),
    missing: known(false, 'derived'),
  };
}

function expirationOf(rule: Value, locate: Locate): Fact<Expiration> {
  const expiration: Expiration = {
    days: numberFact(member(rule, 'ExpirationInDays'), locate),
    date: stringFact(member(rule, 'ExpirationDate'), locate),
    expiredObjectDeleteMarker: booleanFact(member(rule, 'ExpiredObjectDeleteMarker'), locate),
  };
  const isThere = Object.values(expiration).some((fact: Fact<unknown>) => fact.state !== 'absent');
  return isThere ? known(expiration, 'derived') : absent;
}

function noncurrentExpirationOf(rule: Value, locate: Locate): Fact<NoncurrentVersionExpiration> {
  const legacy = numberFact(member(rule, 'NoncurrentVersionExpirationInDays'), locate);
  const current = factOf<NoncurrentVersionExpiration>(member(rule, 'NoncurrentVersionExpiration'), (value) => {
    const noncurrentDays = numberFact(member(value, 'NoncurrentDays'), locate);
    if (noncurrentDays.state === 'absent') return unknown(l10n.t('NoncurrentDays is not written'));
    const newerNoncurrentVersions = numberFact(member(value, 'NewerNoncurrentVersions'), locate);
    return known({ noncurrentDays, newerNoncurrentVersions }, 'derived', locate(value.span));
  });
  if (current.state !== 'absent' || legacy.state === 'absent') return current;
  return known({ noncurrentDays: legacy, newerNoncurrentVersions: absent }, 'derived');
}

function transitionsOf(rule: Value, locate: Locate): LifecycleRule['transitions'] {
  const sources = [
    ['Transitions', 'current'],
    ['Transition', 'current'],
    ['NoncurrentVersionTransitions', 'noncurrent'],
    ['NoncurrentVersionTransition', 'noncurrent'],
  ] as const;
  const lists = sources.map(([property, of]) => {
    const { items, open } = listOf(member(rule, property));
    const read = (item: Value): Transition => ({ storageClass: stringFact(member(item, 'StorageClass'), locate), of });
    return { items: items.map(read), open };
  });
  return { items: lists.flatMap((list) => list.items), open: lists.some((list) => list.open) };
}

function ruleOf(rule: Value, locate: Locate): LifecycleRule {
  return {
    id: stringFact(member(rule, 'Id'), locate),
    status: scalarFact(member(rule, 'Status'), locate, (text) => (text === 'Enabled' ? text : 'Disabled')),
    scope: scopeOf(rule, locate),
    filter: filterOf(rule, locate),
    expiration: expirationOf(rule, locate),
    noncurrentVersionExpiration: noncurrentExpirationOf(rule, locate),
    abortIncompleteMultipartUpload: numberFact(
      memberAt(rule, ['AbortIncompleteMultipartUpload', 'DaysAfterInitiation']),
      locate,
    ),
    transitions: transitionsOf(rule, locate),
  };
}

/** The lifecycle configuration that the properties of a bucket set. */
export function lifecycleOf(properties: Value, locate: Locate): Fact<LifecycleConfiguration> {
  return factOf<LifecycleConfiguration>(member(properties, 'LifecycleConfiguration'), (configuration) => {
    const rules = listOf(member(configuration, 'Rules'));
    const items = rules.items.map((rule) => ruleOf(rule, locate));
    return known({ rules: { items, open: rules.open } }, 'written', locate(configuration.span));
  });
}
