import assert from 'node:assert/strict';
import { createDialects } from '../../../src/cli/dialects';
import type { Elsewhere } from '../../../src/lint/amongOthers';
import { lintTexts } from '../../../src/lint/lintTexts';
import { lintProject } from '../../../src/lint/project';
import { createCloudFormationDialect } from '../../../src/templates/cloudformation/dialect';
import { memoryTree } from './memoryTree';

interface Answer {
  readonly coverage: Readonly<Record<string, string>>;
  readonly messages: readonly string[];
}

async function lint(files: Readonly<Record<string, string>>): Promise<Answer> {
  const outcome = await lintProject(memoryTree(files), ['/p'], createDialects());
  assert.ok(outcome.kind === 'done');
  const { buckets, findings } = outcome.result;
  return {
    coverage: Object.fromEntries(buckets.map(({ resource, coverage }) => [resource, coverage])),
    messages: findings.filter(({ rule }) => rule === 'backup-coverage').map(({ message }) => message),
  };
}

function selection(label: string, body: string): string {
  return `resource "aws_backup_selection" "${label}" {
  name         = "${label}"
  plan_id      = "sample"
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  ${body}
}
`;
}

const byTag = 'selection_tag {\n type = "STRINGEQUALS"\n key = "backup"\n value = "true"\n }';
const named = 'resources = ["arn:aws:s3:::other"]';
const provider = (more: string): string => `provider "aws" {\n region = "eu-west-1"\n ${more}\n}\n`;
const bucket = 'resource "aws_s3_bucket" "b" {\n bucket = "orders"\n tags = { backup = "true" }\n}\n';

/** A stack whose own selection is of another bucket. */
const stack = `Resources:
  Orders:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: orders
      Tags:
        - Key: backup
          Value: 'true'
  Selection:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: sample
      BackupSelection:
        SelectionName: mine
        IamRoleArn: arn:aws:iam::111122223333:role/backup
        Resources:
          - arn:aws:s3:::other
`;

describe('scopes beside each other', () => {
  const own = { '/p/one/main.tf': provider('') + bucket + selection('mine', named) };

  it('a bucket that its own scope leaves out is uncovered, where no other scope could mean it', async () => {
    const { coverage, messages } = await lint({ ...own, '/p/two/main.tf': provider('') + selection('theirs', named) });
    assert.deepEqual(coverage, { 'aws_s3_bucket.b': 'uncovered' });
    assert.equal(messages.length, 1);
  });

  for (const [title, body] of [
    ['by a tag', byTag],
    ['by everything', 'resources = ["*"]'],
    ['by its name', 'resources = ["arn:aws:s3:::orders"]'],
    ['by its name among others', 'resources = ["arn:aws:s3:::x", aws_s3_bucket.x.arn, "arn:aws:s3:::orders"]'],
    ['by a prefix', 'resources = ["arn:aws:s3:::ord*"]'],
    ['by what is not known', 'resources = var.arns'],
  ] as const) {
    it(`is not known where another module may select it ${title}`, async () => {
      const { coverage, messages } = await lint({ ...own, '/p/two/main.tf': provider('') + selection('theirs', body) });
      assert.deepEqual([coverage, messages], [{ 'aws_s3_bucket.b': 'unknown' }, []]);
    });
  }

  it('stays uncovered where the other module is for another Region or account for certain', async () => {
    const role = (account: string): string => `assume_role {\n role_arn = "arn:aws:iam::${account}:role/deploy"\n }`;
    const elsewhere = provider('').replace('eu-west-1', 'us-east-1') + selection('theirs', byTag);
    assert.deepEqual((await lint({ ...own, '/p/two/main.tf': elsewhere })).coverage, {
      'aws_s3_bucket.b': 'uncovered',
    });
    const mine = provider(role('111122223333')) + bucket + selection('mine', named);
    const other = provider(role('444455556666')) + selection('theirs', byTag);
    assert.deepEqual((await lint({ '/p/one/main.tf': mine, '/p/two/main.tf': other })).coverage, {
      'aws_s3_bucket.b': 'uncovered',
    });
  });

  it('other stacks and other dialects count, and what they name by reference is theirs', async () => {
    const theirs = stack.replace('arn:aws:s3:::other', '!GetAtt Orders.Arn').replace('BucketName: orders', '');
    const nameless = theirs.replace('orders', 'mine');
    assert.deepEqual((await lint({ '/p/a.yaml': stack, '/p/b.yaml': nameless })).messages.length, 1);
    const all = stack.replace('arn:aws:s3:::other', "'*'").replace('Orders:', 'Theirs:');
    assert.deepEqual((await lint({ '/p/a.yaml': stack, '/p/b.yaml': all })).coverage, {
      Orders: 'unknown',
      Theirs: 'covered',
    });
    const { coverage } = await lint({ ...own, '/p/b.yaml': all });
    assert.deepEqual(coverage, { 'aws_s3_bucket.b': 'unknown', Theirs: 'covered' });
  });

  it('is never covered by another scope', async () => {
    const { coverage } = await lint({
      '/p/one/main.tf': provider('') + bucket,
      '/p/two/main.tf': provider('') + selection('theirs', byTag),
    });
    assert.deepEqual(coverage, { 'aws_s3_bucket.b': 'unknown' });
  });
});

