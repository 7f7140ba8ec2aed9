import type { Place } from './blockEdits';
import { insertAfter, insertInto, replace } from './blockEdits';
import type { Change } from './change';
import type { NewMember } from './render';
import { attributes, nested } from './render';
import type { Situation } from './situation';
import { attachment, freeLabel } from './situation';
import type { Block } from './syntax';
import { attributeOf, blocksOf, literalText } from './syntax';

const satelliteType = 'aws_s3_bucket_lifecycle_configuration';
const newRuleId = 'expire-noncurrent-versions';

/** What a rule may hold beside the expiry of noncurrent versions and be switched on without doing anything more. */
const harmless: ReadonlySet<string> = new Set([
  'noncurrent_version_expiration',
  'abort_incomplete_multipart_upload',
  'filter',
]);

/** How rules are written: beside the bucket, or in it. */
interface Dialect {
  readonly rule: 'rule' | 'lifecycle_rule';
  readonly status: readonly [name: string, on: string, off: string];
  readonly days: string;
}

const beside: Dialect = { rule: 'rule', status: ['status', '"Enabled"', '"Disabled"'], days: 'noncurrent_days' };
const inline: Dialect = { rule: 'lifecycle_rule', status: ['enabled', 'true', 'false'], days: 'days' };

function isEmptyText(block: Block, name: string): boolean {
  const attribute = attributeOf(block, name);
  return attribute === undefined || literalText(attribute.value) === '';
}

/** Whether a rule covers the whole bucket for certain, by what is written in it alone. */
function coversBucket(rule: Block): boolean {
  const filters = blocksOf(rule, 'filter');
  if (!isEmptyText(rule, 'prefix') || attributeOf(rule, 'tags') !== undefined) return false;
  if (blocksOf(rule, 'dynamic').length > 0) return false;
  return filters.every(
    (filter) =>
      filter.blocks.length === 0 &&
      isEmptyText(filter, 'prefix') &&
      filter.attributes.every((attribute) => attribute.name === 'prefix'),
  );
}

function statusText({ piece }: Place, rule: Block, { status: [name] }: Dialect): string | undefined {
  const attribute = attributeOf(rule, name);
  if (attribute?.value.kind !== 'literal') return undefined;
  return piece.text.slice(attribute.value.start, attribute.value.end);
}

function expiry(days: number, { days: name }: Dialect): NewMember {
  return nested('noncurrent_version_expiration', attributes([name, String(days)]));
}

/** A rule that would do it, were it on. */
function switchOn(place: Place, dialect: Dialect): Change | undefined {
  const [name, on, off] = dialect.status;
  const rule = blocksOf(place.block, dialect.rule).find(
    (candidate) =>
      coversBucket(candidate) &&
      statusText(place, candidate, dialect) === off &&
      blocksOf(candidate, 'noncurrent_version_expiration').some((block) => attributeOf(block, dialect.days)) &&
      candidate.blocks.every((block) => harmless.has(block.type)),
  );
  const status = rule && attributeOf(rule, name);
  return status && { edits: [replace(place.piece, status.value, on)] };
}

/** A rule that is on for the whole bucket and leaves noncurrent versions alone. */
function extend(place: Place, dialect: Dialect, days: number): Change | undefined {
  const rule = blocksOf(place.block, dialect.rule).find(
    (candidate) =>
      coversBucket(candidate) &&
      statusText(place, candidate, dialect) === dialect.status[1] &&
      blocksOf(candidate, 'noncurrent_version_expiration').length === 0,
  );
  return rule && { edits: insertInto({ piece: place.piece, block: rule }, expiry(days, dialect)) };
}

function freeId(place: Place, dialect: Dialect): string {
  const taken = new Set(blocksOf(place.block, dialect.rule).map((rule) => literalText(attributeOf(rule, 'id')?.value)));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? newRuleId : `${newRuleId}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function newRule(id: string, dialect: Dialect, days: number): NewMember {
  const [name, on] = dialect.status;
  const filter = dialect === beside ? [nested('filter')] : [];
  return nested(dialect.rule, attributes(['id', `"${id}"`], [name, on]), ...filter, expiry(days, dialect));
}

function addRule(place: Place, dialect: Dialect, days: number): Change {
  const rules = place.block.blocks.filter(
    (block) => block.type === dialect.rule || (block.type === 'dynamic' && block.labels[0]?.text === dialect.rule),
  );
  return { edits: insertInto(place, newRule(freeId(place, dialect), dialect, days), rules.at(-1)) };
}

function changeRules(place: Place, dialect: Dialect, days: number): Change | undefined {
  if (attributeOf(place.block, dialect.rule) !== undefined) return undefined;
  return switchOn(place, dialect) ?? extend(place, dialect, days) ?? addRule(place, dialect, days);
}

/** The AWS provider asks that versioning is set before a lifecycle that acts on versions. */
function newSatellite(situation: Situation, days: number, versioning: string | undefined): Change | undefined {
  const attached = attachment(situation);
  if (attached === undefined) return undefined;
  const enabling = situation.beside('aws_s3_bucket_versioning');
  const isHere = enabling.kind === 'one' && situation.source.find(enabling.address)?.piece === enabling.place.piece;
  const dependency = versioning ?? (isHere ? enabling.address : undefined);
  const label = freeLabel(situation, satelliteType);
  const satellite = nested(
    `resource "${satelliteType}" "${label}"`,
    ...(dependency !== undefined ? [attributes(['depends_on', `[${dependency}]`])] : []),
    attributes(...attached),
    newRule(newRuleId, beside, days),
  );
  return { edits: [insertAfter(situation.bucket, satellite)] };
}

/**
 * The change that lets noncurrent versions expire in the buckets of a declaration.
 * @param versioning the address of the resource that enables versioning, if another change of the same fix adds it.
 */
export function expiryEdits(situation: Situation, days: number, versioning: string | undefined): Change | undefined {
  const satellite = situation.beside(satelliteType);
  if (satellite.kind === 'unclear') return undefined;
  if (satellite.kind === 'one') return changeRules(satellite.place, beside, days);
  return situation.inline ? changeRules(situation.bucket, inline, days) : newSatellite(situation, days, versioning);
}
