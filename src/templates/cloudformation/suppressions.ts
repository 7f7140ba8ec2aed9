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

function itemsOf(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  return node?.kind === 'list' ? node.items : [];
}

type Peers = Exclude<WrittenSuppression, { by: 's3backup' }>;

/** A list of ids, or of objects that hold one and a reason. */
function peerItems(by: Peers['by'], list: SyntaxNode | undefined, block: Peers['block']): readonly Peers[] {
  return itemsOf(list).flatMap((item) => {
    const id = textOf(item) ?? textOf(at(item, 'id'));
    const reason = textOf(at(item, 'comment')) ?? textOf(at(item, 'reason')) ?? '';
    return id === undefined ? [] : [{ block, by, id, reason }];
  });
}

/**
 * What the metadata of a resource asks for, which is where JSON can keep it: `Metadata.s3backup.ignore`, and what
 * checkov (`skip`), cfn-guard (`SuppressedRules`), cdk-nag and cfn_nag (`rules_to_suppress`) keep there.
 */
export function readSuppressions({ entry }: Resource, locate: Locate): readonly WrittenSuppression[] {
  const metadata = at(entry.value, 'Metadata');
  if (metadata === undefined) return [];
  const block = locate({ start: entry.keySpan.start, end: entry.value.end });
  return [
    ...directivesOf(at(at(metadata, 's3backup'), 'ignore')).map((directive): WrittenSuppression => ({
      block,
      by: 's3backup',
      directive,
    })),
    ...peerItems('checkov', at(at(metadata, 'checkov'), 'skip'), block),
    ...peerItems('guard', at(at(metadata, 'guard'), 'SuppressedRules'), block),
    ...peerItems('cdk_nag', at(at(metadata, 'cdk_nag'), 'rules_to_suppress'), block),
    ...peerItems('cfn_nag', at(at(metadata, 'cfn_nag'), 'rules_to_suppress'), block),
  ];
}
