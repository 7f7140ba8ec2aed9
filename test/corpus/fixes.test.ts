import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createDialects } from '../../src/cli/dialects';
import { disk } from '../../src/cli/disk';
import { fixFor } from '../../src/lint/chooseFixes';
import { fixProject } from '../../src/lint/fix';
import type { Tree } from '../../src/lint/tree';
import { withTexts } from '../../src/lint/tree';
import { hasTerraform } from '../unit/templates/terraform/terraformFmt';
import { corpusRoot, needsCorpus, readCorpus } from './corpus';

const all = { rules: 'all' } as const;

/** Every preferred fix of the corpus, made at once as the command line makes them. */
async function fixAll(tree: Tree): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly left: number }> {
  const outcome = await fixProject(tree, [corpusRoot], createDialects(), all);
  assert.ok(outcome.kind === 'done');
  const left = outcome.after.findings.filter((finding) => fixFor(finding, all) !== undefined);
  return { texts: outcome.texts, left: left.length };
}

let once: ReturnType<typeof fixAll> | undefined;

function fixedTexts(): ReturnType<typeof fixAll> {
  once ??= fixAll(disk);
  return once;
}

/** Files in a directory of their own, for a program that reads files. */
function withFiles<T>(texts: ReadonlyMap<string, string>, use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'fixes-'));
  try {
    for (const [file, text] of texts) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), text);
    }
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function originals(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...texts.keys()].map((file) => [file, readCorpus(file.slice(corpusRoot.length)).replace(/^\uFEFF/, '')]),
  );
}

/** The files that `terraform fmt` would change. */
function unformatted(texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  return withFiles(texts, (directory) => {
    const { stdout } = spawnSync('terraform', ['fmt', '-check', '-recursive', directory], { encoding: 'utf8' });
    return new Set(
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((file) => file.slice(file.indexOf(directory) + directory.length)),
    );
  });
}

interface LintMatch {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
  readonly Message: string;
}

/** What cfn-lint takes for errors, as `file id`, with how often. One process for all files: to start it is slow. */
function errorsOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  return withFiles(texts, (directory) => {
    const files = [...texts.keys()].map((file) => join(directory, file));
    const { stdout } = spawnSync('cfn-lint', ['--format', 'json', '--ignore-checks', 'W', 'I', '--', ...files], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const errors = new Map<string, number>();
    for (const { Filename, Rule, Message } of JSON.parse(stdout) as readonly LintMatch[]) {
      // A fix moves what stands below it.
      const key = `${Filename.slice(directory.length)} ${Rule.Id} ${Message.replace(/ \(line \d+\)/, '')}`;
      errors.set(key, (errors.get(key) ?? 0) + 1);
    }
    return errors;
  });
}

describe('corpus: all preferred fixes at once', () => {
  it('leave none to be made, and a second run changes nothing', async function () {
    needsCorpus(this);
    this.timeout(300_000);
    const { texts, left } = await fixedTexts();
    console.log(`      ${texts.size} files changed`);
    assert.equal(left, 0);
    assert.ok(texts.size > 300);
    const again = await fixAll(withTexts(disk, texts));
    assert.deepEqual([...again.texts.keys()], []);
  });

  it('keep every line that they do not have to change', async function () {
    needsCorpus(this);
    const { texts } = await fixedTexts();
    const before = originals(texts);
    let removed = 0;
    for (const [file, text] of texts) {
      const count = new Map<string, number>();
      for (const line of text.split('\n')) count.set(line, (count.get(line) ?? 0) + 1);
      for (const line of before.get(file)!.split('\n')) {
        const left = count.get(line) ?? 0;
        count.set(line, left - 1);
        // Values are set in place, a closing bracket gets a comma, a block on one line becomes one of several.
        if (left <= 0) removed += 1;
      }
    }
    console.log(`      ${removed} lines of ${texts.size} files are other ones`);
    assert.ok(removed < texts.size / 4);
  });

  it('are as terraform fmt writes them', async function () {
    needsCorpus(this);
    this.timeout(120_000);
    if (!hasTerraform) this.skip();
    const { texts } = await fixedTexts();
    const modules = new Map([...texts].filter(([file]) => /\.(?:tf|tofu)$/.test(file)));
    const before = unformatted(originals(modules));
    const after = [...unformatted(modules)].filter((file) => !before.has(file));
    console.log(`      ${modules.size - before.size} formatted files`);
    assert.deepEqual(after, []);
  });

  it('give cfn-lint no more errors to report', async function () {
    needsCorpus(this);
    this.timeout(300_000);
    if (spawnSync('cfn-lint', ['--version']).status !== 0) {
      console.log('      not run: there is no cfn-lint here');
      this.skip();
    }
    const { texts } = await fixedTexts();
    const templates = [...texts].filter(([file]) => /\.(?:ya?ml|json|template)$/.test(file));
    const after = errorsOf(new Map(templates));
    // Most have none, and cfn-lint takes its time.
    const faulty = templates.filter(([file]) => [...after.keys()].some((error) => error.startsWith(`${file} `)));
    const before = errorsOf(originals(new Map(faulty)));
    const more = [...after].filter(([error, count]) => count > (before.get(error) ?? 0));
    console.log(`      ${templates.length} templates, ${faulty.length} with errors of their own`);
    assert.deepEqual(more, []);
  });
});
