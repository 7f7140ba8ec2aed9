import type { Remedy } from '../../model/remedy';
import type { Change } from './insert';
import { addEntries, addItem, replaceScalar } from './insert';
import { isShared, ownMap, textAt } from './ownMap';
import type { PropertyPlan } from './propertyPlan';
import type { Example } from './style';
import type { ListNode, MapNode, SyntaxNode } from './syntax';
import { entryOf } from './syntax';
import type { DataMap } from './write';

/** A rule that does one thing to the whole bucket. */
export interface WantedRule {
  readonly id: string;
  readonly action: DataMap;
  /** The days after which noncurrent versions expire, where that is what the rule does. */
  readonly noncurrentDays?: number;
}

/** The lifecycle rule that a remedy asks for, if it asks for one. */
export function wantedRule(remedy: Remedy): WantedRule | undefined {
  switch (remedy.kind) {
    case 'expireNoncurrentVersions':
      return {
        id: 'expire-noncurrent-versions',
        action: { NoncurrentVersionExpiration: { NoncurrentDays: remedy.days } },
        noncurrentDays: remedy.days,
      };
    case 'removeExpiredDeleteMarkers':
      return { id: 'remove-expired-delete-markers', action: { ExpiredObjectDeleteMarker: true } };
    case 'abortIncompleteMultipartUploads':
      return {
        id: 'abort-incomplete-uploads',
        action: { AbortIncompleteMultipartUpload: { DaysAfterInitiation: remedy.days } },
      };
    default:
      return undefined;
  }
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

function ruleData({ id: wanted, action }: WantedRule, taken: ReadonlySet<string>): DataMap {
  let id = wanted;
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`;
  return { Id: id, Status: 'Enabled', ...action };
}

function addRule(example: Example, rules: ListNode, wanted: WantedRule): Change {
  const { noncurrentDays } = wanted;
  const sleeping =
    noncurrentDays === undefined ? undefined : rules.items.find((rule) => isSleeping(rule, noncurrentDays));
  const status = sleeping?.kind === 'map' ? entryOf(sleeping, 'Status')?.value : undefined;
  if (status?.kind === 'scalar') return replaceScalar(status, 'Enabled');
  const ids = rules.items.flatMap((rule) => textAt(rule, ['Id']) ?? []);
  return addItem(example, rules, ruleData(wanted, new Set(ids)));
}

/** Changes of one place, one behind the other. */
function joined(changes: readonly Change[]): readonly Change[] {
  const byPlace = new Map<number, Change>();
  for (const change of changes) {
    const before = byPlace.get(change.start);
    byPlace.set(change.start, before === undefined ? change : { ...change, newText: before.newText + change.newText });
  }
  return [...byPlace.values()];
}

/** Adds rules to the lifecycle configuration of a bucket, which it may not have yet. */
export function addLifecycleRules(
  example: Example,
  properties: MapNode | undefined,
  wanted: readonly WantedRule[],
): PropertyPlan | undefined {
  const entry = properties && entryOf(properties, 'LifecycleConfiguration');
  const rules = wanted.map((rule) => ruleData(rule, new Set()));
  if (entry === undefined) {
    // A configuration that is merged in would be lost.
    if (properties !== undefined && properties.merges.length > 0) return undefined;
    return { changes: [], properties: { LifecycleConfiguration: { Rules: rules } } };
  }
  const configuration = ownMap(example, entry.value);
  if (configuration === undefined) return undefined;
  const written = entryOf(configuration, 'Rules')?.value;
  if (written === undefined && configuration.merges.length === 0) {
    return { changes: [addEntries(example, configuration, { Rules: rules })], properties: {} };
  }
  if (written?.kind !== 'list' || isShared(example.text, written)) return undefined;
  if (written.items.length === 0 && wanted.length > 1) return undefined;
  return { changes: joined(wanted.map((rule) => addRule(example, written, rule))), properties: {} };
}
