import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { createDialects } from '../../../src/cli/dialects';
import { lintProject } from '../../../src/lint/project';
import { memoryTree } from './memoryTree';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Properties = Readonly<Record<string, Json>>;

/** A bucket with a plan and a selection, or what a case makes of them. */
interface Scene {
  /** The body of the bucket, and what stands beside it. */
  readonly bucket?: string;
  readonly beside?: string;
  /** The rules of the plan. */
  readonly rules?: readonly string[];
  readonly selection?: string;
  readonly provider?: string;
}

const role = 'arn:aws:iam::111122223333:role/backup';

function hcl({ bucket = '', beside = '', rules = [''], selection, provider }: Scene): string {
  const plain = 'lifecycle {\n delete_after = 30\n }';
  const blocks = rules.map(
    (rule) => `rule {\n rule_name = "r"\n target_vault_name = "main"\n ${rule === '' ? plain : rule}\n}\n`,
  );
  // A rule that names its own vault says so itself.
  const own = blocks.map((text) =>
    text.split('target_vault_name').length > 2 ? text.replace(' target_vault_name = "main"\n', '') : text,
  );
  return `provider "aws" {\n region = "${provider ?? 'eu-west-1'}"\n}
resource "aws_s3_bucket" "b" {\n bucket = "orders"\n ${bucket}\n}
resource "aws_backup_plan" "p" {\n name = "daily"\n ${own.join(' ')}}
resource "aws_backup_selection" "s" {\n name = "s"\n plan_id = aws_backup_plan.p.id\n iam_role_arn = "${role}"
 ${selection ?? 'resources = ["arn:aws:s3:::orders"]'}\n}\n${beside}`;
}

interface Stack {
  readonly bucket?: Properties;
  readonly beside?: Properties;
  readonly rules?: readonly Properties[];
  readonly selection?: Properties;
}

function yaml({ bucket = {}, beside = {}, rules = [{}], selection }: Stack): string {
  const plan = rules.map((rule) => ({
    RuleName: 'r',
    TargetBackupVault: 'main',
    Lifecycle: { DeleteAfterDays: 30 },
    ...rule,
  }));
  const selected = selection ?? { Resources: ['arn:aws:s3:::orders'] };
  const of = (Type: string, Properties: Json): Json => ({ Type, Properties });
  return stringify({
    Resources: {
      B: of('AWS::S3::Bucket', { BucketName: 'orders', ...bucket }),
      P: of('AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanName: 'daily', BackupPlanRule: plan } }),
      S: of('AWS::Backup::BackupSelection', {
        BackupPlanId: { Ref: 'P' },
        BackupSelection: { SelectionName: 's', IamRoleArn: role, ...selected },
      }),
      ...beside,
    },
  });
}

/** What a rule says of a text, as `severity: message`. */
async function said(rule: string, text: string): Promise<readonly string[]> {
  const file = text.startsWith('provider') ? '/p/main.tf' : '/p/template.yaml';
  const outcome = await lintProject(memoryTree({ [file]: text }), ['/p'], createDialects());
  assert.ok(outcome.kind === 'done');
  assert.deepEqual(outcome.result.skipped, []);
  return outcome.result.findings
    .filter((finding) => finding.rule === rule)
    .map(({ severity, message }) => `${severity}: ${message}`);
}

interface Case {
  readonly title: string;
  readonly rule: string;
  readonly says: RegExp;
  readonly fails: { readonly terraform?: Scene; readonly cloudFormation?: Stack };
  readonly passes: { readonly terraform?: Scene; readonly cloudFormation?: Stack };
}

const tagBlock = 'selection_tag {\n type = "STRINGEQUALS"\n key = "backup"\n value = "true"\n }';
const listOfTags = [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'true' }];
const lifecycle = (rule: string): string =>
  `resource "aws_s3_bucket_lifecycle_configuration" "l" {\n bucket = aws_s3_bucket.b.id\n rule {\n id = "r"\n status = "Enabled"\n ${rule}\n }\n}\n`;
