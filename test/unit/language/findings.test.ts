import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDialects } from '../../../src/cli/dialects';
import { lintProject } from '../../../src/lint/project';
import type { Judgement } from '../../../src/lint/result';
import { catalogue } from '../../../src/rules/catalogue';
import { memoryTree } from '../lint/memoryTree';
import { plainWords, speakPseudo } from '../support/pseudoLanguage';

const files: Readonly<Record<string, string>> = {
  hcl: '/p/main.tf',
  yaml: '/p/template.yaml',
  json: '/p/template.json',
};

/** What AWS itself says, and addresses of resources. */
const quoted = ["Either 'ListOfTags' or 'Resources' must be non-empty", 'aws_iam_role.backup', 'Role'];

/** The examples of a rule's page that have findings. */
function failing(rule: string): readonly { readonly file: string; readonly text: string }[] {
  const page = readFileSync(join(process.cwd(), 'docs', 'rules', `${rule}.md`), 'utf8');
  const content = page.split(/^## /m).find((part) => part.startsWith('Fails\n')) ?? '';
  return [...content.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    file: files[language]!,
    text,
  }));
}

async function lint(file: string, text: string): Promise<Judgement> {
  const outcome = await lintProject(memoryTree({ [file]: text }), ['/p'], createDialects());
  assert.ok(outcome.kind === 'done');
  return outcome.result;
}

describe('findings in another language', () => {
  speakPseudo();

  for (const { id, title } of catalogue) {
    it(`of ${id} have no English left`, async () => {
      assert.deepEqual(plainWords(title()), []);
      const examples = failing(id);
      assert.ok(examples.length > 0);
      for (const { file, text } of examples) {
        const { findings } = await lint(file, text);
        for (const { message, fixes, related } of findings) {
          const shown = [message, ...fixes.map((fix) => fix.title), ...related.map((one) => one.message)];
          assert.deepEqual(
            shown.filter((words) => plainWords(words, quoted).length > 0),
            [],
          );
        }
      }
    });
  }
});
