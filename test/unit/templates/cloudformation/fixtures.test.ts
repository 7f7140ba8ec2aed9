import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFix, lint } from './checkFix';

const workspace = join(process.cwd(), 'test', 'fixtures', 'workspace');

/** The same templates as others would write them. */
const manners: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'with twice the indentation': (text) =>
    text.replaceAll(/^( *)(- )?/gm, (_line, indent: string, dash?: string) => indent + indent + (dash ? '-   ' : '')),
  'without a last line end': (text) => text.trimEnd(),
};

describe('CloudFormation fixes of the sample workspace', () => {
  for (const name of ['template.yaml', 'template.json']) {
    for (const [manner, rewrite] of Object.entries(manners)) {
      it(`${name}, ${manner}: remove the finding and change nothing else`, async () => {
        const text = rewrite(readFileSync(join(workspace, name), 'utf8'));
        const findings = await lint(name, text);
        const fixes = findings.flatMap((finding) => finding.fixes.map(({ edits }) => ({ finding, edits })));
        assert.ok(fixes.length > 0);
        for (const { finding, edits } of fixes) await checkFix(name, text, finding, edits);
      });
    }
  }
});
