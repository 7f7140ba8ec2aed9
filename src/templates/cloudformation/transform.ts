import type { Evaluator } from './evaluator';
import type { SyntaxNode } from './syntax';
import { listOf } from './facts';
import { member } from './value';

export interface Macros {
  readonly isSam: boolean;
  /** A macro of the account's own: what it does to the template cannot be seen. */
  readonly macro?: string;
}

/** What the `Transform` section asks for. AWS's own transforms leave plain buckets as they are. */
export function readMacros(section: SyntaxNode | undefined, evaluator: Evaluator): Macros {
  if (section === undefined) return { isSam: false };
  const names = listOf(evaluator.value(section)).items.flatMap((item) => {
    const name = item.kind === 'map' ? member(item, 'Name') : item;
    return name.kind === 'scalar' ? [name.text] : [];
  });
  const macro = names.find((name) => !name.startsWith('AWS::'));
  return { isSam: names.some((name) => name.startsWith('AWS::Serverless-')), ...(macro !== undefined && { macro }) };
}
