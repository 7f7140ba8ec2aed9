/**
 * Prints how long a template of 1,000 lines takes to read and judge: the first time, and after a keystroke.
 * Run with `npx tsx test/bench/templateKeystroke.ts`.
 */
import { lintTexts } from '../../src/lint/lintTexts';
import { createCloudFormationDialect } from '../../src/templates/cloudformation/dialect';
import type { Dialect, Files } from '../../src/templates/dialect';

const noFiles: Files = { read: () => Promise.resolve(undefined), list: () => Promise.resolve([]) };
const lineCount = 1000;
const rounds = 100;

function bucket(index: number): object {
  return {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: { 'Fn::Sub': `\${AWS::StackName}-data-${index}` },
      VersioningConfiguration: { Status: index % 3 === 0 ? 'Suspended' : 'Enabled' },
      LifecycleConfiguration: {
        Rules: [{ Id: 'abort', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }],
      },
      Tags: [{ Key: 'team', Value: { Ref: 'Team' } }],
    },
  };
}

function role(index: number): object {
  const allow = { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::data-${index}/*` };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ ...allow, Action: 'sts:AssumeRole' }] },
      Policies: [{ PolicyName: 'data', PolicyDocument: { Version: '2012-10-17', Statement: [allow, allow] } }],
    },
  };
}

function yamlLines(value: unknown, indent: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const [first = '', ...others] = yamlLines(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...others];
    });
  }
  if (typeof value !== 'object' || value === null) return [`${indent}${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null
      ? [`${indent}${key}:`, ...yamlLines(inner, `${indent}  `)]
      : [`${indent}${key}: ${String(inner)}`],
  );
}

/** A template that is long enough, half of its resources buckets. */
function generate(write: (template: object) => string): string {
  const resources: Record<string, object> = {};
  for (let index = 0; ; index += 1) {
    resources[`Data${index}`] = bucket(index);
    resources[`Role${index}`] = role(index);
    const text = write({ Parameters: { Team: { Type: 'String', Default: 'data' } }, Resources: resources });
    if (text.split('\n').length >= lineCount) return text;
  }
}

function quantiles(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(1)} ms`;
}

async function measure(name: string, file: string, text: string): Promise<void> {
  let findings = 0;
  const read = async (dialect: Dialect, version: string): Promise<number> => {
    const start = performance.now();
    const result = await lintTexts([{ dialect, sources: [{ file, text: version }] }], noFiles);
    findings = result.findings.length;
    return performance.now() - start;
  };
  const cold: number[] = [];
  for (let round = 0; round < rounds; round += 1) cold.push(await read(createCloudFormationDialect(), text));
  const warm: number[] = [];
  const dialect = createCloudFormationDialect();
  const middle = text.indexOf('Status', text.length >> 1);
  // Each keystroke is another one, so that the piece it changes is never known.
  for (let typed = 0; typed < rounds; typed += 1) {
    warm.push(await read(dialect, `${text.slice(0, middle)}${'x'.repeat(typed)}${text.slice(middle)}`));
  }
  console.log(`${name}, ${text.split('\n').length} lines, ${text.length} characters, ${findings} findings`);
  console.log(`  the very first read  ${(cold[0] ?? 0).toFixed(2)} ms`);
  console.log(`  a cold read          ${quantiles(cold.slice(1))}`);
  console.log(`  after a keystroke    ${quantiles(warm.slice(1))}`);
}

async function run(): Promise<void> {
  await measure(
    'YAML',
    '/bench/template.yaml',
    generate((template) => yamlLines(template, '').join('\n')),
  );
  await measure(
    'JSON',
    '/bench/template.json',
    generate((template) => JSON.stringify(template, undefined, 2)),
  );
}

void run();
