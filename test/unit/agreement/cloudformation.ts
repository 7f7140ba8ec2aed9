import { stringify } from 'yaml';
import type { Form } from './form';
import { asAwsDoes, ofAnotherScope, unknownBuckets } from './form';
import type { Answer, Letter, SampleBucket, SelectionText, Vector } from './vectors';
import { cast, letters, truth } from './vectors';

export type Json = string | readonly Json[] | { readonly [key: string]: Json };
type Manner = (text: string) => Json;
type Sections = Readonly<Record<string, Json>>;

/** The formats of a template. SAM is CloudFormation with a transform, and reads what CloudFormation reads. */
export interface Format {
  readonly title: string;
  readonly file: string;
  readonly head: Sections;
  readonly print: (template: Json) => string;
}

export const formats: readonly Format[] = [
  { title: 'CloudFormation in YAML', file: 'template.yaml', head: {}, print: (template) => stringify(template) },
  {
    title: 'CloudFormation in JSON',
    file: 'template.json',
    head: {},
    print: (template) => JSON.stringify(template, undefined, 2),
  },
  {
    title: 'SAM',
    file: 'template.yaml',
    head: { Transform: 'AWS::Serverless-2016-10-31' },
    print: (template) => stringify(template),
  },
];

const literal: Manner = (text) => text;

class Parameters {
  readonly declared: Record<string, Json> = {};
  readonly #hasDefaults: boolean;

  constructor(hasDefaults: boolean) {
    this.#hasDefaults = hasDefaults;
  }

