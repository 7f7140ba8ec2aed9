import type { DialectLook, SourceText } from '../dialect';
import { directoryOf, joinPath } from '../paths';
import { namesBackupType, namesNestedStack, resourceTypes } from './resourceTypes';

const extensions = /\.(ya?ml|json|template|cfn|cform)$/i;

/** A cheap look at a text: whether anything that is judged may be declared in it. Never wrong with `false`. */
export function mayDeclare(text: string): boolean {
  return text.includes(resourceTypes.bucket) || namesBackupType(text);
}

const words = /"([^"\n]+)"|'([^'\n]+)'|([^\s"',{}[\]]+)/g;

/** Every text that may be the path of the template of a nested stack. */
function mayNest({ file, text }: SourceText): readonly string[] {
  if (!namesNestedStack(text)) return [];
  const directory = directoryOf(file);
  const nested = new Set<string>();
  for (const [, double, single, plain] of text.matchAll(words)) {
    const path = double ?? single ?? plain ?? '';
    if (extensions.test(path)) nested.add(joinPath(directory, path));
  }
  return [...nested];
}

/** What can be told of CloudFormation and SAM templates without a parser. */
export const cloudFormationLook: DialectLook = {
  id: 'cloudformation',
  unit: 'file',
  accepts: (file) => extensions.test(file),
  // A loop may write a type in parts.
  mayConcern: (text) =>
    text.includes('Resources') && (mayDeclare(text) || namesNestedStack(text) || text.includes('Fn::ForEach::')),
  maySelect: (text) =>
    text.includes(resourceTypes.selection) || (text.includes('Fn::ForEach::') && /backup/i.test(text)),
  mayLeanOn: mayNest,
};
