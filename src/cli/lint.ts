import { writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { isAtLeast } from '../model/finding';
import { formatBaseline } from '../lint/baseline';
import { Configurations } from '../lint/configurations';
import { baselineName } from '../lint/configured';
import { unifiedDiff } from '../lint/diff';
import type { Fixed } from '../lint/fix';
import { fixProject } from '../lint/fix';
import { directoryOf } from '../lint/paths';
import type { ProjectOutcome, ProjectResult } from '../lint/project';
import { lintProject } from '../lint/project';
import { githubReport } from '../lint/reports/github';
import { jsonReport } from '../lint/reports/json';
import type { Report } from '../lint/reports/report';
import { shortName } from '../lint/reports/report';
import { sarifReport } from '../lint/reports/sarif';
import { stylishReport } from '../lint/reports/stylish';
import { counts } from '../lint/result';
import type { Dialect } from '../templates/dialect';
import { createDialects } from './dialects';
import { absolutePath, disk, replaceText, withMark } from './disk';
import type { Io } from './io';
import type { Format, LintOptions } from './lintOptions';
import { lintUsage, parseLintOptions } from './lintOptions';
import { Threads } from './threads';

const reports: Readonly<Record<Format, (report: Report) => string>> = {
  stylish: stylishReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
};

const reportsFixes: Readonly<Record<Format, boolean>> = { stylish: false, json: true, sarif: true, github: false };

/** One run of the command. */
interface Run {
  readonly options: LintOptions;
  readonly paths: readonly string[];
  readonly configurations: Configurations;
  readonly io: Io;
}

function exitStatus(result: ProjectResult, { failOn }: LintOptions): number {
  return result.findings.some((finding) => counts(finding) && isAtLeast(finding.severity, failOn)) ? 1 : 0;
}

function missing(path: string, io: Io): number {
  io.stderr(`There is no file or directory ${path}.\n`);
  return 2;
}

/** What the files say of how to lint; what cannot be understood is told after the run, and decides nothing. */
function configurationsOf({ config }: LintOptions): Configurations {
  return new Configurations({ files: disk, ...(config !== undefined && { only: absolutePath(config) }) });
}

/** @returns whether linting may go on. A file that was named must be right. */
async function checkConfig({ config }: LintOptions, configurations: Configurations, io: Io): Promise<boolean> {
  if (config === undefined) return true;
  await configurations.of(absolutePath(config));
  tellProblems(configurations, io);
  return configurations.problems.length === 0;
}

function tellProblems(configurations: Configurations, io: Io): void {
  for (const { file, why } of configurations.problems) io.stderr(`${shortName(file, absolutePath('.'))}: ${why}\n`);
}

/** What must not be changed keeps its findings. */
function tellRefused({ refused }: Pick<Fixed, 'refused'>, io: Io): void {
  for (const [file, why] of refused) io.stderr(`${shortName(file, absolutePath('.'))}: ${why}\n`);
}

async function writeBaseline(file: string, { findings }: ProjectResult, io: Io): Promise<void> {
  const path = absolutePath(file);
  const known = findings.filter((finding) => counts(finding) || finding.suppressed?.by === baselineName);
  await writeFile(path, formatBaseline(known, directoryOf(path)));
  io.stderr(`Wrote ${known.length} findings to ${file}.\n`);
}

async function lintInThreads(
  { options, paths, configurations }: Run,
  dialects: readonly Dialect[],
): Promise<ProjectOutcome> {
  const threads = new Threads(disk, dialects, { fixes: reportsFixes[options.format] });
  try {
    const { survey, judge } = threads;
    return await lintProject(disk, paths, dialects, { configurations, survey, judge });
  } finally {
    threads.stop();
  }
}

async function report(run: Run): Promise<number> {
  const { options, paths, configurations, io } = run;
  const start = performance.now();
  const dialects = createDialects();
  const outcome =
    options.fix === 'write'
      ? await fixProject(disk, paths, dialects, { rules: options.fixRules }, configurations)
      : await lintInThreads(run, dialects);
  if (outcome.kind === 'missing') return missing(outcome.path, io);
  if ('texts' in outcome) {
    for (const [file, text] of outcome.texts) await replaceText(file, text);
    tellRefused(outcome, io);
  }
  const result = 'texts' in outcome ? outcome.after : outcome.result;
  if (options.writeBaseline !== undefined) await writeBaseline(options.writeBaseline, result, io);
  const milliseconds = Math.round(performance.now() - start);
  io.stdout(reports[options.format]({ ...result, milliseconds, directory: absolutePath('.') }));
  return exitStatus(result, options);
}

/** Prints what `--fix` would change. The files still have their findings, and the exit status says so. */
async function showFixes({ options, paths, configurations, io }: Run): Promise<number> {
  const dialects = createDialects();
  const outcome = await fixProject(disk, paths, dialects, { rules: options.fixRules }, configurations);
  if (outcome.kind === 'missing') return missing(outcome.path, io);
  for (const [file, text] of [...outcome.texts].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const [before, after] = [await withMark(file, (await disk.read(file)) ?? ''), await withMark(file, text)];
    io.stdout(unifiedDiff(shortName(file, absolutePath('.')), before, after));
  }
  tellRefused(outcome, io);
  return exitStatus(outcome.before, options);
}

async function run(options: LintOptions, io: Io): Promise<number> {
  const configurations = configurationsOf(options);
  if (!(await checkConfig(options, configurations, io))) return 2;
  const paths = options.paths.map(absolutePath);
  const status = await (options.fix === 'show' ? showFixes : report)({ options, paths, configurations, io });
  // Those of a file that was named have been told.
  if (options.config === undefined) tellProblems(configurations, io);
  return status;
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
    case 'options':
      return run(parsed.options, io);
  }
}
