import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/lint/applyEdits';
import type { Estate } from '../../../../src/model/estate';
import type { Remedy } from '../../../../src/model/remedy';
import { coverageOf } from '../../../../src/protection/coverage';
import { readProject } from './support';
import { hasTerraform, isFormatted } from './terraformFmt';

/** The text of a module of one file after a fix, or `undefined` where none is offered. */
async function fix(
  text: string,
  remedy: Remedy,
  subjects: (estate: Estate) => readonly string[] = ({ buckets }) => buckets.items.map(({ id }) => id),
): Promise<string | undefined> {
  const [reading] = await readProject({ 'main.tf': text });
  const edits = reading?.edits(subjects(reading.estate), [remedy]);
  return edits && applyEdits(text, edits);
}

interface Case {
  readonly title: string;
  readonly before: string;
  readonly after: string | undefined;
}

function check(remedy: Remedy, cases: readonly Case[], subjects?: (estate: Estate) => readonly string[]): void {
  for (const { title, before, after } of cases) {
    it(title, async () => {
      assert.equal(await fix(before, remedy, subjects), after);
      if (hasTerraform && after !== undefined && isFormatted(before)) assert.ok(isFormatted(after), after);
    });
  }
}

const plain = 'resource "aws_s3_bucket" "b" {\n  bucket = "sample"\n}\n';

describe('Terraform edits: EventBridge', () => {
  const notification = (body: string): string =>
    `${plain}\nresource "aws_s3_bucket_notification" "n" {\n  bucket = aws_s3_bucket.b.id\n${body}}\n`;
  check({ kind: 'enableEventBridge' }, [
    {
      title: 'adds the attribute behind the others',
      before: notification('\n  queue {\n    queue_arn = "q"\n  }\n'),
      after: notification('\n  eventbridge = true\n\n  queue {\n    queue_arn = "q"\n  }\n'),
    },
    {
      title: 'flips it',
      before: notification('\n  eventbridge = false\n'),
      after: notification('\n  eventbridge = true\n'),
    },
    {
      title: 'leaves what a variable says',
      before: `variable "on" {\n  default = false\n}\n${notification('\n  eventbridge = var.on\n')}`,
      after: undefined,
    },
    { title: 'adds no resource that would own what others set', before: plain, after: undefined },
  ]);
});

describe('Terraform edits: tags', () => {
  const tagged = (tags: string): string => `resource "aws_s3_bucket" "b" {\n  bucket = "sample"\n${tags}}\n`;
  check({ kind: 'tagBucket', key: 'backup', value: 'true' }, [
    {
      title: 'adds a map',
      before: plain,
      after: tagged('\n  tags = {\n    backup = "true"\n  }\n'),
    },
    {
      title: 'adds a line, lined up with the one before it',
      before: tagged('\n  tags = {\n    environment = "prod"\n  }\n'),
      after: tagged('\n  tags = {\n    environment = "prod"\n    backup      = "true"\n  }\n'),
    },
    {
      title: 'adds a line behind a comma and a comment, in the quotes of the others',
      before: tagged('\n  tags = {\n    "environment" = "prod", # for good\n  }\n'),
      after: tagged('\n  tags = {\n    "environment" = "prod", # for good\n    "backup"      = "true",\n  }\n'),
    },
    {
      title: 'adds a line with a longer key',
      before: tagged('\n  tags = {\n    a = "prod"\n  }\n'),
      after: tagged('\n  tags = {\n    a = "prod"\n\n    backup = "true"\n  }\n'),
    },
    {
      title: 'adds to a map on one line',
      before: tagged('  tags   = { a = "prod" }\n'),
      after: tagged('  tags   = { a = "prod", backup = "true" }\n'),
    },
    {
      title: 'fills an empty map',
      before: tagged('  tags   = {}\n'),
      after: tagged('  tags   = { backup = "true" }\n'),
    },
    {
      title: 'sets the value that is there',
      before: tagged('  tags   = { backup = "no" }\n'),
      after: tagged('  tags   = { backup = "true" }\n'),
    },
    {
      title: 'merges with what is not written here',
      before: tagged('  tags   = local.tags\n'),
      after: tagged('  tags   = merge(local.tags, { backup = "true" })\n'),
    },
    {
      title: 'adds to the last map of a merge',
      before: tagged('  tags   = merge(local.tags, { a = "b" })\n'),
      after: tagged('  tags   = merge(local.tags, { a = "b", backup = "true" })\n'),
    },
  ]);
  check({ kind: 'tagBucket', key: 'Backup Plan', value: 'a"${b}' }, [
    {
      title: 'quotes what has to be',
      before: tagged('  tags   = {}\n'),
      after: tagged('  tags   = { "Backup Plan" = "a\\"$${b}" }\n'),
    },
  ]);
});

