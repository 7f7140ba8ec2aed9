import type { Remedy } from '../../model/remedy';
import type { Change } from './insert';
import { addEntries, addItem, fillNull, replaceScalar } from './insert';
import type { Example } from './style';
import type { ListNode, MapNode, SyntaxNode } from './syntax';
import { entryOf } from './syntax';
import type { Resource } from './template';
import type { Format } from './pieces';
import type { DataMap } from './write';

/** What is to be done to the properties of a bucket: some in place, the others as new properties. */
interface Plan {
  readonly changes: readonly Change[];
  readonly properties: DataMap;
}

const nothing: Plan = { changes: [], properties: {} };

/** What other places of the template share by an alias is not changed for the sake of one. */
function isShared(text: string, node: SyntaxNode): boolean {
  return node.kind !== 'alias' && node.anchor !== undefined && text.includes(`*${node.anchor}`);
}

/** A map that is written in place and belongs to the bucket alone. */
function ownMap(example: Example, node: SyntaxNode | undefined): MapNode | undefined {
  return node?.kind === 'map' && !isShared(example.text, node) ? node : undefined;
}

function enableVersioning(example: Example, properties: MapNode | undefined): Plan | undefined {
  const entry = properties && entryOf(properties, 'VersioningConfiguration');
  if (entry === undefined) return { changes: [], properties: { VersioningConfiguration: { Status: 'Enabled' } } };
  const configuration = ownMap(example, entry.value);
  if (configuration === undefined) return undefined;
  const status = entryOf(configuration, 'Status');
  if (status === undefined) {
    if (configuration.merges.length > 0) return undefined;
    return { changes: [addEntries(example, configuration, { Status: 'Enabled' })], properties: {} };
  }
  if (status.value.kind !== 'scalar' || isShared(example.text, status.value)) return undefined;
  return { changes: [replaceScalar(status.value, 'Enabled')], properties: {} };
}

function textAt(rule: MapNode, path: readonly string[]): string | undefined {
  const node = path.reduce<SyntaxNode | undefined>(
    (at, key) => (at?.kind === 'map' ? entryOf(at, key)?.value : undefined),
    rule,
  );
  return node?.kind === 'scalar' ? node.text : undefined;
}

/** A disabled rule that does nothing but what is wanted; to enable any other would do more than was asked for. */
function isSleeping(rule: SyntaxNode, days: number): rule is MapNode {
  if (rule.kind !== 'map' || rule.merges.length > 0 || textAt(rule, ['Status']) !== 'Disabled') return false;
  const keys = rule.entries.map((entry) => entry.key);
  return (
    keys.every((key) => ['Id', 'Status', 'NoncurrentVersionExpiration'].includes(key)) &&
    textAt(rule, ['NoncurrentVersionExpiration', 'NoncurrentDays']) === String(days) &&
    textAt(rule, ['NoncurrentVersionExpiration', 'NewerNoncurrentVersions']) === undefined
  );
}

function expirationRule(days: number, taken: ReadonlySet<string>): DataMap {
  const wanted = 'expire-noncurrent-versions';
  let id = wanted;
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`;
  return { Id: id, Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: days } };
}

function addRule(example: Example, rules: ListNode, days: number): Change {
  const sleeping = rules.items.find((rule) => isSleeping(rule, days));
  const status = sleeping?.kind === 'map' ? entryOf(sleeping, 'Status')?.value : undefined;
  if (status?.kind === 'scalar') return replaceScalar(status, 'Enabled');
  const ids = rules.items.flatMap((rule) => (rule.kind === 'map' ? (textAt(rule, ['Id']) ?? []) : []));
  return addItem(example, rules, expirationRule(days, new Set(ids)));
}

function expireNoncurrentVersions(example: Example, properties: MapNode | undefined, days: number): Plan | undefined {
  const entry = properties && entryOf(properties, 'LifecycleConfiguration');
  const rule = expirationRule(days, new Set());
  if (entry === undefined) {
    // A configuration that is merged in would be lost.
    if (properties !== undefined && properties.merges.length > 0) return undefined;
    return { changes: [], properties: { LifecycleConfiguration: { Rules: [rule] } } };
  }
  const configuration = ownMap(example, entry.value);
  if (configuration === undefined) return undefined;
  const rules = entryOf(configuration, 'Rules')?.value;
  if (rules === undefined && configuration.merges.length === 0) {
    return { changes: [addEntries(example, configuration, { Rules: [rule] })], properties: {} };
  }
  if (rules?.kind !== 'list' || isShared(example.text, rules)) return undefined;
  return { changes: [addRule(example, rules, days)], properties: {} };
}

function apply(example: Example, properties: MapNode | undefined, remedy: Remedy): Plan | undefined {
  switch (remedy.kind) {
    case 'enableVersioning':
      return enableVersioning(example, properties);
    case 'expireNoncurrentVersions':
      return expireNoncurrentVersions(example, properties, remedy.days);
    default:
      return undefined;
  }
}

function writeProperties(example: Example, added: DataMap): Change | undefined {
  const { body } = example;
  const entry = entryOf(body, 'Properties');
  if (entry === undefined) {
    if (body.merges.length > 0) return undefined;
    return addEntries(example, body, { Properties: added }, entryOf(body, 'Type'));
  }
  const { value } = entry;
  if (value.kind === 'null') return fillNull(example, { ...entry, value }, added);
  return value.kind === 'map' ? addEntries(example, value, added) : undefined;
}

/**
 * The smallest changes that apply the remedies to a bucket.
 * @returns `undefined` where the place is decided by a function, an alias or a merge, so that no change here is right.
 */
export function planChanges(
  text: string,
  format: Format,
  resource: Resource,
  remedies: readonly Remedy[],
): readonly Change[] | undefined {
  const { entry } = resource;
  const body = entry.value;
  if (resource.broken !== undefined || body.kind !== 'map' || isShared(text, body)) return undefined;
  const example: Example = { text, format, keyStart: entry.keySpan.start, body };
  const node = entryOf(body, 'Properties')?.value;
  const properties = ownMap(example, node);
  if (node !== undefined && node.kind !== 'null' && properties === undefined) return undefined;
  let plan = nothing;
  for (const remedy of remedies) {
    const next = apply(example, properties, remedy);
    if (next === undefined) return undefined;
    plan = { changes: [...plan.changes, ...next.changes], properties: { ...plan.properties, ...next.properties } };
  }
  if (Object.keys(plan.properties).length === 0) return plan.changes;
  const added = writeProperties(example, plan.properties);
  return added === undefined ? undefined : [...plan.changes, added];
}
