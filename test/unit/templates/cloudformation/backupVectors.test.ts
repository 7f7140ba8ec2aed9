import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { coverageOf } from '../../../../src/protection/coverage';
import { readOne } from './reading';

type Json = string | readonly Json[] | { readonly [key: string]: Json };
type Properties = Readonly<Record<string, Json>>;

/** The cast of the worked vectors. */
const cast: Readonly<Record<string, { readonly name: string; readonly tags: Readonly<Record<string, string>> }>> = {
  A: { name: 'app-data', tags: { backup: 'true', stage: 'prod' } },
  B: { name: 'app-logs', tags: {} },
  C: { name: 'web', tags: { backup: 'true', stage: 'test' } },
  D: { name: 'arch', tags: { backup: 'true yes' } },
};

function tagged(key: string, value: string): Json {
  return [{ ConditionType: 'STRINGEQUALS', ConditionKey: key, ConditionValue: value }];
}

function where(operator: string, key: string, value: string): Json {
  return { [operator]: [{ ConditionKey: key, ConditionValue: value }] };
}

interface Vector {
  readonly title: string;
  readonly selections: readonly Properties[];
  readonly covered: string;
  /** Those whose tags decide: the stack may have tags that the template does not show. */
  readonly uncertain: string;
}

const vectors: readonly Vector[] = [
  { title: '1 one ARN', selections: [{ Resources: ['arn:aws:s3:::app-data'] }], covered: 'A', uncertain: '' },
  { title: '2 a prefix', selections: [{ Resources: ['arn:aws:s3:::app-*'] }], covered: 'AB', uncertain: '' },
  { title: '3 a leading asterisk', selections: [{ Resources: ['arn:aws:s3:::*-logs'] }], covered: '', uncertain: 'B' },
  {
    title: '4 everything, plus the tagged',
    selections: [{ Resources: ['*'], ListOfTags: tagged('backup', 'true') }],
    covered: 'ABCD',
    uncertain: '',
  },
  {
    title: '5 everything that is tagged',
    selections: [{ Resources: ['*'], Conditions: where('StringEquals', 'aws:ResourceTag/backup', 'true') }],
    covered: 'AC',
    uncertain: 'B',
  },
  { title: '6 a tag only', selections: [{ ListOfTags: tagged('backup', 'true') }], covered: 'AC', uncertain: 'B' },
  {
    title: '7 a tag, less another',
    selections: [
      {
        ListOfTags: tagged('backup', 'true'),
        Conditions: where('StringNotEquals', 'aws:ResourceTag/stage', 'test'),
      },
    ],
    covered: 'A',
    uncertain: 'B',
  },
  {
    title: '8 everything but',
    selections: [{ Resources: ['*'], NotResources: ['arn:aws:s3:::app-*'] }],
    covered: 'CD',
    uncertain: '',
  },
  {
    title: '9 an asterisk is not white space',
    selections: [{ Resources: ['*'], Conditions: where('StringLike', 'aws:ResourceTag/backup', 'true*') }],
    covered: 'AC',
    uncertain: 'B',
  },
  {
    title: '10 a key without its prefix',
    selections: [{ Resources: ['*'], Conditions: where('StringEquals', 'backup', 'true') }],
    covered: '',
    uncertain: '',
  },
  { title: '11 another service', selections: [{ Resources: ['arn:aws:ec2:*'] }], covered: '', uncertain: '' },
  { title: '12 exclusions only', selections: [{ NotResources: ['arn:aws:s3:::app-*'] }], covered: '', uncertain: '' },
  { title: '13 another case', selections: [{ ListOfTags: tagged('Backup', 'true') }], covered: '', uncertain: 'ABCD' },
  {
    title: '14 an exclusion does not remove what another selection adds',
    selections: [
      { Resources: ['arn:aws:s3:::app-data'] },
      { Resources: ['arn:aws:s3:::web'], NotResources: ['arn:aws:s3:::app-data'] },
    ],
    covered: 'AC',
    uncertain: '',
  },
];

/** How a value of the template is written. */
type Manner = (text: string, parameters: Map<string, Json>) => Json;