const rulesOf = (rule: Properties): Stack => ({
  bucket: { LifecycleConfiguration: { Rules: [{ Id: 'r', Status: 'Enabled', ...rule }] } },
});
const continuous = 'enable_continuous_backup = true\n lifecycle {\n delete_after = 30\n }';
const inOther = 'target_vault_name = "other"\n lifecycle {\n delete_after = 30\n }';
const gapped =
  'resource "aws_backup_logically_air_gapped_vault" "g" {\n name = "gapped"\n min_retention_days = 10\n max_retention_days = 90\n}\n';
const gap = (days: number): string =>
  `target_logically_air_gapped_backup_vault_arn = aws_backup_logically_air_gapped_vault.g.arn\n lifecycle {\n delete_after = ${days}\n }`;
const Gapped = {
  Gapped: {
    Type: 'AWS::Backup::LogicallyAirGappedBackupVault',
    Properties: { BackupVaultName: 'gapped', MinRetentionDays: 10, MaxRetentionDays: 90 },
  },
};
const gapRule = (days: number): Properties => ({
  TargetLogicallyAirGappedBackupVaultArn: { 'Fn::GetAtt': ['Gapped', 'BackupVaultArn'] },
  Lifecycle: { DeleteAfterDays: days },
});
const locked = (days: number): string =>
  `resource "aws_backup_vault" "v" {\n name = "main"\n}\nresource "aws_backup_vault_lock_configuration" "l" {\n backup_vault_name = aws_backup_vault.v.name\n min_retention_days = ${days}\n}\n`;
const Locked = (days: number): Properties => ({
  V: {
    Type: 'AWS::Backup::BackupVault',
    Properties: { BackupVaultName: 'main', LockConfiguration: { MinRetentionDays: days } },
  },
});

