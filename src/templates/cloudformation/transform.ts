import type { Evaluator } from './evaluator';
import { listOf } from './facts';
import type { Template } from './template';
import { member } from './value';

export interface Macros {
  readonly isSam: boolean;
  /** A macro of the account's own: what it does to the template cannot be seen. */
  readonly macro?: string;
  /** `AWS::Include` adds resources that are written elsewhere. */
  readonly includes: boolean;
}

/**
 * What rewrites the whole template: the `Transform` section, and `Fn::Transform` at the top or among the resources.
 * AWS's own transforms leave plain buckets as they are. Source: CloudFormation template reference, transforms.
 */
export function readMacros(template: Template, evaluator: Evaluator): Macros {
  const written = [...template.under('Transform'), ...template.under('Fn::Transform')];
  const names = written.flatMap((node) => {
    const { items, open } = listOf(evaluator.value(node));
    const all = items.map((item) => (item.kind === 'map' ? member(item, 'Name') : item));
    return [...all.map((name) => (name.kind === 'scalar' ? name.text : undefined)), ...(open ? [undefined] : [])];
  });
  const isOwn = (name: string | undefined): boolean => !name?.startsWith('AWS::');
  const macro = names.some(isOwn) ? (names.find(isOwn) ?? 'that it names') : undefined;
  return {
    isSam: names.some((name) => name?.startsWith('AWS::Serverless-')),
    includes: names.includes('AWS::Include'),
    ...(macro !== undefined && { macro }),
  };
}
