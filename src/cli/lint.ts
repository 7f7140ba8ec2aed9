import { performance } from 'node:perf_hooks';
import { isAtLeast } from '../model/finding';
import { unifiedDiff } from '../lint/diff';
import { fixProject } from '../lint/fix';
import type { ProjectResult } from '../lint/project';
import { lintProject } from '../lint/project';
import { githubReport } from '../lint/reports/github';
import { jsonReport } from '../lint/reports/json';
import type { Report } from '../lint/reports/report';
import { shortName } from '../lint/reports/report';
import { sarifReport } from '../lint/reports/sarif';
import { stylishReport } from '../lint/reports/stylish';
import { counts } from '../lint/result';
import { createDialects } from './dialects';
import { absolutePath, disk, replaceText } from './disk';
import type { Io } from './io';
import type { Format, LintOptions } from './lintOptions';
import { lintUsage, parseLintOptions } from './lintOptions';

const reports: Readonly<Record<Format, (report: Report) => string>> = {
  stylish: stylishReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
};

function exitStatus(result: ProjectResult, { failOn }: LintOptions): number {
  return result.findings.some((finding) => counts(finding) && isAtLeast(finding.severity, failOn)) ? 1 : 0;
}

function missing(path: string, io: Io): number {
  io.stderr(`There is no file or directory ${path}.\n`);
  return 2;
}

async function report(options: LintOptions, paths: readonly string[], io: Io): Promise<number> {
  const start = performance.now();
  const dialects = await createDialects();
  const outcome =
    options.fix === 'write'
      ? await fixProject(disk, paths, dialects, { rules: options.fixRules })
      : await lintProject(disk, paths, dialects);
  if (outcome.kind === 'missing') return missing(outcome.path, io);
  if ('texts' in outcome) for (const [file, text] of outcome.texts) await replaceText(file, text);
  const result = 'texts' in outcome ? outcome.after : outcome.result;
  const milliseconds = Math.round(performance.now() - start);
  io.stdout(reports[options.format]({ ...result, milliseconds, directory: absolutePath('.') }));
  return exitStatus(result, options);
}

/** Prints what `--fix` would change. The files still have their findings, and the exit status says so. */
async function showFixes(options: LintOptions, paths: readonly string[], io: Io): Promise<number> {
  const outcome = await fixProject(disk, paths, await createDialects(), { rules: options.fixRules });
  if (outcome.kind === 'missing') return missing(outcome.path, io);
  for (const [file, text] of [...outcome.texts].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    io.stdout(unifiedDiff(shortName(file, absolutePath('.')), (await disk.read(file)) ?? '', text));
  }
  return exitStatus(outcome.before, options);
}

/** `lint`: judges the templates below some paths. @returns the exit status. */
export async function runLint(args: readonly string[], io: Io): Promise<number> {
  const parsed = parseLintOptions(args);
  switch (parsed.kind) {
    case 'help':
      io.stdout(lintUsage);
      return 0;
    case 'wrong':
      io.stderr(`${parsed.why}\n\n${lintUsage}`);
      return 2;
    case 'options': {
      const paths = parsed.options.paths.map(absolutePath);
      return parsed.options.fix === 'show' ? showFixes(parsed.options, paths, io) : report(parsed.options, paths, io);
    }
  }
}
