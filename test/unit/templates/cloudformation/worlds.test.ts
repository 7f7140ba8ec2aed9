import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Bucket } from '../../../../src/model/bucket';
import { createCloudFormationDialect } from '../../../../src/templates/cloudformation/dialect';
import { memoryTree } from '../../lint/memoryTree';

const parameters = ['P', 'Q', 'R'];
const values = ['a', 'b', 'c'];
const names = ['C0', 'C1', 'C2', 'C3'];

/** A definition that refers only to conditions before it. */
function definition(at: number): fc.Arbitrary<string> {
  const equals = fc
    .tuple(fc.constantFrom(...parameters), fc.constantFrom(...values, ...parameters.map((name) => `!Ref ${name}`)))
    .map(([one, other]) => `!Equals [!Ref ${one}, ${other}]`);
  const earlier = names.slice(0, at).map((name) => `!Condition ${name}`);
  const leaf = earlier.length === 0 ? equals : fc.oneof(equals, fc.constantFrom(...earlier));
  const pair = fc.tuple(leaf, leaf);
  return fc.oneof(
    leaf,
    leaf.map((part) => `!Not [${part}]`),
    pair.map((parts) => `!And [${parts.join(', ')}]`),
    pair.map((parts) => `!Or [${parts.join(', ')}]`),
  );
}

interface Sample {
  readonly definitions: readonly string[];
  readonly made: string;
  readonly outer: string;
  readonly inner: string;
}

const sample: fc.Arbitrary<Sample> = fc.record({
  definitions: fc.tuple(...names.map((_, at) => definition(at))),
  made: fc.constantFrom(...names),
  outer: fc.constantFrom(...names),
  inner: fc.constantFrom(...names),
});

function templateOf({ definitions, made, outer, inner }: Sample): string {
  return [
    'Parameters:',
    ...parameters.map((name) => `  ${name}: {Type: String}`),
    'Conditions:',
    ...definitions.map((each, at) => `  C${at}: ${each}`),
    'Resources:',
    '  Logs:',
    '    Type: AWS::S3::Bucket',
    `    Condition: ${made}`,
    '    Properties:',
    `      VersioningConfiguration: {Status: !If [${outer}, Enabled, !If [${inner}, Suspended, Enabled]]}`,
    `      BucketName: !Sub 'x-\${P}'`,
    '',
  ].join('\n');
}

async function bucketOf(files: Readonly<Record<string, string>>, root: string): Promise<Bucket> {
  const sources = [{ file: root, text: files[root] ?? '' }];
  const [reading] = await createCloudFormationDialect().read(sources, memoryTree(files));
  return reading?.estate.buckets.items[0] ?? assert.fail();
}

/** The bucket in a stack whose parameters are all given. */
function bucketIn(template: string, given: readonly string[]): Promise<Bucket> {
  const passed = parameters.map((name, at) => `${name}: ${given[at]}`).join(', ');
  const parent = `Resources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: c.yaml, Parameters: {${passed}}}\n`;
  return bucketOf({ '/s/main.yaml': parent, '/s/c.yaml': template }, '/s/main.yaml');
}

const assignments = values.flatMap((p) => values.flatMap((q) => values.map((r) => [p, q, r])));

describe('CloudFormation: what is certain of a template', () => {
  it('is so in every stack that can be made of it, and what differs between them is not', async () => {
    await fc.assert(
      fc.asyncProperty(sample, async (drawn) => {
        const template = templateOf(drawn);
        const open = await bucketOf({ '/s/c.yaml': template }, '/s/c.yaml');
        const stacks = await Promise.all(assignments.map((given) => bucketIn(template, given)));
        const made = stacks.filter(({ exists }) => exists.state === 'known' && exists.value);
        assert.ok(stacks.every(({ exists }) => exists.state === 'known'));
        if (open.exists.state === 'known') assert.equal(made.length, open.exists.value ? stacks.length : 0);
        for (const fact of ['versioning', 'name'] as const) {
          const seen = new Set(made.map((bucket) => (bucket[fact].state === 'known' ? bucket[fact].value : undefined)));
          assert.ok(!seen.has(undefined), 'nothing is left open in a stack');
          const certain = open[fact];
          if (certain.state === 'known' && made.length > 0) assert.deepEqual([...seen], [certain.value], template);
        }
      }),
      { numRuns: 30, seed: 20261122 },
    );
  });
});
