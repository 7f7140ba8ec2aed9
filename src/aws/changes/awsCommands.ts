import type { Call, CallOf, CallService } from './calls';
import { operations } from './calls';

/** Where the commands are to look, beside what the AWS CLI's own configuration says. */
export interface CommandConnection {
  readonly profile?: string;
  readonly endpoints?: Readonly<Partial<Record<'s3' | 'backup' | 'iam', string>>>;
}

/** A value that an earlier command gives, as the shell writes it. */
const planIdVariable = 'BACKUP_PLAN_ID';

/** As the AWS CLI spells operations and members. */
function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/gu, '-').toLowerCase();
}

/** A text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function argument(value: unknown): string {
  return shellWord(typeof value === 'string' ? value : JSON.stringify(value));
}

function option(name: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${kebab(name)}`];
  return [`--${kebab(name)} ${argument(value)}`];
}

function options(call: Call): readonly string[] {
  if (call.operation === 'CreateBackupSelection' && call.input.BackupPlanId === undefined) {
    return [`--backup-plan-id "$${planIdVariable}"`, ...option('BackupSelection', call.input.BackupSelection)];
  }
  return Object.entries(call.input).flatMap(([name, value]) => option(name, value));
}

function connectionOptions(service: CallService, region: string, connection: CommandConnection): string[] {
  // AWS Backup Search is asked where AWS Backup is, if that has an endpoint of its own.
  const endpoint = connection.endpoints?.[service === 'backupsearch' ? 'backup' : service];
  return [
    `--region ${shellWord(region)}`,
    ...(connection.profile === undefined ? [] : [`--profile ${shellWord(connection.profile)}`]),
    ...(endpoint === undefined ? [] : [`--endpoint-url ${shellWord(endpoint)}`]),
  ];
}

/** Any call, as plain data. */
export interface PlainCall {
  readonly service: CallService;
  readonly operation: string;
  readonly region: string;
  readonly input: object;
}

function commandParts(call: PlainCall, given: readonly string[], connection: CommandConnection): readonly string[] {
  const { service, operation, region } = call;
  const command = `aws ${service === 's3' ? 's3api' : service} ${kebab(operation)}`;
  return [command, ...given, ...connectionOptions(service, region, connection)];
}

/** Any call as a command of the AWS CLI for a POSIX shell, an option on each line. */
export function plainCommand(call: PlainCall, connection: CommandConnection): string {
  const given = Object.entries(call.input).flatMap(([name, value]) => option(name, value));
  return commandParts(call, given, connection).join(' \\\n  ');
}

/** As `copyInParts` does it. The upload is aborted where a command fails. */
function copyInPartsScript({ region, input }: CallOf<'CopyInParts'>, connection: CommandConnection): string {
  const { Bucket, Key, ExpectedBucketOwner, made, from, condition, size, partSize } = input;
  const object = { Bucket, Key, ExpectedBucketOwner };
  const upload = '--upload-id "$UPLOAD_ID"';
  const command = (operation: string, given: object, ...further: readonly string[]): string => {
    const words = Object.entries(given).flatMap(([name, value]) => option(name, value));
    const call: PlainCall = { service: 's3', operation, region, input: given };
    return commandParts(call, [...words, ...further], connection).join(' \\\n  ');
  };
  const id = '--query UploadId --output text';
  const part = ['--part-number "$PART"', '--copy-source-range "bytes=$FIRST-$LAST"', upload];
  const etag = '--query CopyPartResult.ETag --output text';
  return [
    `UPLOAD_ID=$(${command('CreateMultipartUpload', { ...object, ...made }, id)})`,
    `abort() {\n${command('AbortMultipartUpload', object, upload)}\n}`,
    'trap abort EXIT',
    "trap 'exit 130' INT TERM",
    `SIZE=${size} PART_SIZE=${partSize} PART=1 FIRST=0 PARTS= COMMA=`,
    'while [ "$FIRST" -lt "$SIZE" ]; do',
    'LAST=$((FIRST + PART_SIZE - 1))',
    'if [ "$LAST" -ge "$SIZE" ]; then LAST=$((SIZE - 1)); fi',
    `ETAG=$(${command('UploadPartCopy', { ...object, ...from }, ...part, etag)})`,
    String.raw`PARTS="$PARTS$COMMA{\"PartNumber\":$PART,\"ETag\":$ETAG}" COMMA=,`,
    'PART=$((PART + 1)) FIRST=$((LAST + 1))',
    'done',
    'PARTS_FILE=$(mktemp)',
    String.raw`printf '{"Parts":[%s]}' "$PARTS" > "$PARTS_FILE"`,
    command('CompleteMultipartUpload', { ...object, ...condition }, '--multipart-upload "file://$PARTS_FILE"', upload),
    'trap - EXIT INT TERM',
    'rm "$PARTS_FILE"',
  ].join('\n');
}

/** A call as a command of the AWS CLI for a POSIX shell, an option on each line. */
export function awsCommand(call: Call, connection: CommandConnection): string {
  if (call.operation === 'CopyInParts') return copyInPartsScript(call, connection);
  const { service } = operations[call.operation];
  const parts = commandParts({ ...call, service }, options(call), connection);
  if (call.operation !== 'CreateBackupPlan') return parts.join(' \\\n  ');
  return `${planIdVariable}=$(${[...parts, '--query BackupPlanId --output text'].join(' \\\n  ')})`;
}

/** A script of commands, which stops at the first that fails. */
export function shellScript(commands: readonly string[]): string {
  return ['#!/bin/sh', 'set -eu', '', ...commands.map((command) => `${command}\n`)].join('\n');
}

/** A script of the calls, which stops at the first that fails. */
export function awsScript(calls: readonly Call[], connection: CommandConnection): string {
  return shellScript(calls.map((call) => awsCommand(call, connection)));
}