describe('Terraform edits: rules of plans', () => {
  const planned = (lifecycle: string, more = ''): string =>
    `resource "aws_backup_plan" "p" {\n  rule {\n    rule_name = "r"\n${more}${lifecycle}  }\n}\n`;
  const rules = ({ plans }: Estate): readonly string[] =>
    plans.items.flatMap(({ rules: { items } }) => items.map(({ id }) => id));
  const lifecycle = (...lines: readonly string[]): string =>
    `\n    lifecycle {\n${lines.map((line) => `      ${line}\n`).join('')}    }\n`;
  check(
    { kind: 'removeColdStorage' },
    [
      {
        title: 'takes cold storage out and lines up what is left',
        before: planned(lifecycle('cold_storage_after = 30 # why', 'delete_after       = 365')),
        after: planned(lifecycle('delete_after = 365')),
      },
      {
        title: 'takes out a block that would be empty',
        before: planned(lifecycle('cold_storage_after = 30')),
        after: planned(''),
      },
      {
        title: 'takes out a block on one line',
        before: planned('\n    lifecycle { cold_storage_after = 30 }\n'),
        after: planned(''),
      },
      { title: 'has nothing to take out', before: planned(lifecycle('delete_after = 365')), after: undefined },
    ],
    rules,
  );
  check(
    { kind: 'deleteAfter', days: 35 },
    [
      {
        title: 'leaves days beside cold storage, which asks for more',
        before: planned(lifecycle('cold_storage_after = 30', 'delete_after       = 365')),
        after: undefined,
      },
    ],
    rules,
  );
  check(
    { kind: 'startWindow', minutes: 60 },
    [
      {
        title: 'sets minutes',
        before: planned('', '    start_window = 30\n'),
        after: planned('', '    start_window = 60\n'),
      },
      { title: 'leaves minutes of a variable', before: planned('', '    start_window = var.s\n'), after: undefined },
    ],
    rules,
  );
});

describe('Terraform edits: roles', () => {
  const role = (body: string, head = ''): string =>
    `${plain}\nresource "aws_iam_role" "backup-role" {\n${head}  name = "r"\n${body}}\n`;
  const attach = (label: string, policy: string, role = 'aws_iam_role.backup-role.name'): string =>
    `\nresource "aws_iam_role_policy_attachment" "${label}" {\n  role       = ${role}\n  policy_arn = "${policy}"\n}\n`;
  const default_ =
    'arn:${data.aws_partition.here.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup';
  const s3 = 'AWSBackupServiceRolePolicyForS3Backup';
  const roles = ({ roles: { items } }: Estate): readonly string[] => items.map(({ arn }) => arn);
  check(
    { kind: 'attachS3BackupPolicy' },
    [
      {
        title: 'attaches the policy as the others are, behind the last one',
        before: `${role('')}${attach('main', default_)}${attach('other', default_, 'aws_iam_role.backup-role-2.name')}`,
        after: `${role('')}${attach('main', default_)}${attach('backup-role-s3', default_.replace(/service-role.*/, s3))}${attach('other', default_, 'aws_iam_role.backup-role-2.name')}`,
      },
      {
        title: 'adds to the list in the role, which rules out others',
        before: role(`\n  managed_policy_arns = [\n    "${default_}",\n  ]\n`),
        after: role(
          `\n  managed_policy_arns = [\n    "${default_}",\n    "${default_.replace(/service-role.*/, s3)}",\n  ]\n`,
        ),
      },
      {
        title: 'leaves a list that is decided elsewhere',
        before: role('\n  managed_policy_arns = var.policies\n'),
        after: undefined,
      },
      {
        title: 'attaches it to each of several roles',
        before: `# For AWSBackup.\n${role('', '  count = 2\n').replace('  name =', '  name  =')}`,
        after: `# For AWSBackup.\n${role('', '  count = 2\n').replace('  name =', '  name  =')}
resource "aws_iam_role_policy_attachment" "backup-role-s3" {
  count      = length(aws_iam_role.backup-role)
  role       = aws_iam_role.backup-role[count.index].name
  policy_arn = "arn:aws:iam::aws:policy/${s3}"
}
`,
      },
    ],
    roles,
  );
  check(
    {
      kind: 'correct',
      part: 'policyArn',
      from: 'service-role/AWSBackupServiceRolePolicyForS3Backup',
      to: 'AWSBackupServiceRolePolicyForS3Backup',
    },
    [
      {
        title: 'take the path out of the ARN of a policy',
        before: `${role('')}${attach('main', `arn:aws:iam::aws:policy/service-role/${s3}`)}`,
        after: `${role('')}${attach('main', `arn:aws:iam::aws:policy/${s3}`)}`,
      },
      {
        title: 'take the path out of one of several',
        before: role(`\n  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/${s3}", "x"]\n`),
        after: role(`\n  managed_policy_arns = ["arn:aws:iam::aws:policy/${s3}", "x"]\n`),
      },
      {
        title: 'leave an ARN that is decided elsewhere',
        before: `variable "p" {\n  default = "arn:aws:iam::aws:policy/service-role/${s3}"\n}\n${role('')}${attach('main', 'x').replace('"x"', 'var.p')}`,
        after: undefined,
      },
    ],
    roles,
  );
});

