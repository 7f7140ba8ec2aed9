import type { TextEdit } from '../../model/source';
import type { Place } from './blockEdits';
import { insertInto, replace } from './blockEdits';
import type { Change } from './change';
import type { DeclaredResource } from './declaredResources';
import { attributes } from './render';
import type { Situation } from './situation';
import type { Expression } from './syntax';
import { attributeOf } from './syntax';

type Tuple = Extract<Expression, { kind: 'tuple' }>;

function addItem({ piece }: Place, tuple: Tuple, item: string): readonly TextEdit[] {
  const { text } = piece;
  const last = tuple.items.at(-1);
  if (last === undefined) {
    const isEmpty = text.slice(tuple.start + 1, tuple.end - 1).trim() === '';
    return isEmpty ? [replace(piece, tuple, `[${item}]`)] : [];
  }
  const rest = text.slice(last.end, tuple.end);
  if (!rest.includes('\n')) return [replace(piece, { start: last.end, end: last.end }, `, ${item}`)];
  const [, comma] = /^(,?)[^\S\n]*\n\s*\]$/.exec(rest) ?? [];
  const indent = text.slice(text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  // A comment behind the last entry would have to move.
  if (comma === undefined || indent.trim() !== '') return [];
  const lineEnd = rest.includes('\r\n') ? '\r\n' : '\n';
  const at = last.end + comma.length;
  return [replace(piece, { start: at, end: at }, `${comma === '' ? ',' : ''}${lineEnd}${indent}${item}${comma}`)];
}

/** Names a bucket in a selection of the same module. */
export function selectionEdits(
  { bucket, source, address }: Situation,
  selections: readonly DeclaredResource[],
  selectionId: string,
): Change | undefined {
  const selection = selections.find(({ id }) => id === selectionId);
  if (selection?.module.source !== source || selection.instance.body.broken) return undefined;
  const { declaration } = selection.instance;
  const sharing = selections.filter(({ instance }) => instance.declaration === declaration);
  const isRepeated = ['count', 'for_each'].some((name) =>
    [bucket.block, declaration.block].some((block) => attributeOf(block, name) !== undefined),
  );
  if (sharing.length > 1 || isRepeated) return undefined;
  const written = attributeOf(declaration.block, 'resources')?.value;
  const item = `${address}.arn`;
  if (written?.kind === 'tuple') return { edits: addItem(declaration, written, item) };
  if (written !== undefined) return undefined;
  const last = declaration.block.attributes.at(-1);
  return { edits: insertInto(declaration, attributes(['resources', `[${item}]`]), last) };
}
