import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Judgement } from '../../../src/lint/result';
import { counts } from '../../../src/lint/result';
import { rulePage } from '../../../src/rules/rulePage';
import { lintProject } from '../../../src/lint/project';
import { createDialects } from '../../../src/cli/dialects';
import { catalogue } from '../../../src/rules/catalogue';
import { memoryTree } from './memoryTree';

const files: Readonly<Record<string, string>> = {
  hcl: '/p/main.tf',
  yaml: '/p/template.yaml',
  json: '/p/template.json',
};

interface Example {
  readonly language: string;
  readonly text: string;
}

/** The code of one section of a page. */
function examples(page: string, section: string): readonly Example[] {
  const content = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  return [...content.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }));
}

/** The long forms of the functions that the pages write short. */
const longForms = [
  { tag: '!Ref', resolve: (text: string) => ({ Ref: text }) },
  { tag: '!Sub', resolve: (text: string) => ({ 'Fn::Sub': text }) },
  { tag: '!GetAtt', resolve: (text: string) => ({ 'Fn::GetAtt': text.split('.') }) },
];

/** A template is the same in JSON, and SAM reads all that CloudFormation reads; only comments stay behind. */
function variants({ language, text }: Example): readonly Example[] {
  if (language !== 'yaml') return [{ language, text }];
  const json = JSON.stringify(parse(text, { customTags: longForms }), undefined, 2);
  const sam = `Transform: AWS::Serverless-2016-10-31\n${text}`;
  return [
    { language, text },
    { language, text: sam },
    ...(text.includes('s3backup:ignore') ? [] : [{ language: 'json', text: json }]),
  ];
}

/** Rules on what only Terraform declares. */
const terraformOnly: ReadonlySet<string> = new Set(['service-opt-in']);

async function lint({ language, text }: Example): Promise<Judgement> {
  const file = files[language];
  assert.ok(file !== undefined, `no file for ${language}`);
  const outcome = await lintProject(memoryTree({ [file]: text }), ['/p'], createDialects());
  assert.ok(outcome.kind === 'done');
  return outcome.result;
}

describe('pages of the rules', () => {
  for (const { id, equals } of catalogue) {
    describe(id, () => {
      const path = join(process.cwd(), 'docs', 'rules', `${id}.md`);
      const page = (): string => readFileSync(path, 'utf8');

      it('has a page, where the link goes, that names its equals', () => {
        assert.ok(page().startsWith(`# ${id}\n`));
        assert.ok(rulePage(id).endsWith(`/docs/rules/${id}.md`));
        for (const other of equals) assert.ok(page().includes(other), other);
        assert.match(page(), /https:\/\/docs\.aws\.amazon\.com\//);
      });

      it('shows both in every dialect where it can apply', () => {
        for (const section of ['Fails', 'Passes']) {
          const languages = new Set(examples(page(), section).map(({ language }) => language));
          assert.ok(languages.has('hcl'), section);
          assert.equal(languages.has('yaml'), !terraformOnly.has(id), section);
        }
      });

      it('fails where the page says so', async function () {
        for (const example of examples(page(), 'Fails').flatMap(variants)) {
          const rules = (await lint(example)).findings.map(({ rule }) => rule);
          assert.ok(rules.includes(id), example.text);
        }
      });

      it('passes where the page says so, and where it is suppressed', async () => {
        for (const example of [...examples(page(), 'Passes'), ...examples(page(), 'Not here')].flatMap(variants)) {
          const { findings, buckets } = await lint(example);
          assert.ok(buckets.length > 0, example.text);
          assert.deepEqual(
            findings.filter(counts).filter(({ rule }) => rule === id),
            [],
            example.text,
          );
        }
      });
    });
  }

  it('show rules on buckets in every language', () => {
    for (const id of ['bucket-versioning', 'noncurrent-expiration']) {
      const page = readFileSync(join(process.cwd(), 'docs', 'rules', `${id}.md`), 'utf8');
      for (const section of ['Fails', 'Passes']) {
        const languages = new Set(examples(page, section).map(({ language }) => language));
        assert.deepEqual([...languages].toSorted(), ['hcl', 'json', 'yaml'], `${id}, ${section}`);
      }
    }
  });
});
