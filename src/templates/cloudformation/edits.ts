import type { Remedy } from '../../model/remedy';
import { planBucket } from './bucketEdits';
import type { Change } from './insert';
import { addEntries, addItem, fillNull, replaceLiteral } from './insert';
import { isShared, nodeAt, ownList, ownMap, textAt } from './ownMap';
import type { PropertyPlan } from './propertyPlan';
import { inPlace } from './propertyPlan';
import type { Example } from './style';
import type { MapNode } from './syntax';
import { entryOf } from './syntax';
import type { Resource } from './template';
import type { Format } from './pieces';
import type { DataMap } from './write';
import { Verbatim } from './write';

/** What remedies are to be done to the properties of a resource. */
type Planner = (example: Example, properties: MapNode | undefined) => PropertyPlan | undefined;

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
 * The smallest changes of a resource that a planner asks for.
 * @returns `undefined` where the place is decided by a function, an alias or a merge, so that no change here is right.
 */
function change(text: string, format: Format, resource: Resource, planner: Planner): readonly Change[] | undefined {
  const { entry } = resource;
  const body = entry.value;
  if (resource.broken !== undefined || body.kind !== 'map' || isShared(text, body)) return undefined;
  const example: Example = { text, format, keyStart: entry.keySpan.start, body };
  const node = entryOf(body, 'Properties')?.value;
  const properties = ownMap(example, node);
  if (node !== undefined && node.kind !== 'null' && properties === undefined) return undefined;
  const plan = planner(example, properties);
  if (plan === undefined || Object.keys(plan.properties).length === 0) return plan?.changes;
  const added = writeProperties(example, plan.properties);
  return added === undefined ? undefined : [...plan.changes, added];
}

/** What a bucket needs, in its own resource. */
export function changeBucket(
  text: string,
  format: Format,
  resource: Resource,
  remedies: readonly Remedy[],
): readonly Change[] | undefined {
  return change(text, format, resource, (example, properties) => planBucket(example, properties, remedies));
}

/** Adds a bucket to the resources that a selection lists. */
export function addToSelection(
  text: string,
  format: Format,
  selection: Resource,
  bucket: Resource,
): readonly Change[] | undefined {
  const condition = textAt(bucket.entry.value, ['Condition']);
  // Where the bucket may be missing, so must be what refers to it.
  if (condition !== undefined && condition !== textAt(selection.entry.value, ['Condition'])) return undefined;
  return change(text, format, selection, (example, properties) => {
    const own = ownMap(example, nodeAt(properties, ['BackupSelection']));
    const resources = ownList(example, nodeAt(own, ['Resources']));
    if (resources === undefined || resources.items.length === 0) return undefined;
    const item = format === 'json' ? { 'Fn::GetAtt': [bucket.id, 'Arn'] } : new Verbatim(`!GetAtt ${bucket.id}.Arn`);
    return inPlace(addItem(example, resources, item));
  });
}

/** Sets after how many days the recovery points of one rule of a plan are deleted. */
export function deleteAfter(
  text: string,
  format: Format,
  plan: Resource,
  index: number,
  days: number,
): readonly Change[] | undefined {
  return change(text, format, plan, (example, properties) => {
    const rules = ownList(example, nodeAt(properties, ['BackupPlan', 'BackupPlanRule']));
    // Where one is not written out, the others may not be where they are counted.
    if (rules === undefined || rules.items.some((item) => item.kind !== 'map')) return undefined;
    const rule = ownMap(example, rules.items[index]);
    if (rule === undefined || rule.merges.length > 0) return undefined;
    const lifecycle = entryOf(rule, 'Lifecycle');
    if (lifecycle === undefined) return inPlace(addEntries(example, rule, { Lifecycle: { DeleteAfterDays: days } }));
    const own = ownMap(example, lifecycle.value);
    if (own === undefined || own.merges.length > 0 || entryOf(own, 'MoveToColdStorageAfterDays')) return undefined;
    const written = entryOf(own, 'DeleteAfterDays')?.value;
    if (written === undefined) return inPlace(addEntries(example, own, { DeleteAfterDays: days }));
    if (written.kind !== 'scalar' || isShared(text, written)) return undefined;
    return inPlace(replaceLiteral(written, days));
  });
}
