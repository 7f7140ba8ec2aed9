import type { Form } from './form';
import { asAwsDoes, ofAnotherScope, unknownBuckets } from './form';
import type { Letter, SelectionText, Vector } from './vectors';
import { cast, letters } from './vectors';

/** How a value is written. */
type Manner = (text: string) => string;

const literal: Manner = (text) => JSON.stringify(text);

/** A variable for each value, so that the same value is the same variable everywhere. */
class Variables {
  readonly #declared = new Map<string, string>();
  readonly #hasDefaults: boolean;

  constructor(hasDefaults: boolean) {
    this.#hasDefaults = hasDefaults;
  }

  readonly of: Manner = (text) => {
    const name = `v_${Buffer.from(text).toString('hex')}`;
    const preset = this.#hasDefaults ? `\n  default = ${literal(text)}` : '';
    this.#declared.set(name, `variable "${name}" {\n  type = string${preset}\n}\n`);
    return `var.${name}`;
  };

  get text(): string {
    return [...this.#declared.values()].join('\n');
  }
}

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';

function tagsText(tags: Readonly<Record<string, string>>, manner: Manner): string {
  return `{ ${Object.entries(tags)
    .map(([key, value]) => `${key} = ${manner(value)}`)
    .join(', ')} }`;
}

function bucketText(letter: Letter, name: string, tags: string, more = ''): string {
  return `resource "aws_s3_bucket" "${letter}" {\n  bucket = ${name}\n  tags   = ${tags}\n${more}}\n`;
}

function bucketsText(manner: Manner): string {
  return letters
    .map((letter) => bucketText(letter, manner(cast[letter].name), tagsText(cast[letter].tags, manner)))
    .join('\n');
}

const blocks = {
  StringEquals: 'string_equals',
  StringLike: 'string_like',
  StringNotEquals: 'string_not_equals',
  StringNotLike: 'string_not_like',
} as const;

function selectionText(selection: SelectionText, index: number, manner: Manner): string {
  const { resources, notResources, tags = [], conditions = [] } = selection;
  const list = (name: string, arns: readonly string[] | undefined): string =>
    arns === undefined ? '' : `  ${name} = [${arns.map(manner).join(', ')}]\n`;
  const pairs = tags.map(
    ([key, value]) =>
      `  selection_tag {\n    type  = "STRINGEQUALS"\n    key   = "${key}"\n    value = ${manner(value)}\n  }\n`,
  );
  const clauses = conditions.map(
    ([operator, key, value]) =>
      `  condition {\n    ${blocks[operator]} {\n      key   = "${key}"\n      value = ${manner(value)}\n    }\n  }\n`,
  );
  return (
    `resource "aws_backup_selection" "s${index}" {\n  name = "s${index}"\n  plan_id = "sample"\n` +
    '  iam_role_arn = "arn:aws:iam::111122223333:role/backup"\n' +
    `${list('resources', resources)}${list('not_resources', notResources)}${pairs.join('')}${clauses.join('')}}\n`
  );
}

function selectionsText({ selections }: Vector, manner: Manner = literal): string {
  return selections.map((selection, index) => selectionText(selection, index, manner)).join('\n');
}

function byVariables(vector: Vector, hasDefaults: boolean): Readonly<Record<string, string>> {
  const variables = new Variables(hasDefaults);
  const text = bucketsText(variables.of) + selectionsText(vector, variables.of);
  return { 'main.tf': provider + text, 'variables.tf': variables.text };
}

/** The provider's tags are under those of the bucket: D has another value of its own. */
function defaultTags(vector: Vector): Readonly<Record<string, string>> {
  const tagged =
    'provider "aws" {\n  alias  = "tagged"\n  region = "eu-west-1"\n\n  default_tags {\n    tags = { backup = "true" }\n  }\n}\n';
  const buckets = letters.map((letter) => {
    const { name, tags } = cast[letter];
    const inherits = letter === 'A' || letter === 'C';
    const own = Object.fromEntries(Object.entries(tags).filter(([key]) => !inherits || key !== 'backup'));
    const more = letter === 'B' ? '' : '  provider = aws.tagged\n';
    return bucketText(letter, literal(name), tagsText(own, literal), more);
  });
  return { 'main.tf': provider + tagged + buckets.join('\n') + selectionsText(vector) };
}

function merged(vector: Vector): Readonly<Record<string, string>> {
  const locals = 'locals {\n  common = { backup = "true" }\n}\n';
  const buckets = letters.map((letter) => {
    const { name, tags } = cast[letter];
    const merge = `merge(local.common, ${tagsText(tags, literal)})`;
    return bucketText(letter, literal(name), letter === 'B' ? 'null' : merge);
  });
  return { 'main.tf': provider + locals + buckets.join('\n') + selectionsText(vector) };
}

const child = `variable "name" {}
variable "tags" {
  default = {}
}
resource "aws_s3_bucket" "this" {
  bucket = var.name
  tags   = var.tags
}
`;

function localModule(vector: Vector): Readonly<Record<string, string>> {
  const calls = letters.map((letter) => {
    const { name, tags } = cast[letter];
    return `module "${letter}" {\n  source = "./bucket"\n  name   = ${literal(name)}\n  tags   = ${tagsText(tags, literal)}\n}\n`;
  });
  return { 'main.tf': provider + calls.join('\n') + selectionsText(vector), 'bucket/main.tf': child };
}

function unknownVariables(vector: Vector): Readonly<Record<string, string>> {
  const buckets = letters.map(
    (letter) =>
      `variable "name_${letter}" {}\nvariable "tags_${letter}" {}\n${bucketText(letter, `var.name_${letter}`, `var.tags_${letter}`)}`,
  );
  return { 'main.tf': provider + buckets.join('\n') + selectionsText(vector) };
}

/** The buckets beside a selection of something else, so that their scope has one; the vector in another root module. */
function otherRoot(vector: Vector): Readonly<Record<string, string>> {
  const beside = selectionsText({ title: '', selections: [{ resources: ['arn:aws:s3:::unrelated'] }], covers: '' });
  return {
    'buckets/main.tf': provider + bucketsText(literal) + beside,
    'plans/main.tf': provider + selectionsText(vector),
  };
}

export const terraformForms: readonly Form[] = [
  {
    title: 'literal',
    write: (vector) => ({ 'main.tf': provider + bucketsText(literal) + selectionsText(vector) }),
    expected: asAwsDoes,
  },
  { title: 'variables with defaults', write: (vector) => byVariables(vector, true), expected: asAwsDoes },
  { title: 'default_tags', write: defaultTags, expected: asAwsDoes },
  { title: 'merge', write: merged, expected: asAwsDoes },
  {
    title: 'another file of the module',
    write: (vector) => ({ 'main.tf': provider + bucketsText(literal), 'backup.tf': selectionsText(vector) }),
    expected: asAwsDoes,
  },
  { title: 'a local module', write: localModule, expected: asAwsDoes },
  { title: 'another root module', write: otherRoot, expected: ofAnotherScope(asAwsDoes) },
  { title: 'variables without defaults', write: unknownVariables, expected: unknownBuckets },
  {
    title: 'the same variable without a default on both sides',
    write: (vector) => byVariables(vector, false),
    expected: asAwsDoes,
    mayKnowLess: true,
  },
];
