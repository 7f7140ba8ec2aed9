import type { Place } from './blockEdits';
import { insertAfter, insertInto, replace } from './blockEdits';
import type { Change } from './change';
import type { LifecycleAction, RuleStyle } from './lifecycleActions';
import { besideStyle, inlineStyle } from './lifecycleActions';
import type { NewMember } from './render';
import { attributes, nested } from './render';
import type { Situation } from './situation';
import { attachment, freeLabel } from './situation';
import { removeAttribute } from './removals';
import type { Attribute, Block } from './syntax';
import { attributeOf, blocksOf, literalText } from './syntax';

const satelliteType = 'aws_s3_bucket_lifecycle_configuration';

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

function statusText({ piece }: Place, rule: Block, { status: [name] }: RuleStyle): string | undefined {
  const attribute = attributeOf(rule, name);
  if (attribute?.value.kind !== 'literal') return undefined;
  return piece.text.slice(attribute.value.start, attribute.value.end);
}

/** The rules for the whole bucket whose status is written as this text. */
function rulesThatAre(status: string, place: Place, style: RuleStyle): readonly Block[] {
  return blocksOf(place.block, style.rule).filter(
    (rule) => coversBucket(rule) && statusText(place, rule, style) === status,
  );
}

/** A rule that would do it, were it on. */
function switchOn(place: Place, style: RuleStyle, action: LifecycleAction): Change | undefined {
  const [name, on, off] = style.status;
  const rule = rulesThatAre(off, place, style).find((candidate) => action.isAllOf(candidate, style));
  const status = rule && attributeOf(rule, name);
  return status && { edits: [replace(place.piece, status.value, on)] };
}

/** A rule that is on for the whole bucket and says nothing of the matter yet. */
function extend(place: Place, style: RuleStyle, action: LifecycleAction): Change | undefined {
  for (const block of rulesThatAre(style.status[1], place, style)) {
    const change = action.joins({ piece: place.piece, block }, style);
    if (change !== undefined && change.edits.length > 0) return change;
  }
  return undefined;
}

function freeId(place: Place, style: RuleStyle, wanted: string): string {
  const taken = new Set(blocksOf(place.block, style.rule).map((rule) => literalText(attributeOf(rule, 'id')?.value)));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function newRule(id: string, style: RuleStyle, action: LifecycleAction): NewMember {
  const [name, on] = style.status;
  const filter = style === besideStyle ? [nested('filter')] : [];
  return nested(style.rule, attributes(['id', `"${id}"`], [name, on]), ...filter, action.written(style));
}

function addRule(place: Place, style: RuleStyle, action: LifecycleAction): Change {
  const rules = place.block.blocks.filter(
    (block) => block.type === style.rule || (block.type === 'dynamic' && block.labels[0]?.text === style.rule),
  );
  return { edits: insertInto(place, newRule(freeId(place, style, action.id), style, action), rules.at(-1)) };
}

function changeRules(place: Place, style: RuleStyle, action: LifecycleAction): Change | undefined {
  if (attributeOf(place.block, style.rule) !== undefined) return undefined;
  return switchOn(place, style, action) ?? extend(place, style, action) ?? addRule(place, style, action);
}

/** The AWS provider asks that versioning is set before a lifecycle that acts on versions. */
function newSatellite(
  situation: Situation,
  action: LifecycleAction,
  versioning: string | undefined,
): Change | undefined {
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
    newRule(action.id, besideStyle, action),
  );
  return { edits: [insertAfter(situation.bucket, satellite)] };
}

/**
 * The change that lets the lifecycle of the buckets of a declaration do something more: a rule that would do it is
 * switched on, one for the whole bucket extended, or a new one added.
 * @param versioning the address of the resource that enables versioning, if another change of the same fix adds it.
 */
export function lifecycleEdits(
  situation: Situation,
  action: LifecycleAction,
  versioning: string | undefined,
): Change | undefined {
  const satellite = situation.beside(satelliteType);
  if (satellite.kind === 'unclear') return undefined;
  if (satellite.kind === 'one') return changeRules(satellite.place, besideStyle, action);
  return situation.inline
    ? changeRules(situation.bucket, inlineStyle, action)
    : newSatellite(situation, action, versioning);
}

/** The end of markers that a rule asks for beside days or a date, which S3 rejects. */
function markersBesideAge(rule: Block): readonly { readonly block: Block; readonly marker: Attribute }[] {
  return blocksOf(rule, 'expiration').flatMap((block) => {
    const marker = attributeOf(block, 'expired_object_delete_marker');
    const hasAge = ['days', 'date'].some((name) => attributeOf(block, name) !== undefined);
    return marker?.value.kind === 'literal' && hasAge ? [{ block, marker }] : [];
  });
}

/** Removes what S3 rejects in rules that expire objects: such a rule removes expired markers by itself. */
export function markerEdits(situation: Situation): Change | undefined {
  const satellite = situation.beside(satelliteType);
  if (satellite.kind === 'unclear') return undefined;
  const [place, style] = satellite.kind === 'one' ? [satellite.place, besideStyle] : [situation.bucket, inlineStyle];
  const found = blocksOf(place.block, style.rule).flatMap(markersBesideAge);
  const edits = found.map(({ block, marker }) => removeAttribute({ piece: place.piece, block }, marker));
  return edits.some((part) => part.length === 0) ? undefined : { edits: edits.flat() };
}
