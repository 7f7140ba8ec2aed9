import * as l10n from '@vscode/l10n';
import type { Fact, OpenList } from '../../model/fact';
import { absent, known, mapFact, unknown } from '../../model/fact';
import type {
  Expiration,
  LifecycleConfiguration,
  LifecycleFilter,
  LifecycleRule,
  NoncurrentVersionExpiration,
  Transition,
} from '../../model/lifecycle';
import type { Body, Written } from './body';
import { blockFact, booleanFact, numberFact, textFact, wordFact } from './facts';
import { members } from './value';

const statuses: ReadonlyMap<string, 'Enabled' | 'Disabled'> = new Map([
  ['Enabled', 'Enabled'],
  ['Disabled', 'Disabled'],
]);

type Scope = LifecycleRule['scope'];

/** Whether an attribute narrows a rule down: a prefix that is not empty, a size, some tags. */
function narrows(written: Written | undefined): boolean | undefined {
  if (written === undefined) return false;
  const { value } = written;
  switch (value.kind) {
    case 'scalar':
      return value.value !== '';
    case 'text':
      return value.parts.some((part) => typeof part === 'string' && part !== '') ? true : undefined;
    case 'list':
    case 'object': {
      const found = members(value);
      if (found !== undefined && found.entries.length > 0) return true;
      return found?.rest === undefined ? false : undefined;
    }
    case 'instance':
    case 'bucket':
      return true;
    case 'unknown':
      return undefined;
  }
}

const filterAttributes = ['prefix', 'tags', 'object_size_greater_than', 'object_size_less_than'] as const;