describe('Terraform edits: a new plan', () => {
  const remedy: Remedy = { kind: 'protectWithNewPlan', deleteAfterDays: 35 };

  it('covers the bucket, with a role that can, beside what is there already', async () => {
    const taken = 'resource "aws_iam_role" "b_backup" {\n  name = "x"\n}\n';
    const after = await fix(`${plain}\n${taken}`, remedy);
    assert.ok(after?.endsWith(`\n${taken}`) === true, after);
    const [reading] = await readProject({ 'main.tf': after });
    const { buckets, selections, roles, plans, vaults } = reading!.estate;
    assert.deepEqual([selections.items.length, plans.items.length, vaults.items.length], [1, 1, 1]);
    const [selection] = selections.items;
    assert.equal(selection!.resources.items[0]?.bucketId, buckets.items[0]!.id);
    const role = roles.items.find(({ arn }) => arn === 'aws_iam_role.b_backup_2');
    assert.equal(selection!.roleArn.state === 'known' && selection!.roleArn.value, role?.arn);
    assert.equal(role?.canBackUpS3.state === 'known' && role.canBackUpS3.value, true);
    if (hasTerraform) assert.ok(isFormatted(after), after);
  });

  check(remedy, [
    {
      title: 'is none for a bucket that may be there no times',
      before: plain.replace('{\n', '{\n  count  = var.n\n'),
      after: undefined,
    },
  ]);

  for (const [repetition, arns] of [
    ['for_each = toset(["x", "y"])', 'values(aws_s3_bucket.b)[*].arn'],
    ['count    = 2', 'aws_s3_bucket.b[*].arn'],
  ] as const) {
    it(`covers all buckets of ${repetition.slice(0, 'for_each'.length).trim()}`, async () => {
      const after = await fix(
        plain.replace('{\n', `{\n  ${repetition}\n`).replace('"sample"', '"sample-${1}"'),
        remedy,
      );
      assert.ok(after?.includes(`= ${arns}\n`) === true, after);
      const [reading] = await readProject({ 'main.tf': after });
      const { buckets, selections } = reading!.estate;
      assert.deepEqual(
        buckets.items.map((bucket) => coverageOf(bucket, reading!.estate).coverage),
        ['covered', 'covered'],
      );
      assert.equal(selections.items.length, 1);
    });
  }

  it('is none in a module, which may be called twice', async () => {
    const [reading] = await readProject({ 'main.tf': 'module "m" {\n  source = "./m"\n}\n', 'm/main.tf': plain });
    assert.equal(reading!.edits(['module.m.aws_s3_bucket.b'], [remedy]), undefined);
  });
});

describe('Terraform: access logs', () => {
  const states: readonly (readonly [string, string, boolean | undefined])[] = [
    ['into the bucket itself', 'aws_s3_bucket.b.id', true],
    ['into the bucket of its name', '"sample"', true],
    ['into another bucket', 'aws_s3_bucket.o.id', false],
    ['into a bucket of another name', '"other"', false],
    ['into an unknown bucket', 'var.target', undefined],
  ];
  for (const [title, target, expected] of states) {
    it(title, async () => {
      const other = 'resource "aws_s3_bucket" "o" {}\nvariable "target" {}\n';
      const logging = `resource "aws_s3_bucket_logging" "l" {\n  bucket        = aws_s3_bucket.b.id\n  target_bucket = ${target}\n}\n`;
      const [reading] = await readProject({ 'main.tf': plain + other + logging });
      const fact = reading!.estate.buckets.items[0]!.receivesOwnLogs;
      assert.equal(fact.state === 'known' ? fact.value : undefined, expected);
    });
  }

  it('by a block in the bucket, and not at all', async () => {
    const inline = plain.replace('}', '  logging {\n    target_bucket = "sample"\n  }\n}');
    for (const [text, state] of [
      [inline, 'known'],
      [plain, 'unmanaged'],
    ] as const) {
      const [reading] = await readProject({ 'main.tf': text });
      assert.equal(reading!.estate.buckets.items[0]!.receivesOwnLogs.state, state);
    }
  });
});

