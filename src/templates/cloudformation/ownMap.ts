import type { Example } from './style';
import type { ListNode, MapNode, SyntaxNode } from './syntax';
import { entryOf } from './syntax';

/** What other places of the template share by an alias is not changed for the sake of one. */
export function isShared(text: string, node: SyntaxNode): boolean {
  return node.kind !== 'alias' && node.anchor !== undefined && text.includes(`*${node.anchor}`);
}

/** A map that is written in place and belongs to the resource alone. */
export function ownMap(example: Example, node: SyntaxNode | undefined): MapNode | undefined {
  return node?.kind === 'map' && !isShared(example.text, node) ? node : undefined;
}

/** A list of which the same is true. */
export function ownList(example: Example, node: SyntaxNode | undefined): ListNode | undefined {
  return node?.kind === 'list' && !isShared(example.text, node) ? node : undefined;
}

export function nodeAt(node: SyntaxNode | undefined, path: readonly string[]): SyntaxNode | undefined {
  return path.reduce<SyntaxNode | undefined>(
    (at, key) => (at?.kind === 'map' ? entryOf(at, key)?.value : undefined),
    node,
  );
}

export function textAt(node: SyntaxNode | undefined, path: readonly string[]): string | undefined {
  const found = nodeAt(node, path);
  return found?.kind === 'scalar' ? found.text : undefined;
}
