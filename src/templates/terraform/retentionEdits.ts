import type { TextEdit } from '../../model/source';
import { BlockBody } from './body';
import { insertInto, replace } from './blockEdits';
import type { DeclaredResource } from './declaredResources';
import { attributes, nested } from './render';
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

function setDays({ piece, block, broken }: BlockBody, days: number): readonly TextEdit[] | undefined {
  const [lifecycle, ...more] = blocksOf(block, 'lifecycle');
  const isDynamic = blocksOf(block, 'dynamic').some((dynamic) => dynamic.labels[0]?.text === 'lifecycle');
  if (broken || more.length > 0 || isDynamic || attributeOf(block, 'lifecycle') !== undefined) return undefined;
  const member = attributes(['delete_after', String(days)]);
  if (lifecycle === undefined) return insertInto({ piece, block }, nested('lifecycle', member));
  const written = attributeOf(lifecycle, 'delete_after')?.value;
  if (written === undefined) return insertInto({ piece, block: lifecycle }, member);
  return written.kind === 'literal' ? [replace(piece, written, String(days))] : undefined;
}

/**
 * Sets how long a rule of a plan keeps recovery points.
 * @returns `undefined` where the edit would change a rule that is not among `wanted`.
 */
export function retentionEdits(
  plans: readonly DeclaredResource[],
  wanted: readonly string[],
  days: number,
): readonly TextEdit[] | undefined {
  const rules = plans.flatMap(rulesOf);
  const first = rules.find(({ id }) => wanted.includes(id))?.body;
  if (first === undefined) return undefined;
  const sharing = rules.filter(({ body }) => body?.block === first.block).map(({ id }) => id);
  const covers = sharing.length === wanted.length && sharing.every((id) => wanted.includes(id));
  const edits = covers ? setDays(first, days) : undefined;
  return edits?.length === 0 ? undefined : edits;
}