/** The rows that speak of several things at once. What the pages of the rules show is tested there. */
const cases: readonly Case[] = [
  {
    title: 'L6: expired markers beside a tag filter',
    rule: 'lifecycle-invalid',
    says: /^error: The removal of expired delete markers stands in a rule with a tag filter\./u,
    fails: {
      terraform: {
        beside: lifecycle(
          'filter {\n tag {\n key = "a"\n value = "b"\n }\n }\n expiration {\n expired_object_delete_marker = true\n }',
        ),
      },
      cloudFormation: rulesOf({ ExpiredObjectDeleteMarker: true, TagFilters: [{ Key: 'a', Value: 'b' }] }),
    },
    passes: {
      terraform: {
        beside: lifecycle('filter {\n prefix = "a/"\n }\n expiration {\n expired_object_delete_marker = true\n }'),
      },
      cloudFormation: rulesOf({ ExpiredObjectDeleteMarker: true, Prefix: 'a/' }),
    },
  },
  {
    title: 'L6: tags among other filters',
    rule: 'lifecycle-invalid',
    says: /^error: The end of incomplete uploads stands in a rule with a tag filter\./u,
    fails: {
      terraform: {
        beside: lifecycle(
          'filter {\n and {\n prefix = "a/"\n tags = { a = "b" }\n }\n }\n abort_incomplete_multipart_upload {\n days_after_initiation = 7\n }',
        ),
      },
      cloudFormation: rulesOf({
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        Prefix: 'a/',
        TagFilters: [{ Key: 'a', Value: 'b' }],
      }),
    },
    passes: {
      terraform: {
        beside: lifecycle('filter {}\n abort_incomplete_multipart_upload {\n days_after_initiation = 7\n }'),
      },
      cloudFormation: rulesOf({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }),
    },
  },
  {
    title: 'L6: incomplete uploads beside a size',
    rule: 'lifecycle-invalid',
    says: /^error: The end of incomplete uploads stands in a rule with a size filter\./u,
    fails: {
      terraform: {
        beside: lifecycle(
          'filter {\n object_size_greater_than = 500\n }\n abort_incomplete_multipart_upload {\n days_after_initiation = 7\n }',
        ),
      },
      cloudFormation: rulesOf({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, ObjectSizeLessThan: 500 }),
    },
    passes: {
      terraform: {
        beside: `variable "s" {}\n${lifecycle(
          'filter {\n object_size_greater_than = var.s\n }\n abort_incomplete_multipart_upload {\n days_after_initiation = 7\n }',
        )}`,
      },
      cloudFormation: rulesOf({ NoncurrentVersionExpiration: { NoncurrentDays: 7 }, ObjectSizeLessThan: 500 }),
    },
  },
  {
    title: 'L6: newer versions without a filter, which CloudFormation always makes',
    rule: 'lifecycle-invalid',
    says: /^error: A number of newer versions is kept by a rule without a filter\./u,
    fails: {
      terraform: {
        beside: lifecycle(
          'prefix = "a/"\n noncurrent_version_expiration {\n noncurrent_days = 30\n newer_noncurrent_versions = 3\n }',
        ),
      },
    },
    passes: {
      terraform: {
        beside: lifecycle('noncurrent_version_expiration {\n noncurrent_days = 30\n newer_noncurrent_versions = 3\n }'),
      },
      cloudFormation: rulesOf({
        NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 3 },
      }),
    },
  },
  {
    title: 'B2: every bucket, plus the tagged',
    rule: 'selection-matches-everything',
    says: /^warning: `arn:aws:s3:::\*` beside tags selects every bucket/u,
    fails: {
      terraform: { selection: `resources = ["arn:aws:s3:::*"]\n ${tagBlock}` },
      cloudFormation: { selection: { Resources: ['arn:aws:s3:::*'], ListOfTags: listOfTags } },
    },
    passes: {
      terraform: { selection: `resources = ["arn:aws:s3:::app-*"]\n ${tagBlock}` },
      cloudFormation: { selection: { Resources: ['arn:aws:s3:::app-*'], ListOfTags: listOfTags } },
    },
  },
  {
    title: 'B3: exclusions alone',
    rule: 'selection-invalid',
    says: /^error: The selection names neither resources nor tags\./u,
    fails: {
      terraform: { selection: 'not_resources = ["arn:aws:s3:::x"]' },
      cloudFormation: { selection: { NotResources: ['arn:aws:s3:::x'] } },
    },
    passes: {
      terraform: { selection: `not_resources = ["arn:aws:s3:::x"]\n ${tagBlock}` },
      cloudFormation: { selection: { NotResources: ['arn:aws:s3:::x'], ListOfTags: listOfTags } },
    },
  },
  {
    title: 'B4: keys with and without their prefix',
    rule: 'selection-invalid',
    says: /^error: A tag is named by its plain key\./u,
    fails: {
      terraform: { selection: tagBlock.replace('"backup"', '"aws:ResourceTag/backup"') },
      cloudFormation: {
        selection: { ListOfTags: [{ ...listOfTags[0]!, ConditionKey: 'aws:ResourceTag/backup' }] },
      },
    },
    passes: {
      terraform: { selection: tagBlock },
      cloudFormation: { selection: { ListOfTags: listOfTags } },
    },
  },
  {
    title: 'B5: the ARN of another partition than that of the Region, which only Terraform knows',
    rule: 'selection-invalid',
    says: /^error: ARNs in `us-gov-west-1` start with `arn:aws-us-gov:`\. `arn:aws:s3:::orders` matches no bucket\./u,
    fails: { terraform: { provider: 'us-gov-west-1' } },
    passes: {
      terraform: { provider: 'us-gov-west-1', selection: 'resources = ["arn:aws-us-gov:s3:::orders"]' },
      cloudFormation: { selection: { Resources: ['arn:aws-us-gov:s3:::orders'] } },
    },
  },
  {
    title: 'P2: two continuous rules in one vault',
    rule: 'continuous-conflict',
    says: /^warning: .*The longest retention wins/u,
    fails: {
      terraform: { rules: [continuous, continuous] },
      cloudFormation: { rules: [{ EnableContinuousBackup: true }, { EnableContinuousBackup: true }] },
    },
    passes: {
      terraform: { rules: [continuous, ''] },
      cloudFormation: { rules: [{ EnableContinuousBackup: true }, {}] },
    },
  },
  {
    title: 'P3: snapshots in another vault',
    rule: 'continuous-conflict',
    says: /^warning: .*the data is stored twice\./u,
    fails: {
      terraform: { rules: [continuous, inOther] },
      cloudFormation: { rules: [{ EnableContinuousBackup: true }, { TargetBackupVault: 'other' }] },
    },
    passes: {
      terraform: {
        rules: [`${continuous}\n target_vault_name = aws_backup_vault.v.name`, 'lifecycle {\n delete_after = 30\n }'],
        beside: 'variable "n" {}\nresource "aws_backup_vault" "v" {\n name = var.n\n}\n',
      },
      cloudFormation: {
        rules: [{ EnableContinuousBackup: true, TargetBackupVault: { Ref: 'V' } }, {}],
        beside: { V: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: { Ref: 'AWS::StackName' } } } },
      },
    },
  },
  {
    title: 'P8: an air-gapped target beside a continuous rule of another vault',
    rule: 'continuous-conflict',
    says: /^warning: .*Beside an air-gapped target the continuous jobs fail\./u,
    fails: {
      terraform: { rules: [continuous, gap(30)], beside: gapped },
      cloudFormation: { rules: [{ EnableContinuousBackup: true }, gapRule(30)], beside: Gapped },
    },
    passes: {
      terraform: { rules: [gap(30)], beside: gapped },
      cloudFormation: { rules: [gapRule(30)], beside: Gapped },
    },
  },
  {
    title: 'P7: the bounds of an air-gapped vault',
    rule: 'vault-lock-retention',
    says: /^error: Recovery points are to be kept 8 days, but the locked vault `gapped` asks for at least 10 and at most 90 days\./u,
    fails: {
      terraform: { rules: [gap(8)], beside: gapped },
      cloudFormation: { rules: [gapRule(8)], beside: Gapped },
    },
    passes: {
      terraform: { rules: [gap(10)], beside: gapped },
      cloudFormation: { rules: [gapRule(90)], beside: Gapped },
    },
  },
  {
    title: 'P7: an air-gapped vault keeps seven days or more, whatever its own minimum is',
    rule: 'vault-lock-retention',
    says: /^error: Recovery points are to be kept 5 days, .* at least 7 and at most 90 days\./u,
    fails: {
      terraform: { rules: [gap(5)], beside: `variable "n" {}\n${gapped.replace('= 10', '= var.n')}` },
    },
    passes: {
      terraform: { rules: [gap(7)], beside: `variable "n" {}\n${gapped.replace('= 10', '= var.n')}` },
    },
  },
  {
    title: 'P7: a continuous rule into a vault that keeps longer than it can',
    rule: 'vault-lock-retention',
    says: /^error: A continuous backup is kept 35 days at most, but the locked vault `main` asks for at least 40 days\./u,
    fails: {
      terraform: { rules: [continuous], beside: locked(40) },
      cloudFormation: { rules: [{ EnableContinuousBackup: true }], beside: Locked(40) },
    },
    passes: {
      terraform: { rules: [continuous], beside: locked(30) },
      cloudFormation: { rules: [{ EnableContinuousBackup: true }], beside: Locked(30) },
    },
  },
];

describe('rows of the domain', () => {
  for (const { title, rule, says, fails, passes } of cases) {
    const texts = ({ terraform, cloudFormation }: Case['fails']): readonly (readonly [string, string])[] => [
      ...(terraform ? [['Terraform', hcl(terraform)] as const] : []),
      ...(cloudFormation ? [['CloudFormation', yaml(cloudFormation)] as const] : []),
    ];
    for (const [dialect, text] of texts(fails)) {
      it(`${title}: fails in ${dialect}`, async () => {
        const findings = await said(rule, text);
        assert.equal(findings.length, 1, `${findings.join('\n')}\n${text}`);
        assert.match(findings[0] ?? '', says);
      });
    }
    for (const [dialect, text] of texts(passes)) {
      it(`${title}: passes in ${dialect}`, async () => {
        assert.deepEqual(await said(rule, text), [], text);
      });
    }
  }
});