  readonly of: Manner = (text) => {
    const name = `P${Buffer.from(text).toString('hex')}`;
    this.declared[name] = { Type: 'String', ...(this.#hasDefaults && { Default: text }) };
    return { Ref: name };
  };
}

function pairs(tags: SampleBucket['tags'], manner: Manner): Json {
  return Object.entries(tags).map(([Key, value]) => ({ Key, Value: manner(value) }));
}

function bucketsOf(write: (bucket: SampleBucket, letter: Letter) => Json): Sections {
  return Object.fromEntries(
    letters.map((letter) => [letter, { Type: 'AWS::S3::Bucket', Properties: write(cast[letter], letter) }]),
  );
}

function buckets(manner: Manner): Sections {
  return bucketsOf(({ name, tags }) => ({ BucketName: manner(name), Tags: pairs(tags, manner) }));
}

function conditionsOf(conditions: NonNullable<SelectionText['conditions']>, manner: Manner): Json {
  return Object.fromEntries(
    conditions.map(([operator, key, value]) => [operator, [{ ConditionKey: key, ConditionValue: manner(value) }]]),
  );
}

function selection({ resources, notResources, tags, conditions }: SelectionText, manner: Manner): Json {
  return {
    Type: 'AWS::Backup::BackupSelection',
    Properties: {
      BackupPlanId: 'sample',
      BackupSelection: {
        SelectionName: 's',
        IamRoleArn: 'arn:aws:iam::111122223333:role/backup',
        ...(resources && { Resources: resources.map(manner) }),
        ...(notResources && { NotResources: notResources.map(manner) }),
        ...(tags && {
          ListOfTags: tags.map(([key, value]) => ({
            ConditionType: 'STRINGEQUALS',
            ConditionKey: key,
            ConditionValue: manner(value),
          })),
        }),
        ...(conditions && { Conditions: conditionsOf(conditions, manner) }),
      },
    },
  };
}

function selections({ selections: texts }: Pick<Vector, 'selections'>, manner: Manner = literal): Sections {
  return Object.fromEntries(texts.map((text, index) => [`Selection${index}`, selection(text, manner)]));
}

/** Whoever makes the stack can give it tags, which its buckets then have: a tag that is missing may come from there. */
function withStackTags(vector: Vector, letter: Letter): Answer {
  return vector.lacksTag?.includes(letter) === true ? 'unknown' : truth(vector, letter);
}

/** The tags are none that the template shows. */
function tagsElsewhere(vector: Vector, letter: Letter): Answer {
  return vector.byTags ? 'unknown' : truth(vector, letter);
}

const untagged = bucketsOf(({ name }) => ({ BucketName: name }));

/** What each form writes: the sections of its templates beside what the format asks for, by the start of the file's name. */
type Templates = (vector: Vector) => Readonly<Record<string, Sections>>;

function one(sections: Sections): Readonly<Record<string, Sections>> {
  return { '': sections };
}

function byParameters(vector: Vector, hasDefaults: boolean): Readonly<Record<string, Sections>> {
  const parameters = new Parameters(hasDefaults);
  const resources = { ...buckets(parameters.of), ...selections(vector, parameters.of) };
  return one({ Parameters: parameters.declared, Resources: resources });
}

/** What locals are elsewhere. */
function byMappings(vector: Vector): Readonly<Record<string, Sections>> {
  const values: Record<string, Json> = {};
  const manner: Manner = (text) => {
    const key = `K${Buffer.from(text).toString('hex')}`;
    values[key] = { Value: text };
    return { 'Fn::FindInMap': ['Values', key, 'Value'] };
  };
  const Resources = { ...buckets(manner), ...selections(vector, manner) };
  return one({ Mappings: { Values: values }, Resources });
}

function unknownParameters(vector: Vector): Readonly<Record<string, Sections>> {
  const Parameters = Object.fromEntries(letters.map((letter) => [`Name${letter}`, { Type: 'String' }]));
  const nameless = bucketsOf((_, letter) => ({ BucketName: { Ref: `Name${letter}` } }));
  return one({ Parameters, Resources: { ...nameless, ...selections(vector) } });
}

function otherStack(vector: Vector): Readonly<Record<string, Sections>> {
  const beside = selections({ selections: [{ resources: ['arn:aws:s3:::unrelated'] }] });
  return {
    'buckets-': { Resources: { ...buckets(literal), ...beside } },
    'plans-': { Resources: selections(vector) },
  };
}

const written: readonly (Omit<Form, 'write'> & { readonly write: Templates })[] = [
  {
    title: 'literal',
    write: (vector) => one({ Resources: { ...buckets(literal), ...selections(vector) } }),
    expected: withStackTags,
  },
  { title: 'parameters with defaults', write: (vector) => byParameters(vector, true), expected: withStackTags },
  { title: 'mappings', write: byMappings, expected: withStackTags },
  {
    // The counterpart of default_tags: it is given when the stack is made, and stands in no template.
    title: 'tags of the stack',
    write: (vector) => one({ Resources: { ...untagged, ...selections(vector) } }),
    expected: tagsElsewhere,
  },
  { title: 'another template', write: otherStack, expected: ofAnotherScope(withStackTags) },
  { title: 'parameters without defaults', write: unknownParameters, expected: unknownBuckets },
  {
    title: 'the same parameter without a default on both sides',
    write: (vector) => byParameters(vector, false),
    expected: asAwsDoes,
    mayKnowLess: true,
  },
];

/** Globals of SAM have no section for buckets: what they tag are functions and the like, and no bucket has it. */
const globals: (typeof written)[number] = {
  title: 'Globals',
  write: (vector) =>
    one({ Globals: { Function: { Tags: { backup: 'true' } } }, Resources: { ...untagged, ...selections(vector) } }),
  expected: tagsElsewhere,
};

export function formsOf(format: Format): readonly Form[] {
  const { file, head, print } = format;
  return [...written, ...('Transform' in head ? [globals] : [])].map(({ write, ...form }) => ({
    ...form,
    write: (vector) =>
      Object.fromEntries(
        Object.entries(write(vector)).map(([prefix, sections]) => [prefix + file, print({ ...head, ...sections })]),
      ),
  }));
}
