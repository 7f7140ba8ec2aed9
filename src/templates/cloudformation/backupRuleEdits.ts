import type { Remedy } from '../../model/remedy';
import type { Change } from './insert';
import { addEntries, replaceLiteral } from './insert';
import { isShared, nodeAt, ownList, ownMap } from './ownMap';
import type { PropertyPlan } from './propertyPlan';
import { inPlace } from './propertyPlan';
import { removeEntry } from './removals';
import type { Example } from './style';
import type { Entry, MapNode } from './syntax';
import { entryOf } from './syntax';

const coldStorage = 'MoveToColdStorageAfterDays';

/** Gives an entry of a map its number; none where it is decided elsewhere. */
function setNumber(example: Example, map: MapNode, key: string, value: number): readonly Change[] {
  const written = entryOf(map, key)?.value;
  if (written === undefined) return [addEntries(example, map, { [key]: value })];
  return written.kind === 'scalar' && !isShared(example.text, written) ? [replaceLiteral(written, value)] : [];
}

/** Takes cold storage out, and sets the days in the same go where they are asked for. */
function warmUp(
  example: Example,
  rule: MapNode,
  lifecycle: { readonly entry: Entry; readonly map: MapNode; readonly cold: Entry },
  days: number | undefined,
): readonly Change[] {
  const { entry, map, cold } = lifecycle;
  if (days !== undefined && entryOf(map, 'DeleteAfterDays') === undefined) {
    const { value, keySpan } = cold;
    if (value.kind !== 'scalar') return [];
    return [{ ...keySpan, newText: 'DeleteAfterDays' }, replaceLiteral(value, days)];
  }
  const set = days === undefined ? [] : setNumber(example, map, 'DeleteAfterDays', days);
  if (days !== undefined && set.length === 0) return [];
  const removed = map.entries.length === 1 ? removeEntry(example, rule, entry) : removeEntry(example, map, cold);
  return removed === undefined ? [] : [...set, removed];
}

function changeLifecycle(example: Example, rule: MapNode, days: number | undefined, warm: boolean): readonly Change[] {
  const entry = entryOf(rule, 'Lifecycle');
  if (entry === undefined) {
    return days === undefined || warm ? [] : [addEntries(example, rule, { Lifecycle: { DeleteAfterDays: days } })];
  }
  const map = ownMap(example, entry.value);
  if (map === undefined || map.merges.length > 0) return [];
  const cold = entryOf(map, coldStorage);
  if (warm) return cold === undefined ? [] : warmUp(example, rule, { entry, map, cold }, days);
  // Beside cold storage AWS asks for 90 days and more in it, so that days alone may be rejected.
  return days === undefined || cold !== undefined ? [] : setNumber(example, map, 'DeleteAfterDays', days);
}

/** What applies remedies to one rule of a plan. */
export function planBackupRule(
  example: Example,
  properties: MapNode | undefined,
  index: number,
  remedies: readonly Remedy[],
): PropertyPlan | undefined {
  const rules = ownList(example, nodeAt(properties, ['BackupPlan', 'BackupPlanRule']));
  // Where one is not written out, the others may not be where they are counted.
  if (rules === undefined || rules.items.some((item) => item.kind !== 'map')) return undefined;
  const rule = ownMap(example, rules.items[index]);
  if (rule === undefined || rule.merges.length > 0) return undefined;
  const days = remedies.find((remedy) => remedy.kind === 'deleteAfter')?.days;
  const warm = remedies.some((remedy) => remedy.kind === 'removeColdStorage');
  const parts = days === undefined && !warm ? [] : [changeLifecycle(example, rule, days, warm)];
  for (const remedy of remedies) {
    if (remedy.kind === 'startWindow') parts.push(setNumber(example, rule, 'StartWindowMinutes', remedy.minutes));
    if (remedy.kind === 'completionWindow') {
      parts.push(setNumber(example, rule, 'CompletionWindowMinutes', remedy.minutes));
    }
  }
  return parts.length === 0 || parts.some((part) => part.length === 0) ? undefined : inPlace(...parts.flat());
}
