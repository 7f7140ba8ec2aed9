import type { Bucket } from '../../../../src/model/bucket';
import type { Remedy } from '../../../../src/model/remedy';
import { applyEdits } from '../../../../src/lint/applyEdits';
import { createCloudFormationDialect } from '../../../../src/templates/cloudformation/dialect';
import type { Files, TemplateReading } from '../../../../src/templates/dialect';

/** A template by itself needs no other file. */
export const noFiles: Files = { read: () => Promise.resolve(undefined), list: () => Promise.resolve([]) };

/** Text as it would be in a file: without the indentation that the test gives it. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join('\n');
}

export async function readAll(text: string, file = '/stacks/template.yaml'): Promise<readonly TemplateReading[]> {
  return createCloudFormationDialect().read([{ file, text }], noFiles);
}

export async function readOne(text: string, file?: string): Promise<TemplateReading> {
  const [reading, ...others] = await readAll(text, file);
  if (reading === undefined || others.length > 0) throw new Error('not one reading');
  return reading;
}

export async function bucketOf(text: string, file?: string, id?: string): Promise<Bucket> {
  const { estate } = await readOne(text, file);
  const found = estate.buckets.items.find((bucket) => id === undefined || bucket.id === id);
  if (found === undefined) throw new Error('no such bucket');
  return found;
}

/** The bucket whose properties are these lines of YAML. */
export function withProperties(lines: string, rest = ''): Promise<Bucket> {
  const properties = dedent(lines)
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
  return bucketOf(`Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n${properties}\n${dedent(rest)}`);
}

/** The text after the remedies are applied to a bucket, or `undefined` where there is no right edit. */
export async function fixed(text: string, remedies: readonly Remedy[], file?: string): Promise<string | undefined> {
  const reading = await readOne(text, file);
  const [bucket] = reading.estate.buckets.items;
  const edits = bucket && reading.edits([bucket.id], remedies);
  return edits && applyEdits(text, edits);
}

export const enable: Remedy = { kind: 'enableVersioning' };
export const expire: Remedy = { kind: 'expireNoncurrentVersions', days: 30 };
