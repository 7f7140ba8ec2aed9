import assert from 'node:assert/strict';
import manifest from '../../../package.json';
import { createDialects } from '../../../src/cli/dialects';
import { absolutePath, disk } from '../../../src/cli/disk';
import { lintProject } from '../../../src/lint/project';
import { stylishReport } from '../../../src/lint/reports/stylish';

interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly message: string;
  readonly code: string;
}

/** Reads a report as the editor does by the matcher: a line with a file, and the lines after it as long as they match. */
function problemsIn(report: string): readonly Problem[] {
  const [matcher] = manifest.contributes.problemMatchers;
  const [fileLine, problemLine] = matcher?.pattern ?? [];
  assert.ok(fileLine && problemLine);
  const lines = report.split('\n');
  const problems: Problem[] = [];
  for (const [index, line] of lines.entries()) {
    const file = new RegExp(fileLine.regexp).exec(line)?.[1];
    if (file === undefined) continue;
    for (const next of lines.slice(index + 1)) {
      const match = new RegExp(problemLine.regexp).exec(next);
      if (match === null) break;
      const [, row, column, severity = '', message = '', code = ''] = match;
      problems.push({ file, line: Number(row), column: Number(column), severity, message, code });
    }
  }
  return problems;
}

describe('the problem matcher', () => {
  it('reads every finding of a stylish report, and nothing else', async () => {
    const directory = absolutePath('test/fixtures');
    const outcome = await lintProject(disk, [directory], createDialects());
    assert.ok(outcome.kind === 'done');
    const { findings } = outcome.result;
    assert.ok(findings.length > 5);
    assert.deepEqual(
      problemsIn(stylishReport({ ...outcome.result, milliseconds: 1, directory })),
      findings.map(({ file, range, severity, resource, message, rule }) => ({
        file: file.slice(directory.length + 1),
        line: range.start.line + 1,
        column: range.start.character + 1,
        severity,
        message: `${resource}: ${message}`,
        code: rule,
      })),
    );
  });
});
