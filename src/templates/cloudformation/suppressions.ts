import type { WrittenSuppression } from '../dialect';
import type { Locate } from './facts';
import type { SyntaxNode } from './syntax';
import { entryOf } from './syntax';
import type { Resource } from './template';

function at(node: SyntaxNode | undefined, key: string): SyntaxNode | undefined {
  return node?.kind === 'map' ? entryOf(node, key)?.value : undefined;
}

function textOf(node: SyntaxNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

/** `"RULE: reason"`, `{"rule": "RULE", "reason": "…"}`, or a list of these. */
function directivesOf(node: SyntaxNode | undefined): readonly string[] {
  switch (node?.kind) {
    case 'scalar':
      return [node.text];
    case 'list':
      return node.items.flatMap(directivesOf);
    case 'map': {
      const rule = textOf(at(node, 'rule'));
      return rule === undefined ? [] : [`${rule}: ${textOf(at(node, 'reason')) ?? ''}`];
    }
    default:
      return [];
  }
}

/** What `Metadata.s3backup.ignore` of a resource asks for, which is where JSON can keep it. */
export function readSuppressions({ entry }: Resource, locate: Locate): readonly WrittenSuppression[] {
  const block = locate({ start: entry.keySpan.start, end: entry.value.end });
  return directivesOf(at(at(at(entry.value, 'Metadata'), 's3backup'), 'ignore')).map((directive) => ({
    block,
    directive,
  }));
}
