import type { TextEdit } from '../../model/source';
import { namingPolicy, s3BackupPolicy } from '../policyArn';
import type { Place } from './blockEdits';
import { insertAfter } from './blockEdits';
import type { DeclaredResource, DeclaredResources } from './declaredResources';
import type { Declaration } from './fileDeclarations';
import { attributes, nested } from './render';
import { attached, freeName } from './situation';
import type { Expression } from './syntax';
import { attributeOf } from './syntax';
import { addItem } from './tupleEdits';

const attachmentType = 'aws_iam_role_policy_attachment';

/** Without a partition of its own, a template is for the partition `aws`. */
function defaultArn(policy: string): string {
  return `"arn:aws:iam::aws:policy/${policy}"`;
}

function textOf({ piece }: Place, expression: Expression): string {
  return piece.text.slice(expression.start, expression.end);
}

/** Attachments of the role that are written beside it, each for itself. */
function attachmentsOf(role: DeclaredResource, resources: DeclaredResources): readonly Declaration[] {
  const { declaration } = role.instance;
  const refers = new RegExp(`\\b${declaration.address.replace('.', '\\.')}\\b(?!-)`);
  const all = resources.of(attachmentType).filter(({ module }) => module.source === role.module.source);
  return [...new Set(all.map(({ instance }) => instance.declaration))].filter((attachment) => {
    const written = attributeOf(attachment.block, 'role')?.value;
    const isRepeated = ['for_each', 'count'].some((name) => attributeOf(attachment.block, name) !== undefined);
    return written !== undefined && !isRepeated && !attachment.block.broken && refers.test(textOf(attachment, written));
  });
}

/** One more resource behind the last one of its kind for the role, or behind the role itself. */
function newAttachment(role: DeclaredResource, resources: DeclaredResources): TextEdit | undefined {
  const { declaration } = role.instance;
  const before = attachmentsOf(role, resources);
  const example = before.at(-1);
  const written = example && attributeOf(example.block, 'policy_arn')?.value;
  const arn = (written && namingPolicy(textOf(example, written), s3BackupPolicy)) ?? defaultArn(s3BackupPolicy);
  const to = attached(declaration, { name: 'role', attribute: 'name' });
  if (to === undefined) return undefined;
  const label = declaration.block.labels[1]?.text ?? '';
  const wanted = label.includes('-') && !label.includes('_') ? `${label}-s3` : `${label}_s3`;
  const name = freeName(role.module.source, attachmentType, wanted);
  const header = `resource "${attachmentType}" "${name}"`;
  return insertAfter(example ?? declaration, nested(header, attributes(...to, ['policy_arn', arn])));
}

/** One more entry of the list in the role, which rules out all that is attached beside it. */
function moreInRole(place: Place, list: Expression): readonly TextEdit[] | undefined {
  if (list.kind !== 'tuple') return undefined;
  const arns = list.items.flatMap((item) => namingPolicy(textOf(place, item), s3BackupPolicy) ?? []);
  return addItem(place, list, arns.at(-1) ?? defaultArn(s3BackupPolicy));
}

/**
 * The edits that give a role the policy for backups of S3.
 * @returns `undefined` where no right edit is known or it would change a role that is not among `wanted`.
 */
export function roleEdits(resources: DeclaredResources, wanted: readonly string[]): readonly TextEdit[] | undefined {
  const roles = resources.of('aws_iam_role');
  const role = roles.find(({ id }) => wanted.includes(id));
  if (role === undefined || role.instance.body.broken) return undefined;
  const { declaration } = role.instance;
  const sharing = roles.filter(({ instance }) => instance.declaration === declaration).map(({ id }) => id);
  if (sharing.length !== wanted.length || !sharing.every((id) => wanted.includes(id))) return undefined;
  const list = attributeOf(declaration.block, 'managed_policy_arns');
  if (list !== undefined) return moreInRole(declaration, list.value);
  const edit = newAttachment(role, resources);
  return edit && [edit];
}
