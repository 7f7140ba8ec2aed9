import { parseArgs } from 'node:util';
import { isEndpoint } from '../aws/connection';
import type { Severity } from '../model/finding';

const formats = ['table', 'json'] as const;
export type StatusFormat = (typeof formats)[number];

const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

export interface StatusOptions {
  /** Instead of AWS's own endpoints, for all services. */
  readonly endpoint?: string;
  /** The profile that was named; the environment's is not among the options. */
  readonly profile?: string;
  /** Empty where none was named. */
  readonly regions: readonly string[];
  readonly format: StatusFormat;
  readonly failOn: Severity;
}

export type ParsedStatusOptions =
  | { readonly kind: 'options'; readonly options: StatusOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string };

export const statusUsage = `Usage: s3backup status [options]

Says of each S3 bucket of an account whether AWS Backup protects it, and why not. Reads only.

Options:
  --profile P                         a profile of the AWS configuration files
  --region R                          a Region to look at; may be repeated
  --endpoint-url U                    instead of AWS's own endpoints
  --format table|json                 how to report (table)
  --fail-on error|warning|info|hint   the least severity of a reason that makes the exit status 1 (warning)
  --help                              print this

Credentials, Region and endpoints are found as the AWS CLI finds them: options, environment, profile. Where no Region is
named anywhere, all are looked at in which the account has buckets.

Exit status: 0 no such reason (what could not be read is none), 1 a bucket has one, 2 wrong usage or no bucket could be listed.
`;

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      'endpoint-url': { type: 'string' },
      profile: { type: 'string' },
      region: { type: 'string', multiple: true, default: [] },
      format: { type: 'string', default: 'table' },
      'fail-on': { type: 'string', default: 'warning' },
      help: { type: 'boolean', default: false },
    },
  });
}

function wrong(why: string): ParsedStatusOptions {
  return { kind: 'wrong', why };
}

/** A Region becomes part of a host name. Endpoints other than AWS's may have any name that can be one. */
export function mayBeRegion(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/iu.test(text);
}

function check({ values }: ReturnType<typeof parse>): ParsedStatusOptions {
  if (values.help) return { kind: 'help' };
  const { profile, region: regions, 'endpoint-url': endpoint } = values;
  const format = formats.find((choice) => choice === values.format);
  const failOn = severities.find((choice) => choice === values['fail-on']);
  const noRegion = regions.find((region) => !mayBeRegion(region));
  if (format === undefined) return wrong(`--format ${values.format}: not one of ${formats.join(', ')}.`);
  if (failOn === undefined) return wrong(`--fail-on ${values['fail-on']}: not one of ${severities.join(', ')}.`);
  if (noRegion !== undefined) return wrong(`--region ${noRegion}: no Region.`);
  if (endpoint !== undefined && !isEndpoint(endpoint))
    return wrong(`--endpoint-url ${endpoint}: no http or https URL.`);
  if (profile === '') return wrong('--profile takes a name.');
  const reach = { ...(endpoint !== undefined && { endpoint }), ...(profile !== undefined && { profile }) };
  return { kind: 'options', options: { ...reach, regions: [...new Set(regions)], format, failOn } };
}

/** Reads the arguments of `status`. */
export function parseStatusOptions(args: readonly string[]): ParsedStatusOptions {
  try {
    return check(parse(args));
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}