/** Whether the filter leaves out a part of the bucket. `and` is a filter in the filter. */
function filterNarrows(filter: Body): boolean | undefined {
  const nested = ['and', 'tag'].map((type) => ({ type, found: filter.blocks(type) }));
  const answers = [
    ...filterAttributes.map((name) => narrows(filter.attribute(name))),
    ...nested.flatMap(({ type, found }) => [
      ...found.items.map((block) => (type === 'tag' ? true : filterNarrows(block))),
      ...(found.open ? [undefined] : []),
    ]),
    filter.broken ? undefined : false,
  ];
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

function scopeOf(narrowed: readonly (boolean | undefined)[]): Scope {
  if (narrowed.includes(true)) return known('filtered');
  return narrowed.includes(undefined) ? unknown(l10n.t('its filter is not known')) : known('whole-bucket');
}

function satelliteScope(rule: Body): Scope {
  const filter = rule.blocks('filter');
  return scopeOf([
    narrows(rule.attribute('prefix')),
    ...filter.items.map(filterNarrows),
    ...(filter.open ? [undefined] : []),
  ]);
}

/** An answer of several parts, `undefined` for what is not known. */
function anyPart(answers: readonly (boolean | undefined)[]): boolean | undefined {
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

function orUnknown(answer: boolean | undefined): Fact<boolean> {
  return answer === undefined ? unknown(l10n.t('its filter is not known')) : known(answer, 'derived');
}

/** `tag` and `and { tags }`, or the sizes of a filter. */
function filters(filter: Body, attributes: readonly string[], blocks: readonly string[]): boolean | undefined {
  const and = filter.blocks('and');
  const nested = blocks.map((type) => filter.blocks(type));
  return anyPart([
    ...attributes.map((name) => narrows(filter.attribute(name))),
    ...nested.map(({ items, open }) => (items.length > 0 ? true : open ? undefined : false)),
    ...and.items.map((inner) => filters(inner, attributes, [])),
    and.open || filter.broken ? undefined : false,
  ]);
}

/**
 * The provider makes an empty filter where there is neither `filter` nor `prefix`; with `prefix` alone it makes none.
 * Source: the provider's issue 41725, where a rule with neither keeps newer versions.
 */
function satelliteFilter(rule: Body): LifecycleFilter {
  const { items, open } = rule.blocks('filter');
  const perhaps = open || rule.broken ? undefined : false;
  const isThere = items.length > 0 ? true : perhaps;
  const hasPrefix = narrows(rule.attribute('prefix'));
  return {
    tags: orUnknown(anyPart([...items.map((filter) => filters(filter, ['tags'], ['tag'])), perhaps])),
    size: orUnknown(
      anyPart([
        ...items.map((filter) => filters(filter, ['object_size_greater_than', 'object_size_less_than'], [])),
        perhaps,
      ]),
    ),
    missing: isThere === true ? known(false) : orUnknown(isThere === undefined ? undefined : hasPrefix),
  };
}

/** The provider up to version 3 always sends a filter, and knows no sizes. */
function inlineFilter(rule: Body): LifecycleFilter {
  const tags = narrows(rule.attribute('tags'));
  return {
    tags: orUnknown(rule.broken && tags === false ? undefined : tags),
    size: known(false),
    missing: known(false),
  };
}

function expirationOf(rule: Body): Fact<Expiration> {
  return blockFact(rule, 'expiration', (block) =>
    known({
      days: numberFact(block.attribute('days')),
      date: textFact(block.attribute('date')),
      expiredObjectDeleteMarker: booleanFact(block.attribute('expired_object_delete_marker')),
    }),
  );
}

/** Without days there is no expiration, unless the days are only not known. */
function noncurrentOf(rule: Body, daysName: string): Fact<NoncurrentVersionExpiration> {
  return blockFact(rule, 'noncurrent_version_expiration', (block) => {
    const noncurrentDays = numberFact(block.attribute(daysName));
    const newerNoncurrentVersions = numberFact(block.attribute('newer_noncurrent_versions'));
    if (noncurrentDays.state === 'absent' && block.broken) return unknown(l10n.t('its block does not parse'));
    if (noncurrentDays.state === 'absent') return absent;
    return known({ noncurrentDays, newerNoncurrentVersions }, 'written', block.at);
  });
}

function transitionsOf(rule: Body): OpenList<Transition> {
  const kinds = [
    { of: 'current', found: rule.blocks('transition') },
    { of: 'noncurrent', found: rule.blocks('noncurrent_version_transition') },
  ] as const;
  return {
    items: kinds.flatMap(({ of, found }) =>
      found.items.map((block) => ({ of, storageClass: textFact(block.attribute('storage_class')) })),
    ),
    open: rule.broken || kinds.some(({ found }) => found.open),
  };
}

/** A `rule` of `aws_s3_bucket_lifecycle_configuration`. */
function satelliteRule(rule: Body): LifecycleRule {
  return {
    id: textFact(rule.attribute('id')),
    status: orUnknownIfBroken(rule, wordFact(rule.attribute('status'), statuses, 'Disabled')),
    scope: satelliteScope(rule),
    filter: satelliteFilter(rule),
    expiration: expirationOf(rule),
    noncurrentVersionExpiration: noncurrentOf(rule, 'noncurrent_days'),
    abortIncompleteMultipartUpload: blockFact(rule, 'abort_incomplete_multipart_upload', (block) =>
      numberFact(block.attribute('days_after_initiation')),
    ),
    transitions: transitionsOf(rule),
  };
}

/** A `lifecycle_rule` inside of `aws_s3_bucket`, as the AWS provider up to version 3 has it. */
function inlineRule(rule: Body): LifecycleRule {
  const enabled = orUnknownIfBroken(rule, booleanFact(rule.attribute('enabled')));
  return {
    id: textFact(rule.attribute('id')),
    status: mapFact(enabled, (on): 'Enabled' | 'Disabled' => (on ? 'Enabled' : 'Disabled')),
    scope: scopeOf([narrows(rule.attribute('prefix')), narrows(rule.attribute('tags'))]),
    filter: inlineFilter(rule),
    expiration: expirationOf(rule),
    noncurrentVersionExpiration: noncurrentOf(rule, 'days'),
    abortIncompleteMultipartUpload: numberFact(rule.attribute('abort_incomplete_multipart_upload_days')),
    transitions: transitionsOf(rule),
  };
}

function orUnknownIfBroken<T>(body: Body, fact: Fact<T>): Fact<T> {
  return fact.state === 'absent' && body.broken ? unknown(l10n.t('its block does not parse')) : fact;
}

function configuration(body: Body, type: string, read: (rule: Body) => LifecycleRule): Fact<LifecycleConfiguration> {
  const { items, open } = body.blocks(type);
  if (items.length === 0 && !open && !body.broken) return absent;
  return known({ rules: { items: items.map(read), open: open || body.broken } }, 'written', body.at);
}

export function satelliteLifecycle(body: Body): Fact<LifecycleConfiguration> {
  return configuration(body, 'rule', satelliteRule);
}

export function inlineLifecycle(body: Body): Fact<LifecycleConfiguration> {
  return configuration(body, 'lifecycle_rule', inlineRule);
}
