import assert from 'node:assert/strict';
import { createDialects } from '../../../src/cli/dialects';
import type { Judgement } from '../../../src/lint/result';
import { JudgedBefore } from '../../../src/lint/judgedBefore';
import { lintTexts } from '../../../src/lint/lintTexts';
import { lintProject } from '../../../src/lint/project';
import { memoryTree } from './memoryTree';

type Texts = Readonly<Record<string, string>>;

const bucket = 'variable "status" {\n  default = "Enabled"\n}\n\nresource "aws_s3_bucket" "b" {}\n';
const setting =
  'resource "aws_s3_bucket_versioning" "b" {\n  bucket = aws_s3_bucket.b.id\n  versioning_configuration {\n    status = var.status\n  }\n}\n';
const plain: Texts = { 'main.tf': bucket, 'versioning.tf': setting };

function under(directory: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${directory}/${name}`, text]));
}

/** Judges what is in one directory and then what is in another: how often was that done? */
async function timesJudged(one: Texts, other: Texts): Promise<number> {
  const [terraform] = createDialects();
  assert.ok(terraform !== undefined);
  const tree = memoryTree({ ...under('/envs/dev', one), ...under('/other/prod', other) });
  const before = new JudgedBefore();
  let times = 0;
  const judge = async (directory: string, known: JudgedBefore): Promise<Judgement> => {
    const names = (await tree.list(directory)).filter((name) => name.endsWith('.tf'));
    const sources = await Promise.all(
      names.map(async (name) => ({
        file: `${directory}/${name}`,
        text: (await tree.read(`${directory}/${name}`)) ?? '',
      })),
    );
    const texts = [{ dialect: terraform, sources }];
    return known.judge(texts, tree, async (files) => {
      if (known === before) times += 1;
      const { findings, buckets, skipped } = await lintTexts(texts, files);
      return { findings: findings.map((finding) => ({ ...finding })), buckets, skipped };
    });
  };
  await judge('/envs/dev', before);
  assert.deepEqual(await judge('/other/prod', before), await judge('/other/prod', new JudgedBefore()));
  return times;
}

describe('a copy of what was judged before', () => {
  it('is not judged again, and its findings are in its own files', async () => {
    assert.equal(await timesJudged(plain, plain), 1);
    const values = { ...plain, 'terraform.tfvars': 'status = "Suspended"\n' };
    assert.equal(await timesJudged(values, values), 1);
  });

  const different: Readonly<Record<string, readonly [Texts, Texts]>> = {
    'a text is another one of the same length': [plain, { ...plain, 'main.tf': bucket.replace('Enabled', 'Suspend') }],
    'a file has another name': [plain, { 'main.tf': bucket, 'version.tf': setting }],
    'there is a file of values beside it': [plain, { ...plain, 'terraform.tfvars': 'status = "Suspended"\n' }],
    'there is none beside it': [{ ...plain, 'terraform.tfvars': 'status = "Suspended"\n' }, plain],
    'its values are others': [
      { ...plain, 'terraform.tfvars': 'status = "Suspended"\n' },
      { ...plain, 'terraform.tfvars': 'status = "Disabled"\n' },
    ],
    'values for one place lie in a folder': [plain, { ...plain, 'env/prod.tfvars': 'status = "Suspended"\n' }],
    'a module that it calls differs': [
      { 'main.tf': 'module "m" {\n  source = "./m"\n}\n', 'm/main.tf': bucket },
      { 'main.tf': 'module "m" {\n  source = "./m"\n}\n', 'm/main.tf': `${bucket}\n${setting}` },
    ],
    'what it reads is not below it': [
      { 'main.tf': `module "m" {\n  source = "../m"\n}\n${bucket}` },
      { 'main.tf': `module "m" {\n  source = "../m"\n}\n${bucket}` },
    ],
    'what it reads is below it by its name only': [
      { 'main.tf': `module "m" {\n  source = "../dev/m"\n}\n`, 'm/main.tf': bucket },
      { 'main.tf': `module "m" {\n  source = "../dev/m"\n}\n`, 'm/main.tf': bucket },
    ],
  };
  for (const [why, [one, other]] of Object.entries(different)) {
    it(`is judged anew where ${why}`, async () => {
      assert.equal(await timesJudged(one, other), 2);
    });
  }

  it('counts in a whole project as if it were the only one', async () => {
    const directories = ['/p/a', '/p/b', '/p/c'];
    const tree = memoryTree(Object.assign({}, ...directories.map((directory) => under(directory, plain))) as Texts);
    const all = await lintProject(tree, ['/p'], createDialects());
    const alone = await Promise.all(directories.map((path) => lintProject(tree, [path], createDialects())));
    assert.ok(all.kind === 'done');
    assert.deepEqual(
      all.result.findings.map((finding) => ({ ...finding })),
      alone.flatMap((one) => (one.kind === 'done' ? one.result.findings.map((finding) => ({ ...finding })) : [])),
    );
    assert.ok(all.result.findings.length >= directories.length);
  });
});
