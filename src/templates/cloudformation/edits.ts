import type { Remedy } from '../../model/remedy';
import { planBackupRule } from './backupRuleEdits';
import { planBucket } from './bucketEdits';
import { Functions } from './functionForms';
import type { Change } from './insert';
import { addEntries, addItem, fillNull } from './insert';
import { isShared, nodeAt, ownList, ownMap, textAt } from './ownMap';
import type { PropertyPlan } from './propertyPlan';
import { inPlace } from './propertyPlan';
import { planRole } from './roleEdits';
import type { Example } from './style';
import type { MapNode } from './syntax';
import { entryOf } from './syntax';
import type { Resource } from './template';
import type { Format } from './pieces';
import type { DataMap } from './write';

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
    return inPlace(addItem(example, resources, new Functions(example).attribute(bucket.id, 'Arn')));
  });
}

/** What one rule of a plan needs. */
export function changeBackupRule(
  text: string,
  format: Format,
  plan: Resource,
  index: number,
  remedies: readonly Remedy[],
): readonly Change[] | undefined {
  return change(text, format, plan, (example, properties) => planBackupRule(example, properties, index, remedies));
}

/** Gives a role the policy for backups of S3. */
export function attachS3BackupPolicy(text: string, format: Format, role: Resource): readonly Change[] | undefined {
  return change(text, format, role, planRole);
}
