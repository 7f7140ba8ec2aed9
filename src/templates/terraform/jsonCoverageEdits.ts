import type { JSONPath } from 'jsonc-parser';
import type { RemedyOf } from '../../model/remedy';
import type { DeclaredResource } from './declaredResources';
import type { JsonDraft } from './jsonDraft';
import { onlyBlock } from './jsonDraft';
import { jsonMember } from './jsonMember';
import { newPlan } from './newPlanEdits';
import { selectionToExtend } from './selectionEdits';
import type { Situation } from './situation';
import { attributeOf } from './syntax';

/** Where the resource of an address stands: `aws_s3_bucket.b`. */
function resourcePath(address: string): JSONPath {
  return ['resource', ...address.split('.')];
}

/** Text of JSON that Terraform does not take for a template. Source: Terraform language, JSON configuration syntax. */
function literal(text: string): string {
  return text.replaceAll('${', () => '$${').replaceAll('%{', '%%{');
}

/** The expression of a string that is nothing but one template: `"${local.tags}"`. */
function onlyExpression(text: string): string | undefined {
  const [, expression] = /^\$\{([^{}"]+)\}$/.exec(text) ?? [];
  return expression;
}

/** Puts a tag on every bucket of a declaration. @returns whether it could be done. */
export function jsonTag(draft: JsonDraft, { address }: Situation, tag: RemedyOf<'tagBucket'>): boolean {
  const bucket = onlyBlock(draft, resourcePath(address));
  if (bucket === undefined) return false;
  const [key, value] = [literal(tag.key), literal(tag.value)];
  const path = [...bucket, 'tags'];
  const tags = draft.find(path);
  if (tags === undefined || tags.type === 'object') {
    const before = draft.find([...path, key]);
    if (before === undefined) draft.add([...path, key], value);
    else if (before.type === 'string' && !String(before.value).includes('${')) draft.replace([...path, key], value);
    else return false;
    return true;
  }
  const expression = tags.type === 'string' ? onlyExpression(String(tags.value)) : undefined;
  if (expression === undefined) return false;
  draft.replace(path, `\${merge(${expression}, { ${JSON.stringify(key)} = ${JSON.stringify(value)} })}`);
  return true;
}

/** Names a bucket in a selection that the same file declares. @returns whether it could be done. */
export function jsonSelection(
  draft: JsonDraft,
  situation: Situation,
  selections: readonly DeclaredResource[],
  selectionId: string,
): boolean {
  const declaration = selectionToExtend(situation, selections, selectionId);
  if (declaration?.piece.file !== situation.bucket.piece.file) return false;
  const selection = onlyBlock(draft, resourcePath(declaration.address));
  if (selection === undefined) return false;
  const path = [...selection, 'resources'];
  const arn = `\${${situation.address}.arn}`;
  const resources = draft.find(path);
  if (resources !== undefined && resources.type !== 'array') return false;
  if (resources === undefined) draft.add(path, [arn]);
  else draft.add([...path, resources.children?.length ?? 0], arn);
  return true;
}

/** Adds a vault, a plan, a role and a selection of the bucket. @returns whether it could be done. */
export function jsonNewPlan(draft: JsonDraft, situation: Situation, days: number): boolean {
  // Where it is written, it is text of JSON, which would have to be taken over as it is.
  const isCarried = ['provider', 'region'].some((name) => attributeOf(situation.bucket.block, name) !== undefined);
  const members = isCarried ? undefined : newPlan(situation, days);
  if (members === undefined) return false;
  const blocks = members.map(jsonMember);
  if (blocks.some(({ path }) => !mayHold(draft, path))) return false;
  for (const { path, value } of blocks) draft.add(path, value);
  return true;
}

/** Whether all that is there on the way to a new member are objects; JSON may write lists of them as well. */
function mayHold(draft: JsonDraft, path: JSONPath): boolean {
  return path.every((_, length) => {
    const node = draft.find(path.slice(0, length));
    return node === undefined || node.type === 'object';
  });
}
