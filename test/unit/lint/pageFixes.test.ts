import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDialects } from '../../../src/cli/dialects';
import { applyEdits } from '../../../src/lint/applyEdits';
import { lintProject } from '../../../src/lint/project';
import type { LintFinding } from '../../../src/lint/result';
import { catalogue } from '../../../src/rules/catalogue';
import { hasTerraform, isFormatted } from '../templates/terraform/terraformFmt';
import { memoryTree } from './memoryTree';

const files: Readonly<Record<string, string>> = {
  hcl: '/p/main.tf',
  yaml: '/p/template.yaml',
  json: '/p/template.json',
};

/** Rules whose findings have more than one right answer, or one that a template cannot give. */
const withoutFix: ReadonlySet<string> = new Set([
  'archived-before-backup',
  'continuous-conflict',
  'copy-loses-pitr',
  'logs-into-itself',
  'selection-matches-everything',
  'service-opt-in',
]);

/** Findings for which there is no fix, although others of their rule have one: by what they say. */
const unanswered: readonly RegExp[] = [
  /names neither resources nor tags/,
  /asterisk only at the end/,
  /MFA delete is on/,
  /never expire\. Each/,
];

function failing(id: string): readonly { readonly file: string; readonly text: string }[] {
  const page = readFileSync(join(process.cwd(), 'docs', 'rules', `${id}.md`), 'utf8');
  const content = page.split(/^## /m).find((part) => part.startsWith('Fails\n')) ?? '';
  return [...content.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    file: files[language]!,
    text,
  }));
}

async function lint(file: string, text: string): Promise<readonly LintFinding[]> {
  const outcome = await lintProject(memoryTree({ [file]: text }), ['/p'], await createDialects());
  assert.ok(outcome.kind === 'done');
  return outcome.result.findings;
}

/** What is worth a look, by rule and thing. */
function grave(findings: readonly LintFinding[]): ReadonlySet<string> {
  const wanted = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  return new Set(wanted.map(({ rule, resource }) => `${rule} ${resource}`));
}

/** Versions that are kept from then on are to expire one day, which the other fix of the rule sees to. */
const follows = 'noncurrent-expiration ';

describe('fixes of what the pages show', () => {
  for (const { id } of catalogue) {
    it(`${id}: put it right, once and for all, and break nothing`, async () => {
      let fixes = 0;
      for (const { file, text } of failing(id)) {
        const before = await lint(file, text);
        for (const finding of before.filter(({ rule }) => rule === id)) {
          if (!withoutFix.has(id) && !unanswered.some((words) => words.test(finding.message))) {
            assert.ok(finding.fixes.length > 0, `no fix: ${finding.message}\n${text}`);
          }
          for (const { title, edits } of finding.fixes) {
            const after = applyEdits(text, edits);
            const left = await lint(file, after);
            const same = left.filter(({ rule, resource }) => rule === id && resource === finding.resource);
            const fewer = before.filter(({ rule, resource }) => rule === id && resource === finding.resource).length;
            assert.ok(same.length < fewer, `${title}: still found\n${after}`);
            const known = grave(before);
            const more = [...grave(left)].filter((one) => !known.has(one) && !one.startsWith(follows));
            assert.deepEqual(more, [], `${title}\n${after}`);
            if (file.endsWith('.json')) JSON.parse(after);
            if (hasTerraform && file.endsWith('.tf') && isFormatted(text)) assert.ok(isFormatted(after), after);
            fixes += 1;
          }
        }
      }
      assert.equal(fixes > 0, !withoutFix.has(id));
    });
  }
});
