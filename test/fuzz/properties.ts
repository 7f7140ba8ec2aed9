import assert from 'node:assert/strict';
import { createDialects } from '../../src/cli/dialects';
import { applyEdits } from '../../src/lint/applyEdits';
import { ignoreHere } from '../../src/lint/ignoreHere';
import { lintTexts } from '../../src/lint/lintTexts';
import type { LintFinding, LintResult } from '../../src/lint/result';
import { counts } from '../../src/lint/result';
import type { Range } from '../../src/model/source';
import type { Dialect, Files } from '../../src/templates/dialect';
import { LineIndex } from '../../src/templates/lineIndex';

/** A dialect that has read nothing yet. */
export function freshDialect(id: 'terraform' | 'cloudformation'): Dialect {
  const dialect = createDialects().find((candidate) => candidate.id === id);
  if (dialect === undefined) throw new Error(`There is no dialect ${id}.`);
  return dialect;
}

export async function lint(dialect: Dialect, file: string, text: string): Promise<LintResult> {
  const files: Files = {
    read: (name) => Promise.resolve(name === file ? text : undefined),
    list: (directory) => Promise.resolve(file.startsWith(`${directory}/`) ? [file.slice(directory.length + 1)] : []),
  };
  return lintTexts([{ dialect, sources: dialect.mayConcern(text) ? [{ file, text }] : [] }], files);
}

/** All that is said of a text, fixes too. */
export function said({ findings, buckets, skipped }: LintResult): string {
  return JSON.stringify({ findings, buckets, skipped }, undefined, 1);
}

function textAt(text: string, range: Range): string {
  const lines = text.split('\n');
  for (const { line, character } of [range.start, range.end]) {
    assert.ok(line >= 0 && line < lines.length, `line ${line} of ${lines.length}`);
    assert.ok(character >= 0 && character <= (lines[line] ?? '').length, `column ${character} of line ${line}`);
  }
  const index = new LineIndex(text);
  const [start, end] = [index.offset(range.start), index.offset(range.end)];
  assert.ok(start <= end, 'the range ends before it starts');
  return text.slice(start, end);
}

/** Every place that is pointed at is in the text, and names are what is named. */
export function checkPlaces(text: string, { findings, estates }: LintResult): void {
  for (const { range, fixes } of findings) {
    textAt(text, range);
    for (const { edits } of fixes) for (const edit of edits) textAt(text, edit.range);
  }
  for (const { buckets } of estates) {
    for (const { declaration } of buckets.items) {
      if (declaration === undefined) continue;
      textAt(text, declaration.block);
      const name = textAt(text, declaration.name);
      const address = declaration.resource;
      assert.ok(
        address === name || address.endsWith(`.${name}`),
        `${address} is pointed at as ${JSON.stringify(name)}`,
      );
    }
  }
}

function keyOf({ rule, resource }: LintFinding): string {
  return `${rule} ${resource}`;
}

function ruleAndInstances({ rule, instances }: LintFinding): readonly string[] {
  return instances.map((instance) => `${rule} ${instance}`);
}

/** Applies each fix on its own and looks at what came of it. */
export async function checkFixes(dialect: Dialect, file: string, text: string): Promise<void> {
  const before = await lint(dialect, file, text);
  for (const finding of before.findings) {
    for (const fix of finding.fixes) {
      const what = `${keyOf(finding)}: ${fix.title}`;
      const after = applyEdits(text, fix.edits);
      assert.notEqual(after, text, `${what} changes nothing`);
      const result = await lint(dialect, file, after);
      const left = new Set(result.findings.flatMap(ruleAndInstances));
      assert.deepEqual(
        ruleAndInstances(finding).filter((one) => left.has(one)),
        [],
        `${what}: still there in\n${after}`,
      );
      assert.ok(result.skipped.length <= before.skipped.length, `${what}: does not parse any more:\n${after}`);
      const names = (all: LintResult): readonly string[] => all.buckets.map(({ resource }) => resource).toSorted();
      assert.deepEqual(names(result), names(before), `${what}: other buckets in\n${after}`);
      if (/[^\r]\n/.test(text) !== /[^\r]\n/.test(after)) assert.fail(`${what}: other line ends`);
    }
  }
}

/** Suppresses each finding on its own: it is suppressed, and nothing else changes. */
export async function checkSuppressions(dialect: Dialect, file: string, text: string): Promise<void> {
  const before = await lint(dialect, file, text);
  for (const finding of before.findings) {
    const edit = finding.declaration && ignoreHere(text, finding.rule, finding.declaration);
    if (edit === undefined || finding.declaration === undefined || !counts(finding)) continue;
    const after = await lint(dialect, file, applyEdits(text, [edit]));
    const counted = ({ findings }: LintResult): readonly string[] => findings.filter(counts).map(keyOf).toSorted();
    const { start } = finding.declaration.block;
    const silenced = (one: LintFinding): boolean =>
      one.rule === finding.rule && one.declaration?.block.start.line === start.line && one.file === finding.file;
    const expected = before.findings.filter((one) => counts(one) && !silenced(one)).map(keyOf);
    assert.deepEqual(counted(after), expected.toSorted(), `${keyOf(finding)} is to be silent`);
  }
}

/**
 * What is said of one part of a text while another part is changed.
 * @returns how many findings on the part there were, and how many of them are left.
 */
export async function keptFindings(
  dialect: Dialect,
  file: string,
  texts: { readonly before: string; readonly after: string },
  isOnPart: (resource: string) => boolean,
): Promise<{ readonly kept: number; readonly all: number }> {
  const on = async (text: string): Promise<ReadonlySet<string>> => {
    const { findings } = await lint(dialect, file, text);
    return new Set(findings.filter(({ resource }) => isOnPart(resource)).map(keyOf));
  };
  const [before, after] = [await on(texts.before), await on(texts.after)];
  return {
    all: before.size,
    kept: [...before].filter((one) => after.has(one)).length,
  };
}

/** At least 98 of 100 findings; prints the share. */
export function checkMostAreKept({ kept, all }: { readonly kept: number; readonly all: number }): void {
  const share = (100 * kept) / all;
  console.log(`      ${share.toFixed(1)} % of ${all} kept`);
  assert.ok(share >= 98, `only ${share.toFixed(1)} %`);
}

const facts = ['versioning', 'noncurrentExpiration', 'lifecycle', 'objectLock', 'replication', 'coverage'] as const;

/** What was known and is so no more may be unknown now; it may not be known to be otherwise. */
export function checkNothingFlips(before: LintResult, after: LintResult, texts: string): void {
  const others = new Map(after.buckets.map((bucket) => [bucket.resource, bucket]));
  for (const bucket of before.buckets) {
    const other = others.get(bucket.resource);
    if (other === undefined) continue;
    for (const fact of facts) {
      if (bucket[fact] === 'unknown' || other[fact] === 'unknown') continue;
      assert.equal(other[fact], bucket[fact], `${bucket.resource}: ${fact} is decided by what is not known\n${texts}`);
    }
  }
}