describe('scopes that are not read this time', () => {
  async function messages(elsewhere?: Elsewhere): Promise<number> {
    const texts = [{ dialect: createCloudFormationDialect(), sources: [{ file: '/p/a.yaml', text: stack }] }];
    const { findings } = await lintTexts(texts, memoryTree({}), elsewhere && { elsewhere });
    return findings.filter(({ rule }) => rule === 'backup-coverage').length;
  }

  async function estatesOf(text: string): Promise<Elsewhere> {
    const tree = memoryTree({});
    const readings = await createCloudFormationDialect().read([{ file: '/p/b.yaml', text }], tree);
    return { kind: 'known', estates: readings.map(({ estate }) => estate) };
  }

  it('count as if they were', async () => {
    assert.equal(await messages(), 1);
    assert.equal(await messages(await estatesOf(stack)), 1);
    assert.equal(await messages(await estatesOf(stack.replace('arn:aws:s3:::other', "'*'"))), 0);
  });

  it('may cover everything where it is not known which there are', async () => {
    assert.equal(await messages({ kind: 'unknown', why: 'still looking' }), 0);
  });
});

describe('providers of one module', () => {
  const west = 'provider "aws" {\n alias = "west"\n region = "us-west-2"\n}\n';
  const inWest = bucket.replace('{\n', '{\n provider = aws.west\n');

  it('a bucket that a selection of another Region means is uncovered, and the message says why', async () => {
    const text = provider('') + west + inWest + selection('daily', byTag);
    const { coverage, messages } = await lint({ '/p/main.tf': text });
    assert.deepEqual(coverage, { 'aws_s3_bucket.b': 'uncovered' });
    assert.deepEqual(messages, [
      'No selection covers this bucket. `daily` works in `eu-west-1`; this bucket is in `us-west-2`.',
    ]);
  });

  it('a Region without a selection of its own is another scope', async () => {
    for (const body of [named, 'resources = ["*"]']) {
      const { coverage, messages } = await lint({ '/p/main.tf': provider('') + west + inWest + selection('s', body) });
      assert.deepEqual([coverage, messages], [{ 'aws_s3_bucket.b': 'unknown' }, []], body);
    }
  });

  it('a provider for another account covers nothing here, and one that says nothing may be of the same', async () => {
    const vault = (more: string): string => `provider "aws" {\n alias = "v"\n region = "eu-west-1"\n ${more}\n}\n`;
    const there = selection('daily', 'resources = [aws_s3_bucket.b.arn]').replace('{\n', '{\n provider = aws.v\n');
    const role = 'assume_role {\n role_arn = "arn:aws:iam::444455556666:role/deploy"\n }';
    assert.deepEqual((await lint({ '/p/main.tf': provider('') + vault('') + bucket + there })).coverage, {
      'aws_s3_bucket.b': 'covered',
    });
    assert.deepEqual((await lint({ '/p/main.tf': provider('') + vault(role) + bucket + there })).coverage, {
      'aws_s3_bucket.b': 'unknown',
    });
    const allowed = 'allowed_account_ids = ["111122223333"]';
    const { messages } = await lint({ '/p/main.tf': provider(allowed) + vault(role) + bucket + there });
    assert.deepEqual(messages, [
      'No selection covers this bucket. `daily` works in account `444455556666`; this bucket is in account `111122223333`.',
    ]);
  });
});

