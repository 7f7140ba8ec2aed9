import { parseArgs } from 'node:util';
import type { Severity } from '../model/finding';
import { catalogue } from '../rules/catalogue';

export const formats = ['stylish', 'json', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];

const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** What is to be done about findings that have a fix. */
export type FixMode = 'none' | 'write' | 'show';

export interface LintOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly failOn: Severity;
  readonly fix: FixMode;
  /** Of which rules the preferred fix is applied too. */
  readonly fixRules: ReadonlySet<string> | 'all';
  /** The configuration file that is used instead of the nearest one. */
  readonly config?: string;
  /** Where to write down the findings as known. */
  readonly writeBaseline?: string;
}

export type ParsedOptions =
  | { readonly kind: 'options'; readonly options: LintOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string };

export const lintUsage = `Usage: s3backup lint [options] PATH…

Judges the buckets that Terraform, OpenTofu, CloudFormation and SAM files declare.

Options:
  --format stylish|json|sarif|github   how to report (stylish)
  --fail-on error|warning|info|hint    the least severity that makes the exit status 1 (warning)
  --fix                                apply the fixes that change neither cost nor meaning
  --fix-rule ID|all                    with --fix or --fix-dry-run: also the preferred fix of that rule; may be repeated
  --fix-dry-run                        write nothing, print what would change as a unified diff
  --config F                           lint by this file, not by the nearest .s3backup.json of each folder
  --write-baseline F                   write the findings to F; a configuration with "baseline": "F" silences them
  --help                               print this

Exit status: 0 nothing found, 1 findings, 2 wrong usage, no such path, or an internal error.
`;

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'stylish' },
      'fail-on': { type: 'string', default: 'warning' },
      fix: { type: 'boolean', default: false },
      'fix-rule': { type: 'string', multiple: true, default: [] },
      'fix-dry-run': { type: 'boolean', default: false },
      config: { type: 'string' },
      'write-baseline': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
}

function wrong(why: string): ParsedOptions {
  return { kind: 'wrong', why };
}

function oneOf<T extends string>(choices: readonly T[], given: string): T | undefined {
  return choices.find((choice) => choice === given);
}

function unknownRule(rules: readonly string[]): string | undefined {
  return rules.find((rule) => rule !== 'all' && !catalogue.some(({ id }) => id === rule));
}

function check({ values, positionals }: ReturnType<typeof parse>): ParsedOptions {
  const format = oneOf(formats, values.format);
  const failOn = oneOf(severities, values['fail-on']);
  const { config, 'fix-rule': rules, 'write-baseline': writeBaseline } = values;
  const unknown = unknownRule(rules);
  const fix: FixMode = values['fix-dry-run'] ? 'show' : values.fix ? 'write' : 'none';
  if (values.help) return { kind: 'help' };
  if (format === undefined) return wrong(`--format ${values.format}: not one of ${formats.join(', ')}.`);
  if (failOn === undefined) return wrong(`--fail-on ${values['fail-on']}: not one of ${severities.join(', ')}.`);
  if (unknown !== undefined) return wrong(`--fix-rule ${unknown}: there is no such rule.`);
  if (rules.length > 0 && fix === 'none') return wrong('--fix-rule goes with --fix or --fix-dry-run.');
  if (positionals.length === 0) return wrong('Name at least one file or directory.');
  if (writeBaseline !== undefined && fix !== 'none') return wrong('--write-baseline does not go with --fix.');
  const fixRules = rules.includes('all') ? 'all' : new Set(rules);
  const files = { ...(config !== undefined && { config }), ...(writeBaseline !== undefined && { writeBaseline }) };
  return { kind: 'options', options: { paths: positionals, format, failOn, fix, fixRules, ...files } };
}

/** Reads the arguments of `lint`. */
export function parseLintOptions(args: readonly string[]): ParsedOptions {
  try {
    return check(parse(args));
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}
