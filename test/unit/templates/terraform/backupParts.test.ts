import assert from 'node:assert/strict';
import type { Estate } from '../../../../src/model/estate';
import { valueOf } from '../../../../src/model/fact';
import { lockConflict } from '../../../../src/protection/vaultLock';
import { readProject } from './support';

async function estateOf(text: string): Promise<Estate> {
  const readings = await readProject({ 'main.tf': text });
  assert.equal(readings.length, 1);
  return readings[0]!.estate;
}

const plan = `
resource "aws_backup_vault" "v" {
  name = "main"
}

resource "aws_backup_plan" "p" {
  name = "daily"

  rule {
    rule_name                    = "fine"
    target_vault_name            = aws_backup_vault.v.name
    schedule                     = "cron(0 3 ? * * *)"
    schedule_expression_timezone = "Europe/Berlin"
    start_window                 = 60
    completion_window            = 120
    enable_continuous_backup     = true

    lifecycle {
      cold_storage_after = 30
      delete_after       = 35
    }

    copy_action {
      destination_vault_arn = "arn:aws:backup:us-west-2:111122223333:backup-vault:other"
    }
  }

  dynamic "rule" {
    for_each = toset(["weekly"])

    content {
      rule_name         = rule.value
      target_vault_name = "other"
    }
  }
}
`;

describe('Terraform: backup plans', () => {
  it('reads what a rule says, and knows what it leaves out', async () => {
    const { plans } = await estateOf(plan);
    assert.equal(plans.completeness.kind, 'complete');
    const [first, second] = plans.items[0]!.rules.items;
    assert.equal(plans.items[0]!.rules.open, false);
    assert.equal(first!.id, 'aws_backup_plan.p#0');
    assert.deepEqual(
      [
        first!.name,
        first!.targetVault,
        first!.schedule,
        first!.scheduleTimezone,
        first!.startWindowMinutes,
        first!.completionWindowMinutes,
        first!.continuous,
        first!.deleteAfterDays,
        first!.moveToColdStorageAfterDays,
        first!.copies,
      ].map((fact) => valueOf<unknown>(fact)),
      ['fine', 'main', 'cron(0 3 ? * * *)', 'Europe/Berlin', 60, 120, true, 35, 30, true],
    );
    assert.equal(valueOf(second!.name), 'weekly');
    assert.equal(valueOf(second!.continuous), false);
    assert.equal(valueOf(second!.copies), false);
    assert.equal(second!.deleteAfterDays.state, 'absent');
    assert.equal(second!.airGappedVault.state, 'absent');
  });

  it('points at the rule', async () => {
    const { plans } = await estateOf(plan);
    const { declaration } = plans.items[0]!.rules.items[0]!;
    assert.equal(declaration?.resource, 'aws_backup_plan.p');
    assert.deepEqual(declaration.name.start, { line: 8, character: 2 });
    assert.deepEqual(declaration.block.start, { line: 5, character: 0 });
  });

  it('concludes nothing from a rule that does not parse', async () => {
    const { plans } = await estateOf(plan.replace('start_window                 = 60', 'start_window = ='));
    const [only] = plans.items;
    assert.ok(only!.rules.open || only!.rules.items.every((rule) => rule.startWindowMinutes.state === 'unknown'));
  });

  it('leaves rules open that nobody can count', async () => {
    const { plans } = await estateOf(
      'variable "r" {}\nresource "aws_backup_plan" "p" {\n  dynamic "rule" {\n    for_each = var.r\n    content {}\n  }\n}\n',
    );
    assert.deepEqual(plans.items[0]!.rules, { items: [], open: true });
  });

  it('lists no plan that is switched off', async () => {
    const { plans } = await estateOf(
      'resource "aws_backup_plan" "p" {\n  count = 0\n}\nresource "aws_backup_plan" "q" {\n  name = "q"\n}\n',
    );
    assert.deepEqual(
      plans.items.map(({ id }) => id),
      ['aws_backup_plan.q'],
    );
  });
});

const lock = `
resource "aws_backup_vault_lock_configuration" "l" {
  backup_vault_name  = aws_backup_vault.v.name
  min_retention_days = 40
}
`;

function conflicts({ plans, vaults }: Estate): readonly boolean[] {
  return plans.items[0]!.rules.items.map((rule) => lockConflict(rule, vaults) !== undefined);
}