describe('what a selection names by reference', () => {
  it('is that bucket and no other, whatever their names', async () => {
    const text =
      provider('') +
      'resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket" "b" {}\nresource "aws_s3_bucket" "c" {\n bucket = "c"\n}\n' +
      selection('s', 'resources = [aws_s3_bucket.a.arn]');
    const { coverage } = await lint({ '/p/main.tf': text });
    assert.deepEqual(coverage, {
      'aws_s3_bucket.a': 'covered',
      'aws_s3_bucket.b': 'uncovered',
      'aws_s3_bucket.c': 'uncovered',
    });
  });

  it('is no bucket where it is of another service, its ARN known or not', async () => {
    for (const arn of [
      'aws_dynamodb_table.t.arn',
      'data.aws_efs_file_system.f.arn',
      '"arn:aws:dynamodb:${var.r}:111122223333:table/t"',
      '"arn:aws:ec2:*:*:volume/*"',
    ]) {
      const others = 'resource "aws_s3_bucket" "b" {}\nresource "aws_dynamodb_table" "t" {}\n';
      const text = provider('') + others + selection('s', `resources = [${arn}]`);
      assert.deepEqual((await lint({ '/p/main.tf': text })).coverage, { 'aws_s3_bucket.b': 'uncovered' }, arn);
    }
    const table = '  Table:\n    Type: AWS::DynamoDB::Table\n';
    for (const arn of [
      '!GetAtt Table.Arn',
      '!Sub arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}',
    ]) {
      const text = stack.replace('arn:aws:s3:::other', arn) + table;
      assert.deepEqual((await lint({ '/p/a.yaml': text })).coverage, { Orders: 'uncovered' }, arn);
    }
  });

  it('may be a bucket where nothing says what it is', async () => {
    for (const arn of ['var.arn', 'data.aws_s3_bucket.b.arn', 'aws_ssm_parameter.p.value', 'module.m.arn']) {
      const text = `${provider('')}resource "aws_s3_bucket" "b" {}\n${selection('s', `resources = [${arn}]`)}`;
      assert.deepEqual((await lint({ '/p/main.tf': text })).coverage, { 'aws_s3_bucket.b': 'unknown' }, arn);
    }
    const custom = '  Custom:\n    Type: Custom::Bucket\n    Properties:\n      ServiceToken: !Ref AWS::NoValue\n';
    const text = stack.replace('arn:aws:s3:::other', '!GetAtt Custom.Arn') + custom;
    assert.deepEqual((await lint({ '/p/a.yaml': text })).coverage, { Orders: 'unknown' });
  });
});

describe('the partition of an ARN', () => {
  const inGovCloud = bucket + selection('s', 'resources = ["arn:aws-us-gov:s3:::orders"]');

  it('is whatever the template writes, where it does not say for which Region it is', async () => {
    assert.deepEqual((await lint({ '/p/main.tf': inGovCloud })).coverage, { 'aws_s3_bucket.b': 'covered' });
    const text = stack.replace('arn:aws:s3:::other', 'arn:aws-cn:s3:::orders');
    assert.deepEqual((await lint({ '/p/a.yaml': text })).coverage, { Orders: 'covered' });
  });

  it('is that of the Region, where this is known', async () => {
    const gov = provider('').replace('eu-west-1', 'us-gov-west-1');
    assert.deepEqual((await lint({ '/p/main.tf': gov + inGovCloud })).coverage, { 'aws_s3_bucket.b': 'covered' });
    assert.deepEqual((await lint({ '/p/main.tf': provider('') + inGovCloud })).coverage, {
      'aws_s3_bucket.b': 'uncovered',
    });
  });
});
