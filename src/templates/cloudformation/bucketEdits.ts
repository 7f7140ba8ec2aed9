import type { Remedy } from '../../model/remedy';
import { addEntries, addItem, replaceLiteral, replaceScalar } from './insert';
import { addLifecycleRules, wantedRule } from './lifecycleEdits';
import { isShared, nodeAt, ownList, ownMap, textAt } from './ownMap';
import type { PropertyPlan } from './propertyPlan';
import { inPlace, newProperties } from './propertyPlan';
import { removeEntry } from './removals';
import type { Example } from './style';
import type { MapNode } from './syntax';
import { entryOf } from './syntax';

/** Gives a property of a map its one right value. */
function setText(example: Example, map: MapNode, key: string, text: string): PropertyPlan | undefined {
  const entry = entryOf(map, key);
  if (entry === undefined) {
    return map.merges.length > 0 ? undefined : inPlace(addEntries(example, map, { [key]: text }));
  }
  if (entry.value.kind !== 'scalar' || isShared(example.text, entry.value)) return undefined;
  return inPlace(replaceScalar(entry.value, text));
}

function enableVersioning(example: Example, properties: MapNode | undefined): PropertyPlan | undefined {
  const entry = properties && entryOf(properties, 'VersioningConfiguration');
  if (entry === undefined) return newProperties({ VersioningConfiguration: { Status: 'Enabled' } });
  const configuration = ownMap(example, entry.value);
  return configuration && setText(example, configuration, 'Status', 'Enabled');
}

function enableEventBridge(example: Example, properties: MapNode | undefined): PropertyPlan | undefined {
  const on = { EventBridgeConfiguration: { EventBridgeEnabled: true } };
  const entry = properties && entryOf(properties, 'NotificationConfiguration');
  if (entry === undefined) {
    // Notifications that are merged in would be lost.
    if (properties !== undefined && properties.merges.length > 0) return undefined;
    return newProperties({ NotificationConfiguration: on });
  }
  const notifications = ownMap(example, entry.value);
  if (notifications === undefined || notifications.merges.length > 0) return undefined;
  const configuration = entryOf(notifications, 'EventBridgeConfiguration');
  if (configuration === undefined) return inPlace(addEntries(example, notifications, on));
  const own = ownMap(example, configuration.value);
  const enabled = nodeAt(own, ['EventBridgeEnabled']);
  if (enabled?.kind !== 'scalar' || isShared(example.text, enabled)) return undefined;
  return inPlace(replaceLiteral(enabled, true));
}

function tagBucket(
  example: Example,
  properties: MapNode | undefined,
  { key, value }: { readonly key: string; readonly value: string },
): PropertyPlan | undefined {
  const entry = properties && entryOf(properties, 'Tags');
  const tag = { Key: key, Value: value };
  if (entry === undefined) {
    // Tags that are merged in would be lost.
    return properties !== undefined && properties.merges.length > 0 ? undefined : newProperties({ Tags: [tag] });
  }
  const tags = ownList(example, entry.value);
  // A tag whose key is not written out may be this one.
  if (tags === undefined || tags.items.some((item) => textAt(item, ['Key']) === undefined)) return undefined;
  const same = tags.items.find((item) => textAt(item, ['Key']) === key);
  if (same === undefined) return inPlace(addItem(example, tags, tag));
  const own = ownMap(example, same);
  return own && setText(example, own, 'Value', value);
}

/** Removes what S3 rejects in rules that expire objects: such a rule removes expired markers by itself. */
function leaveMarkers(example: Example, properties: MapNode | undefined): PropertyPlan | undefined {
  const rules = ownList(example, nodeAt(properties, ['LifecycleConfiguration', 'Rules']));
  const changes = (rules?.items ?? []).flatMap((item) => {
    const rule = ownMap(example, item);
    const marker = rule && entryOf(rule, 'ExpiredObjectDeleteMarker');
    const hasAge = ['ExpirationInDays', 'ExpirationDate'].some((key) => rule && entryOf(rule, key));
    return rule && marker?.value.kind === 'scalar' && hasAge ? [removeEntry(example, rule, marker)] : [];
  });
  return changes.every((change) => change !== undefined) && changes.length > 0 ? inPlace(...changes) : undefined;
}

function apply(example: Example, properties: MapNode | undefined, remedy: Remedy): PropertyPlan | undefined {
  switch (remedy.kind) {
    case 'enableVersioning':
      return enableVersioning(example, properties);
    case 'enableEventBridge':
      return enableEventBridge(example, properties);
    case 'leaveMarkersToExpiration':
      return leaveMarkers(example, properties);
    case 'tagBucket':
      return tagBucket(example, properties, remedy);
    default:
      return undefined;
  }
}

/** What applies remedies to a bucket. */
export function planBucket(
  example: Example,
  properties: MapNode | undefined,
  remedies: readonly Remedy[],
): PropertyPlan | undefined {
  let plan: PropertyPlan = { changes: [], properties: {} };
  const add = (next: PropertyPlan | undefined): boolean => {
    if (next === undefined) return false;
    plan = { changes: [...plan.changes, ...next.changes], properties: { ...plan.properties, ...next.properties } };
    return true;
  };
  const rules = remedies.flatMap((remedy) => wantedRule(remedy) ?? []);
  for (const remedy of remedies) {
    if (wantedRule(remedy) === undefined && !add(apply(example, properties, remedy))) return undefined;
  }
  if (rules.length > 0 && !add(addLifecycleRules(example, properties, rules))) return undefined;
  return plan;
}
