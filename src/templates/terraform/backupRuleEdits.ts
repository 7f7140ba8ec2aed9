import type { Remedy } from '../../model/remedy';
import type { TextEdit } from '../../model/source';
import { BlockBody } from './body';
import type { Place } from './blockEdits';
import { insertInto, replace } from './blockEdits';
import type { DeclaredResource } from './declaredResources';
import { removeAttribute, removeBlock } from './removals';
import { attributes, nested } from './render';
import type { Attribute, Block } from './syntax';
import { attributeOf, blocksOf } from './syntax';

interface WrittenRule {
  readonly id: string;
  readonly body: BlockBody | undefined;
}

function rulesOf({ id, instance }: DeclaredResource): readonly WrittenRule[] {
  return instance.body.blocks('rule').items.map((rule, index) => ({
    id: `${id}#${index}`,
    // What `dynamic` makes is written once for several rules.
    body: rule instanceof BlockBody && rule.block.type === 'rule' ? rule : undefined,
  }));
}

/** The `lifecycle` of a rule: none, one that is written out, or something that no edit is right for. */
function lifecycleOf(rule: Block): 'none' | 'unclear' | Block {
  const [lifecycle, ...more] = blocksOf(rule, 'lifecycle');
  const isDynamic = blocksOf(rule, 'dynamic').some((dynamic) => dynamic.labels[0]?.text === 'lifecycle');
  if (more.length > 0 || isDynamic || attributeOf(rule, 'lifecycle') !== undefined) return 'unclear';
  return lifecycle ?? 'none';
}

/** Gives an attribute its number; none where it is decided elsewhere. */
function setNumber({ piece, block }: Place, name: string, value: number): readonly TextEdit[] {
  const written = attributeOf(block, name)?.value;
  if (written === undefined) {
    return insertInto({ piece, block }, attributes([name, String(value)]), block.attributes.at(-1));
  }
  // `-1` is written for ever.
  const number = written.kind === 'unary' ? written.operand : written;
  return number.kind === 'literal' ? [replace(piece, written, String(value))] : [];
}

const coldStorage = 'cold_storage_after';

/** Takes cold storage out, and sets the days in the same go where they are asked for. */
function warmUp(place: Place, cold: Attribute, days: number | undefined): readonly TextEdit[] {
  const { piece, block } = place;
  if (days !== undefined && attributeOf(block, 'delete_after') === undefined) {
    return [replace(piece, cold, `delete_after = ${days}`)];
  }
  const set = days === undefined ? [] : setNumber(place, 'delete_after', days);
  if (days !== undefined && set.length === 0) return [];
  const isOnly = block.attributes.length === 1 && block.blocks.length === 0;
  const removed = isOnly ? removeBlock(piece, block) : removeAttribute(place, cold);
  return removed.length === 0 ? [] : [...set, ...removed];
}

function changeLifecycle({ piece, block }: Place, days: number | undefined, warm: boolean): readonly TextEdit[] {
  const lifecycle = lifecycleOf(block);
  if (lifecycle === 'unclear') return [];
  if (lifecycle === 'none') {
    if (days === undefined) return [];
    return insertInto({ piece, block }, nested('lifecycle', attributes(['delete_after', String(days)])));
  }
  const place = { piece, block: lifecycle };
  const cold = attributeOf(lifecycle, coldStorage);
  if (warm) return cold === undefined ? [] : warmUp(place, cold, days);
  // Beside cold storage AWS asks for 90 days and more in it, so that days alone may be rejected.
  return days === undefined || cold !== undefined ? [] : setNumber(place, 'delete_after', days);
}

function changeRule(place: Place, remedies: readonly Remedy[]): readonly TextEdit[] | undefined {
  const days = remedies.find((remedy) => remedy.kind === 'deleteAfter')?.days;
  const warm = remedies.some((remedy) => remedy.kind === 'removeColdStorage');
  const parts: (readonly TextEdit[])[] = days === undefined && !warm ? [] : [changeLifecycle(place, days, warm)];
  for (const remedy of remedies) {
    if (remedy.kind === 'startWindow') parts.push(setNumber(place, 'start_window', remedy.minutes));
    if (remedy.kind === 'completionWindow') parts.push(setNumber(place, 'completion_window', remedy.minutes));
  }
  return parts.length === 0 || parts.some((part) => part.length === 0) ? undefined : parts.flat();
}

/**
 * The edits that apply remedies to a rule of a plan.
 * @returns `undefined` where an edit would change a rule that is not among `wanted`.
 */
export function backupRuleEdits(
  plans: readonly DeclaredResource[],
  wanted: readonly string[],
  remedies: readonly Remedy[],
): readonly TextEdit[] | undefined {
  const rules = plans.flatMap(rulesOf);
  const first = rules.find(({ id }) => wanted.includes(id))?.body;
  if (first === undefined || first.broken) return undefined;
  const sharing = rules.filter(({ body }) => body?.block === first.block).map(({ id }) => id);
  const covers = sharing.length === wanted.length && sharing.every((id) => wanted.includes(id));
  return covers ? changeRule(first, remedies) : undefined;
}
