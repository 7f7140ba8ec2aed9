import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
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

/** The fixes of one rule, each with the text that comes of it. */
async function fixed(id: string, file: string, text: string): Promise<readonly (readonly [string, string])[]> {
  const findings = (await lint(file, text)).filter(({ rule }) => rule === id);
  return findings.flatMap(({ fixes }) => fixes.map(({ title, edits }) => [title, applyEdits(text, edits)] as const));
}

interface Layout {
  readonly name: string;
  readonly isFor: RegExp;
  readonly apply: (text: string) => string;
}

/** Ways to lay out the same text. A fix of the one is the fix of the other, laid out so. */
const layouts: readonly Layout[] = [
  { name: 'CRLF', isFor: /./, apply: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'a byte order mark', isFor: /./, apply: (text) => `\uFEFF${text}` },
  { name: 'no line end', isFor: /./, apply: (text) => text.trimEnd() },
  { name: 'several bytes to a character', isFor: /(?:tf|yaml)$/, apply: (text) => `# Größe 🪣\n${text}` },
  {
    name: 'tabs',
    isFor: /tf$/,
    apply: (text) => text.replace(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2)),
  },
];

/** What a template in YAML says, in JSON. */
function toData(text: string): unknown {
  const tag = (
    name: string,
    value: (text: string) => unknown,
  ): { tag: string; resolve: (text: string) => unknown } => ({
    tag: `!${name}`,
    resolve: (argument) => value(argument),
  });
  const customTags = [
    tag('Ref', (argument) => ({ Ref: argument })),
    tag('Sub', (argument) => ({ 'Fn::Sub': argument })),
    tag('GetAtt', (argument) => ({ 'Fn::GetAtt': argument.split('.') })),
  ];
  return parse(text, { customTags });
}

async function lint(file: string, text: string): Promise<readonly LintFinding[]> {
  const outcome = await lintProject(memoryTree({ [file]: text }), ['/p'], createDialects());
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

  for (const { id } of catalogue.filter((rule) => !withoutFix.has(rule.id))) {
    it(`${id}: are the same whatever the layout`, async () => {
      for (const { file, text } of failing(id)) {
        const plain = await fixed(id, file, text);
        for (const { name, apply } of layouts.filter(({ isFor }) => isFor.test(file))) {
          const expected = plain.map(([title, after]) => [title, apply(after)]);
          assert.deepEqual(await fixed(id, file, apply(text)), expected, name);
        }
      }
    });

    it(`${id}: are written in JSON as the rest is`, async () => {
      let fixes = 0;
      for (const { text } of failing(id).filter(({ file }) => file.endsWith('.yaml'))) {
        const inYaml = await fixed(id, '/p/template.yaml', text);
        for (const indent of [2, 4, '\t', undefined]) {
          const json = (data: unknown): string => `${JSON.stringify(data, null, indent)}\n`;
          const inJson = await fixed(id, '/p/template.json', json(toData(text)));
          assert.deepEqual(
            inJson.map(([title]) => title),
            inYaml.map(([title]) => title),
          );
          for (const [title, after] of inJson) assert.equal(after, json(JSON.parse(after)), title);
          const meaning = inYaml.map(([, after]) => toData(after));
          assert.deepEqual(
            inJson.map(([, after]) => JSON.parse(after) as unknown),
            meaning,
          );
          fixes += inJson.length;
        }
      }
      assert.ok(fixes > 0);
    });
  }
});