describe('Terraform: backup vaults', () => {
  it('locks a vault by the resource beside it', async () => {
    assert.deepEqual(conflicts(await estateOf(plan + lock)), [true, false]);
  });

  it('finds the vault of a rule by reference where its name is not known', async () => {
    const text = ('resource "random_id" "r" {}\n' + plan + lock).replace(
      'name = "main"',
      'name = "${random_id.r.hex}-main"',
    );
    assert.deepEqual(conflicts(await estateOf(text)), [true, false]);
  });

  it('does not take a lock for certain that may be off, or that may be for another vault', async () => {
    const onlyMaybe = lock.replace('{', '{\n  count = var.on ? 1 : 0');
    assert.deepEqual(conflicts(await estateOf(`variable "on" {}\n${plan}${onlyMaybe}`)), [false, false]);
    const elsewhere = lock.replace('aws_backup_vault.v.name', 'var.vault');
    const { vaults } = await estateOf(`variable "vault" {}\n${plan}${elsewhere}`);
    assert.equal(vaults.items[0]!.locked.state, 'unknown');
  });

  it('knows that an air-gapped vault is locked', async () => {
    const { vaults } = await estateOf(
      'resource "aws_backup_logically_air_gapped_vault" "g" {\n  name               = "gap"\n' +
        '  min_retention_days = 7\n  max_retention_days = 30\n}\n',
    );
    const [vault] = vaults.items;
    assert.deepEqual(
      [vault!.kind, vault!.locked, vault!.minRetentionDays, vault!.maxRetentionDays].map((fact) =>
        valueOf<unknown>(fact),
      ),
      ['air-gapped', true, 7, 30],
    );
  });
});

const s3Backup = 'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup';
const withoutS3 = 'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup';
const wrong = 'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForS3Backup';

const role = `
resource "aws_iam_role" "r" {
  name = "backup"
}

resource "aws_backup_selection" "s" {
  plan_id      = aws_backup_plan.p.id
  iam_role_arn = aws_iam_role.r.arn
  resources    = ["*"]
}

resource "aws_backup_plan" "p" {}
`;

function attachment(policy: string, head = 'role = aws_iam_role.r.name'): string {
  return `
resource "aws_iam_role_policy_attachment" "a" {
  ${head}
  policy_arn = ${policy}
}
`;
}

describe('Terraform: roles of selections', () => {
  const rights: readonly (readonly [string, string, boolean | 'unknown'])[] = [
    ['the S3 policy', attachment(`"${s3Backup}"`), true],
    [
      'the S3 policy in any partition',
      `data "aws_partition" "p" {}\n${attachment(`"${s3Backup.replace('aws', '${data.aws_partition.p.partition}')}"`)}`,
      true,
    ],
    ['the policy for other services', attachment(`"${withoutS3}"`), false],
    ['the policy for other services, by the name of the role', attachment(`"${withoutS3}"`, 'role = "backup"'), false],
    [
      'both, by for_each',
      attachment('each.value', `for_each = toset(["${withoutS3}", "${s3Backup}"])\n  role = aws_iam_role.r.id`),
      true,
    ],
    ['no policy at all', '', 'unknown'],
    ['a policy of its own', attachment('aws_iam_policy.own.arn'), 'unknown'],
    [
      'an inline policy too',
      `${attachment(`"${withoutS3}"`)}resource "aws_iam_role_policy" "i" {\n  role = aws_iam_role.r.id\n}\n`,
      'unknown',
    ],
    [
      'a policy that may be for another role',
      `variable "role" {}\n${attachment(`"${withoutS3}"`)}${attachment('var.p', 'role = var.role').replace('"a"', '"b"')}`,
      'unknown',
    ],
    [
      'a module that gets the role',
      `${attachment(`"${withoutS3}"`)}module "m" {\n  source = "sample/policies/aws"\n  role = aws_iam_role.r.name\n}\n`,
      'unknown',
    ],
    [
      'a module that does not get the role',
      `${attachment(`"${withoutS3}"`)}module "m" {\n  source = "sample/policies/aws"\n  role = "other"\n}\n`,
      false,
    ],
    [
      'the S3 policy if a default says so',
      `variable "on" {\n  default = false\n}\n${attachment(`"${s3Backup}"`, 'count = var.on ? 1 : 0\n  role = aws_iam_role.r.name')}`,
      'unknown',
    ],
  ];
  for (const [title, text, expected] of rights) {
    it(title, async () => {
      const { roles, selections } = await estateOf(role + text);
      assert.equal(valueOf(selections.items[0]!.roleArn), 'aws_iam_role.r');
      assert.equal(roles.items[0]!.arn, 'aws_iam_role.r');
      assert.equal(valueOf(roles.items[0]!.canBackUpS3) ?? 'unknown', expected);
    });
  }

  it('reads policies that are listed in the role', async () => {
    const { roles } = await estateOf(
      role.replace('name = "backup"', `name                = "backup"\n  managed_policy_arns = ["${withoutS3}"]`),
    );
    assert.equal(valueOf(roles.items[0]!.canBackUpS3), false);
  });

  it('finds the ARN that no policy has', async () => {
    const { roles } = await estateOf(role + attachment(`"${wrong}"`));
    assert.deepEqual(
      roles.items[0]!.wrongPolicyArns.items.map((fact) => valueOf(fact)),
      [wrong],
    );
    assert.equal(valueOf(roles.items[0]!.canBackUpS3), false);
  });
});
