import * as l10n from '@vscode/l10n';
import type { TextDocument, Uri } from 'vscode';
import { workspace } from 'vscode';
import { fileOf, uriOf } from './paths';

/** What is judged together: a template, or all Terraform files of a directory. */
export interface Unit {
  readonly key: string;
  readonly kind: 'template' | 'module';
  /** The template, or the directory of the module. */
  readonly uri: Uri;
}

/** Where people edit; not the old versions, diffs and outputs that are documents too. */
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web', 'memfs'];

const moduleFile = /\.(tf|tofu)(\.json)?$/i;
const valuesFile = /\.tfvars(\.json)?$/i;
const templateFile = /\.(ya?ml|json|template|cfn|cform)$/i;
const moduleLanguages: ReadonlySet<string> = new Set(['terraform', 'opentofu', 'hcl']);

/** For code actions. Without an extension for Terraform a `.tf` file is plain text, so names are asked too. */
export const selector = schemes.flatMap((scheme) => [
  ...['terraform', 'opentofu', 'hcl', 'yaml', 'json', 'jsonc', 'cloudformation'].map((language) => ({
    scheme,
    language,
  })),
  { scheme, pattern: '**/*.{tf,tofu,yaml,yml,json,template,cfn,cform}' },
]);

function directoryOf(uri: Uri): Uri {
  return uri.with({ path: uri.path.slice(0, Math.max(1, uri.path.lastIndexOf('/'))) });
}

/** The module that a file on a disk belongs to. */
export function moduleOf(uri: Uri): Unit | undefined {
  if (!moduleFile.test(uri.path)) return undefined;
  return moduleIn(directoryOf(uri));
}

/** The module of a directory. */
export function moduleIn(directory: Uri): Unit {
  return { key: fileOf(directory), kind: 'module', uri: directory };
}

/** Where other people's and generated files are: a scan does not look there either. */
const notWalked = /\/(?:\.[^/]*|node_modules|cdk\.out)\//;

/** Whether a scan of the workspace would come to a file, if it is in the workspace. */
export function isWalked(uri: Uri): boolean {
  return !notWalked.test(`/${workspace.asRelativePath(uri, false)}`);
}

/** The unit whose key is the path of a directory or a template. */
export function unitAt(path: string): Unit {
  const uri = uriOf(path);
  return unitOfFile(uri) ?? moduleIn(uri);
}

/**
 * The modules that may be given values by a file of values: the one beside it, and those of the folders above, where a
 * file for each environment may be found from.
 */
export function modulesGivenValuesBy(uri: Uri): readonly Unit[] {
  if (!valuesFile.test(uri.path)) return [];
  const beside = directoryOf(uri);
  const above = directoryOf(beside);
  return [beside, above, directoryOf(above)].map(moduleIn);
}

/** What a file on a disk is judged with. */
export function unitOfFile(uri: Uri): Unit | undefined {
  const module = moduleOf(uri);
  if (module !== undefined) return module;
  return templateFile.test(uri.path) ? { key: fileOf(uri), kind: 'template', uri } : undefined;
}

/** What a document is judged with, or `undefined` for one of no interest. Only names are looked at. */
export function unitOf({ uri, languageId, isUntitled }: TextDocument): Unit | undefined {
  if (!schemes.includes(uri.scheme)) return undefined;
  if (isUntitled) {
    const isTemplate = ['yaml', 'json', 'jsonc', 'cloudformation'].includes(languageId);
    return isTemplate ? { key: fileOf(uri), kind: 'template', uri } : undefined;
  }
  const module = moduleOf(uri);
  if (module !== undefined) return module;
  // `.hcl` is also Packer, Nomad and Terragrunt; only what is Terraform by name is read.
  if (moduleLanguages.has(languageId)) return undefined;
  return templateFile.test(uri.path) ? { key: fileOf(uri), kind: 'template', uri } : undefined;
}

/** Why a document is judged with nothing; only of documents for which `unitOf` knows no unit. */
export function whyNoUnit({ isUntitled, languageId }: TextDocument): string {
  if (isUntitled) return l10n.t('save it as a .tf file: Terraform files are judged by their directory');
  if (moduleLanguages.has(languageId)) return l10n.t('it is Terraform by its name only where it ends in .tf or .tofu');
  return l10n.t('its name is none of a template');
}

/** A cheap look, so that the parsers are loaded only where there is something for them. */
export function mayDeclareBuckets(unit: Unit, document: TextDocument): boolean {
  const text = document.getText();
  switch (unit.kind) {
    case 'template':
      return /AWS::(S3::Bucket|Backup::)/.test(text);
    case 'module':
      return /aws_s3_bucket|aws_backup_|module/.test(text);
  }
}

/** The open documents of a unit. */
export function documentsOf(unit: Unit): readonly TextDocument[] {
  return workspace.textDocuments.filter((document) => !document.isClosed && unitOf(document)?.key === unit.key);
}