/** A parameter for each value, so that the same value is the same parameter everywhere. */
function parameterOf(preset: boolean): Manner {
  return (text, parameters) => {
    const known = [...parameters.keys()];
    const name = `P${Buffer.from(text).toString('hex')}`;
    if (!known.includes(name)) parameters.set(name, { Type: 'String', ...(preset && { Default: text }) });
    return { Ref: name };
  };
}

const structural = new Set(['Key', 'ConditionType', 'ConditionKey']);

function rewrite(value: Json, manner: Manner, parameters: Map<string, Json>, key = ''): Json {
  if (typeof value === 'string') return structural.has(key) ? value : manner(value, parameters);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => rewrite(item, manner, parameters, key));
  return Object.fromEntries(
    Object.entries(value as Properties).map(([name, inner]) => [name, rewrite(inner, manner, parameters, name)]),
  );
}

function templateOf({ selections }: Vector, manner: Manner, isSam: boolean): Json {
  const parameters = new Map<string, Json>();
  const buckets = Object.entries(cast).map(([id, { name, tags }]) => {
    const pairs = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const properties = rewrite({ BucketName: name, Tags: pairs }, manner, parameters);
    return [id, { Type: 'AWS::S3::Bucket', Properties: properties }];
  });
  const selected = selections.map((selection, index) => {
    const body = rewrite(selection, manner, parameters) as Properties;
    const properties = {
      BackupPlanId: { Ref: 'Plan' },
      BackupSelection: { SelectionName: 's', IamRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...body },
    };
    return [`Selection${index}`, { Type: 'AWS::Backup::BackupSelection', Properties: properties }];
  });
  return {
    ...(isSam && { Transform: 'AWS::Serverless-2016-10-31' }),
    ...(parameters.size > 0 && { Parameters: Object.fromEntries(parameters) }),
    Resources: Object.fromEntries([...buckets, ...selected]) as Json,
  };
}

const formats: Readonly<Record<string, (vector: Vector, manner: Manner) => readonly [text: string, file: string]>> = {
  YAML: (vector, manner) => [stringify(templateOf(vector, manner, false)), '/stacks/template.yaml'],
  JSON: (vector, manner) => [JSON.stringify(templateOf(vector, manner, false), undefined, 2), '/stacks/template.json'],
  SAM: (vector, manner) => [stringify(templateOf(vector, manner, true)), '/stacks/template.yaml'],
};

async function answers(text: string, file: string): Promise<{ readonly covered: string; readonly uncertain: string }> {
  const { estate, skipped } = await readOne(text, file);
  assert.deepEqual(skipped, []);
  const found = estate.buckets.items.map((bucket) => ({ id: bucket.id, ...coverageOf(bucket, estate) }));
  const named = (wanted: string): string =>
    found
      .filter(({ coverage }) => coverage === wanted)
      .map(({ id }) => id)
      .join('');
  return { covered: named('covered'), uncertain: named('cannot-tell') };
}

const literal: Manner = (text) => text;

describe('CloudFormation: the worked vectors of selections', () => {
  for (const [format, write] of Object.entries(formats)) {
    for (const vector of vectors) {
      const { title, covered, uncertain } = vector;
      it(`${title}, in ${format}`, async () => {
        assert.deepEqual(await answers(...write(vector, literal)), { covered, uncertain });
      });

      it(`${title}, in ${format} by parameters with defaults`, async () => {
        assert.deepEqual(await answers(...write(vector, parameterOf(true))), { covered, uncertain });
      });

      it(`${title}, in ${format} by parameters without: nothing is said that is not so`, async () => {
        const found = await answers(...write(vector, parameterOf(false)));
        for (const id of found.covered) assert.ok(covered.includes(id), `${id} is not covered`);
        for (const id of covered) assert.ok((found.covered + found.uncertain).includes(id), `${id} is covered`);
      });
    }
  }

  it('takes one parameter without a default for the same value in a tag and in a selection', async () => {
    const [vector] = vectors.filter(({ title }) => title.startsWith('6'));
    const found = await answers(...formats['YAML']!(vector!, parameterOf(false)));
    assert.equal(found.covered, 'AC');
  });
});
