import type { Place } from './blockEdits';
import { insertInto } from './blockEdits';
import type { Change } from './change';
import type { DeclaredResource } from './declaredResources';
import type { Declaration } from './fileDeclarations';
import { attributes } from './render';
import type { ModuleSource } from './moduleSource';
import type { Expression } from './syntax';
import { attributeOf } from './syntax';
import type { Tuple } from './tupleEdits';
import { addItem } from './tupleEdits';

/** Functions whose result has all that is in a list which they are given. Source: Terraform language, functions. */
const keeping: ReadonlySet<string> = new Set(['compact', 'concat', 'distinct', 'flatten', 'sort', 'toset', 'tolist']);

/** The list in which one more entry is one more of the whole. */
function listIn(written: Expression): Tuple | undefined {
  if (written.kind === 'tuple') return written;
  if (written.kind !== 'call' || written.spread || !keeping.has(written.name)) return undefined;
  return written.arguments.findLast((argument) => argument.kind === 'tuple');
}

/**
 * What declares a selection in which one more bucket can be named: in the bucket's own module, by a block of its own
 * that makes nothing else. `bucket`: what makes it, by itself or by calling a module.
 */
export function selectionToExtend(
  { bucket, source }: { readonly bucket: Place; readonly source: ModuleSource },
  selections: readonly DeclaredResource[],
  selectionId: string,
): Declaration | undefined {
  const selection = selections.find(({ id }) => id === selectionId);
  if (selection?.module.source !== source || selection.instance.body.broken) return undefined;
  const { declaration } = selection.instance;
  const sharing = selections.filter(({ instance }) => instance.declaration === declaration);
  const isRepeated = ['count', 'for_each'].some((name) =>
    [bucket.block, declaration.block].some((block) => attributeOf(block, name) !== undefined),
  );
  return sharing.length > 1 || isRepeated ? undefined : declaration;
}

/** Names a bucket in a selection of the same module. */
export function selectionEdits(
  bucket: { readonly bucket: Place; readonly source: ModuleSource; readonly arn: string },
  selections: readonly DeclaredResource[],
  selectionId: string,
): Change | undefined {
  const { arn } = bucket;
  const declaration = selectionToExtend(bucket, selections, selectionId);
  if (declaration === undefined) return undefined;
  const written = attributeOf(declaration.block, 'resources')?.value;
  if (written !== undefined) {
    const list = listIn(written);
    return list && { edits: addItem(declaration, list, arn) };
  }
  const last = declaration.block.attributes.at(-1);
  return { edits: insertInto(declaration, attributes(['resources', `[${arn}]`]), last) };
}
