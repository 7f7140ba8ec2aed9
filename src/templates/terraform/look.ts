import type { DialectLook, SourceText } from '../dialect';
import { dialectId } from './dialectId';
import { directoryOf, joinPath } from '../paths';

/** A cheap look at a text: whether anything that is judged may be declared in it. Never wrong with `false`. */
export function mayDeclare(text: string): boolean {
  return text.includes('aws_s3_bucket') || text.includes('aws_backup_');
}

/** A cheap look at a text: whether a module in it may be called by its path. Never wrong with `false`. */
export function mayCallByPath(text: string): boolean {
  return text.includes('"./') || text.includes('"../');
}

const mentioned = /(?:terraform-aws-modules|cloudposse|lgallard)\/(?:terraform-aws-)?(?:s3-bucket|backup)\b/;

/** A cheap look at a text: whether it may call a module that is described. Never wrong with `false`. */
export function mayCallDescribed(text: string): boolean {
  return text.includes('module') && mentioned.test(text);
}

const selecting = /aws_backup_selection|(?:cloudposse|lgallard)\/(?:terraform-aws-)?backup\b/;

/** Whether a file is configuration of Terraform or OpenTofu in their JSON syntax. */
export function isJsonSyntax(file: string): boolean {
  return file.endsWith('.tf.json') || file.endsWith('.tofu.json');
}

/** Source: Terraform, which leaves hidden files alone, and what editors write beside a file. */
export function isConfiguration(file: string): boolean {
  const isHidden = file.slice(file.lastIndexOf('/') + 1).startsWith('.');
  return !isHidden && (file.endsWith('.tf') || file.endsWith('.tofu') || isJsonSyntax(file));
}

const quotedPath = /"(\.\.?\/[^"\n]*)"/g;

/** Every quoted text that may be the path of a called module. */
function mayCall({ file, text }: SourceText): readonly string[] {
  if (!mayCallByPath(text) || !text.includes('module')) return [];
  const directory = directoryOf(file);
  const called = new Set<string>();
  for (const [, path = ''] of text.matchAll(quotedPath)) called.add(joinPath(directory, path));
  return [...called];
}

/** What can be told of Terraform and OpenTofu files without a parser. */
export const terraformLook: DialectLook = {
  id: dialectId,
  unit: 'directory',
  accepts: isConfiguration,
  mayConcern: (text) => mayDeclare(text) || mayCallDescribed(text),
  maySelect: (text) => selecting.test(text),
  mayLeanOn: mayCall,
};