describe('Terraform edits: selections', () => {
  const selected = (body: string): string =>
    `${plain}\nresource "aws_backup_selection" "s" {\n  plan_id = "p"\n${body}}\n`;
  check({ kind: 'addToSelection', selectionId: 'aws_backup_selection.s' }, [
    {
      title: 'adds to a list on one line',
      before: selected('\n  resources = ["a"]\n'),
      after: selected('\n  resources = ["a", aws_s3_bucket.b.arn]\n'),
    },
    {
      title: 'adds a line',
      before: selected('\n  resources = [\n    "a",\n  ]\n'),
      after: selected('\n  resources = [\n    "a",\n    aws_s3_bucket.b.arn,\n  ]\n'),
    },
    {
      title: 'adds a line behind one without a comma',
      before: selected('\n  resources = [\n    "a"\n  ]\n'),
      after: selected('\n  resources = [\n    "a",\n    aws_s3_bucket.b.arn\n  ]\n'),
    },
    {
      title: 'adds a line behind a comment',
      before: selected('\n  resources = [\n    "a", # one\n  ]\n'),
      after: selected('\n  resources = [\n    "a", # one\n    aws_s3_bucket.b.arn,\n  ]\n'),
    },
    {
      title: 'adds a line behind a comment without a comma',
      before: selected('\n  resources = [\n    "a" # one\n  ]\n'),
      after: selected('\n  resources = [\n    "a", # one\n    aws_s3_bucket.b.arn\n  ]\n'),
    },
    {
      title: 'adds to a list that a function is given',
      before: selected('\n  resources = concat(local.more, ["a"])\n'),
      after: selected('\n  resources = concat(local.more, ["a", aws_s3_bucket.b.arn])\n'),
    },
    {
      title: 'leaves a list of which a function makes something else',
      before: selected('\n  resources = setsubtract(local.more, ["a"])\n'),
      after: undefined,
    },
    {
      title: 'adds a list',
      before: selected('\n  selection_tag {\n    key = "k"\n  }\n'),
      after: selected('\n  resources = [aws_s3_bucket.b.arn]\n\n  selection_tag {\n    key = "k"\n  }\n'),
    },
    {
      title: 'leaves a list that is written elsewhere',
      before: selected('\n  resources = local.all\n'),
      after: undefined,
    },
    {
      title: 'leaves a selection of which there are several',
      before: selected('\n  count     = 2\n  resources = ["a"]\n'),
      after: undefined,
    },
  ]);
});

describe('Terraform edits: retention', () => {
  const planned = (body: string, head = ''): string =>
    `resource "aws_backup_plan" "p" {\n${head}  rule {\n    rule_name = "r"\n${body}  }\n}\n`;
  const rules = ({ plans }: Estate): readonly string[] =>
    plans.items.flatMap(({ rules: { items } }) => items.map(({ id }) => id));
  check(
    { kind: 'deleteAfter', days: 35 },
    [
      {
        title: 'adds a lifecycle',
        before: planned(''),
        after: planned('\n    lifecycle {\n      delete_after = 35\n    }\n'),
      },
      {
        title: 'changes the days',
        before: planned('\n    lifecycle {\n      delete_after = 90\n    }\n'),
        after: planned('\n    lifecycle {\n      delete_after = 35\n    }\n'),
      },
      {
        title: 'leaves days that are written elsewhere',
        before: planned('\n    lifecycle {\n      delete_after = var.days\n    }\n'),
        after: undefined,
      },
    ],
    rules,
  );
  check(
    { kind: 'deleteAfter', days: 35 },
    [{ title: 'leaves a rule that another plan has too', before: planned('', '  count = 2\n\n'), after: undefined }],
    (estate) => rules(estate).slice(0, 1),
  );
});
