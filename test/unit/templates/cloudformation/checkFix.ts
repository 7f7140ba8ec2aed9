import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';
import type { TextEdit } from '../../../../src/model/source';
import { applyEdits } from '../../../../src/lint/applyEdits';
import { lintTexts } from '../../../../src/lint/lintTexts';
import type { LintFinding } from '../../../../src/lint/result';
import { createCloudFormationDialect } from '../../../../src/templates/cloudformation/dialect';
import { noFiles } from './reading';

const dialect = createCloudFormationDialect();

/** What is found in one template. */
export async function lint(file: string, text: string): Promise<readonly LintFinding[]> {
  const { findings } = await lintTexts([{ dialect, sources: [{ file, text }] }], noFiles);
  return findings;
}

/** What a template says, comments and layout aside. */
function contentOf(file: string, text: string): Record<string, unknown> {
  if (file.endsWith('.json')) return JSON.parse(text) as Record<string, unknown>;
  const tags = ['!Ref', '!Sub', '!GetAtt', '!If', '!Join', '!Select', '!Equals', '!FindInMap'];
  const customTags = tags.flatMap((tag) => [{ tag, resolve: (value: string) => `${tag} ${value}` }]);
  const document = parseDocument(text, { schema: 'failsafe', customTags, logLevel: 'silent', uniqueKeys: false });
  assert.deepEqual(document.errors, []);
  return document.toJS({ maxAliasCount: -1 }) as Record<string, unknown>;
}

const changed = ['VersioningConfiguration', 'LifecycleConfiguration'];

/** The template without what a fix may change in one resource. */
function withoutFix(file: string, text: string, resource: string): unknown {
  const content = structuredClone(contentOf(file, text)) as { Resources: Record<string, { Properties?: unknown }> };
  const properties = content.Resources[resource]?.Properties;
  const kept =
    typeof properties === 'object' && properties !== null
      ? Object.entries(properties).filter(([key]) => !changed.includes(key))
      : [];
  const body = { ...content.Resources[resource], Properties: Object.fromEntries(kept) };
  return { ...content, Resources: { ...content.Resources, [resource]: body } };
}

/** After a fix the finding is gone, no other of its kind has come, and the template says otherwise what it said. */
export async function checkFix(
  file: string,
  text: string,
  finding: LintFinding,
  edits: readonly TextEdit[],
): Promise<void> {
  const after = applyEdits(text, edits);
  const left = await lint(file, after);
  const again = left.filter(({ rule, resource }) => rule === finding.rule && resource === finding.resource);
  assert.deepEqual(again, [], `${file}: ${finding.rule} is still there`);
  assert.equal(/[^\r]\n/.test(text), /[^\r]\n/.test(after), `${file}: line ends`);
  const same = withoutFix(file, after, finding.resource);
  assert.deepEqual(same, withoutFix(file, text, finding.resource), `${file}: the rest has changed`);
}
