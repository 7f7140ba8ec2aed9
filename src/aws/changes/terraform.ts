import type { BackupRuleInput } from '@aws-sdk/client-backup';
import type { NotificationConfiguration, Tag } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import type { Call, CallOf } from './calls';
import type { HclAttribute, HclBlock } from './hcl';
import { hclBlock, hclList, hclMap, hclText } from './hcl';
import { lifecycleBlock } from './terraformLifecycle';

/** Labels of the resources, so that they can name each other. */
class Labels {
  readonly #calls: readonly Call[];
  readonly #given = new Map<string, string>();

  constructor(calls: readonly Call[]) {
    this.#calls = calls;
  }

  /** A name as a label: other characters become underscores, and no two names have the same. */
  of(name: string): string {
    const known = this.#given.get(name);
    if (known !== undefined) return known;
    const wanted = name.replaceAll(/[^A-Za-z0-9_-]/gu, '_').replace(/^(?=[\d-])/u, '_');
    const taken = new Set(this.#given.values());
    let label = wanted;
    for (let number = 2; taken.has(label); number += 1) label = `${wanted}_${number}`;
    this.#given.set(name, label);
    return label;
  }

  /** The role by reference, where it is made here, else by its name or ARN. */
  role(arnOrName: string, attribute: 'arn' | 'name'): string {
    const name = arnOrName.slice(arnOrName.lastIndexOf('/') + 1);
    const isMade = this.#calls.some((call) => call.operation === 'CreateRole' && call.input.RoleName === name);
    return isMade ? `aws_iam_role.${this.of(name)}.${attribute}` : hclText(arnOrName);
  }

  vault(name: string): string {
    const isMade = this.#calls.some(
      (call) => call.operation === 'CreateBackupVault' && call.input.BackupVaultName === name,
    );
    return isMade ? `aws_backup_vault.${this.of(name)}.name` : hclText(name);
  }

  /** A plan without an id is the one that is made here. */
  plan(id: string | undefined): string {
    if (id !== undefined) return hclText(id);
    const made = this.#calls.find((call) => call.operation === 'CreateBackupPlan');
    return `aws_backup_plan.${this.of(made?.input.BackupPlan?.BackupPlanName ?? '')}.id`;
  }
}

function resource(type: string, label: string): string {
  return `resource "${type}" "${label}"`;
}

function versioning({ input }: CallOf<'PutBucketVersioning'>, labels: Labels): readonly HclBlock[] {
  const { Bucket = '', VersioningConfiguration } = input;
  return [
    {
      header: resource('aws_s3_bucket_versioning', labels.of(Bucket)),
      attributes: [['bucket', hclText(Bucket)]],
      blocks: [
        {
          header: 'versioning_configuration',
          attributes: [['status', hclText(VersioningConfiguration?.Status ?? '')]],
        },
      ],
    },
  ];
}

/** The resource owns all rules, so all of them are in it. */
function lifecycle({ input }: CallOf<'PutBucketLifecycleConfiguration'>, labels: Labels): readonly HclBlock[] {
  const { Bucket = '', LifecycleConfiguration, TransitionDefaultMinimumObjectSize: size } = input;
  return [
    {
      header: resource('aws_s3_bucket_lifecycle_configuration', labels.of(Bucket)),
      attributes: [
        ['bucket', hclText(Bucket)],
        ...(size === undefined ? [] : [['transition_default_minimum_object_size', hclText(size)] as const]),
      ],
      blocks: (LifecycleConfiguration?.Rules ?? []).map(lifecycleBlock),
    },
  ];
}

interface Destination {
  readonly Id?: string | undefined;
  readonly Events: readonly string[] | undefined;
  readonly Filter?:
    { readonly Key?: { readonly FilterRules?: readonly FilterRule[] | undefined } | undefined } | undefined;
}

interface FilterRule {
  readonly Name?: string | undefined;
  readonly Value?: string | undefined;
}

function destination(header: string, arn: readonly [string, string | undefined], one: Destination): HclBlock {
  const filters = (one.Filter?.Key?.FilterRules ?? []).map(({ Name = '', Value = '' }): HclAttribute => [
    `filter_${Name.toLowerCase()}`,
    hclText(Value),
  ]);
  return {
    header,
    attributes: [
      ...(one.Id === undefined ? [] : [['id', hclText(one.Id)] as const]),
      [arn[0], hclText(arn[1] ?? '')],
      ['events', hclList(one.Events ?? [])],
      ...filters,
    ],
  };
}

function destinations(configuration: NotificationConfiguration): readonly HclBlock[] {
  const { TopicConfigurations = [], QueueConfigurations = [], LambdaFunctionConfigurations = [] } = configuration;
  return [
    ...TopicConfigurations.map((one) => destination('topic', ['topic_arn', one.TopicArn], one)),
    ...QueueConfigurations.map((one) => destination('queue', ['queue_arn', one.QueueArn], one)),
    ...LambdaFunctionConfigurations.map((one) =>
      destination('lambda_function', ['lambda_function_arn', one.LambdaFunctionArn], one),
    ),
  ];
}

/** The resource owns the whole document, so the other destinations are in it. */
function notification({ input }: CallOf<'PutBucketNotificationConfiguration'>, labels: Labels): readonly HclBlock[] {
  const { Bucket = '', NotificationConfiguration: configuration = {} } = input;
  return [
    {
      header: resource('aws_s3_bucket_notification', labels.of(Bucket)),
      attributes: [
        ['bucket', hclText(Bucket)],
        ['eventbridge', String(configuration.EventBridgeConfiguration !== undefined)],
      ],
      blocks: destinations(configuration),
    },
  ];
}

function ownTags(tags: readonly Tag[]): readonly (readonly [string, string])[] {
  return tags.flatMap(({ Key = '', Value = '' }) => (Key.startsWith('aws:') ? [] : [[Key, hclText(Value)] as const]));
}

/** Only the bucket's own resource has tags: the bucket is imported. */
function tagging({ input }: CallOf<'PutBucketTagging'>, labels: Labels): readonly HclBlock[] {
  const { Bucket = '', Tagging } = input;
  const label = labels.of(Bucket);
  return [
    {
      header: 'import',
      attributes: [
        ['to', `aws_s3_bucket.${label}`],
        ['id', hclText(Bucket)],
      ],
    },
    {
      header: resource('aws_s3_bucket', label),
      attributes: [
        ['bucket', hclText(Bucket)],
        ['tags', hclMap(ownTags(Tagging?.TagSet ?? []))],
      ],
    },
  ];
}

function ruleBlock(rule: BackupRuleInput, labels: Labels): HclBlock {
  const days = rule.Lifecycle?.DeleteAfterDays;
  return {
    header: 'rule',
    attributes: [
      ['rule_name', hclText(rule.RuleName ?? '')],
      ['target_vault_name', labels.vault(rule.TargetBackupVaultName ?? '')],
      ['schedule', hclText(rule.ScheduleExpression ?? '')],
      ...(rule.EnableContinuousBackup === true ? [['enable_continuous_backup', 'true'] as const] : []),
    ],
    blocks: days === undefined ? [] : [{ header: 'lifecycle', attributes: [['delete_after', String(days)]] }],
  };
}

function plan({ input }: CallOf<'CreateBackupPlan'>, labels: Labels): readonly HclBlock[] {
  const { BackupPlanName: name = '', Rules = [] } = input.BackupPlan ?? {};
  return [
    {
      header: resource('aws_backup_plan', labels.of(name)),
      attributes: [['name', hclText(name)]],
      blocks: Rules.map((rule) => ruleBlock(rule, labels)),
    },
  ];
}

function selection({ input }: CallOf<'CreateBackupSelection'>, labels: Labels): readonly HclBlock[] {
  const { SelectionName: name = '', IamRoleArn = '', Resources = [], ListOfTags = [] } = input.BackupSelection ?? {};
  return [
    {
      header: resource('aws_backup_selection', labels.of(name)),
      attributes: [
        ['name', hclText(name)],
        ['plan_id', labels.plan(input.BackupPlanId)],
        ['iam_role_arn', labels.role(IamRoleArn, 'arn')],
        ...(Resources.length === 0 ? [] : [['resources', hclList(Resources)] as const]),
      ],
      blocks: ListOfTags.map(({ ConditionKey = '', ConditionValue = '' }) => ({
        header: 'selection_tag',
        attributes: [
          ['type', '"STRINGEQUALS"'],
          ['key', hclText(ConditionKey)],
          ['value', hclText(ConditionValue)],
        ],
      })),
    },
  ];
}

/** The trust of a role as a document of its own. It is ours: AWS Backup alone. */
function role({ input }: CallOf<'CreateRole'>, labels: Labels): readonly HclBlock[] {
  const { RoleName: name = '', Description } = input;
  const label = labels.of(name);
  return [
    {
      header: `data "aws_iam_policy_document" "${label}"`,
      blocks: [
        {
          header: 'statement',
          attributes: [['actions', '["sts:AssumeRole"]']],
          blocks: [
            {
              header: 'principals',
              attributes: [
                ['type', '"Service"'],
                ['identifiers', '["backup.amazonaws.com"]'],
              ],
            },
          ],
        },
      ],
    },
    {
      header: resource('aws_iam_role', label),
      attributes: [
        ['name', hclText(name)],
        ...(Description === undefined ? [] : [['description', hclText(Description)] as const]),
        ['assume_role_policy', `data.aws_iam_policy_document.${label}.json`],
      ],
    },
  ];
}

function attachment({ input }: CallOf<'AttachRolePolicy'>, labels: Labels): readonly HclBlock[] {
  const { RoleName = '', PolicyArn = '' } = input;
  const policy = PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1);
  return [
    {
      header: resource('aws_iam_role_policy_attachment', labels.of(`${RoleName}-${policy}`)),
      attributes: [
        ['role', labels.role(RoleName, 'name')],
        ['policy_arn', hclText(PolicyArn)],
      ],
    },
  ];
}

function vault({ input }: CallOf<'CreateBackupVault'>, labels: Labels): readonly HclBlock[] {
  const { BackupVaultName: name = '' } = input;
  return [{ header: resource('aws_backup_vault', labels.of(name)), attributes: [['name', hclText(name)]] }];
}

/** The resource owns the whole map, so all types are in it. */
function optIn({ input, region }: CallOf<'UpdateRegionSettings'>, labels: Labels): readonly HclBlock[] {
  const entries = Object.entries(input.ResourceTypeOptInPreference ?? {});
  const map = hclMap(entries.map(([type, isOn]) => [type, String(isOn)] as const));
  return [
    {
      header: resource('aws_backup_region_settings', labels.of(region)),
      attributes: [['resource_type_opt_in_preference', map]],
    },
  ];
}

function blocksOf(call: Call, labels: Labels): readonly HclBlock[] {
  switch (call.operation) {
    case 'PutBucketVersioning':
      return versioning(call, labels);
    case 'PutBucketLifecycleConfiguration':
      return lifecycle(call, labels);
    case 'PutBucketNotificationConfiguration':
      return notification(call, labels);
    case 'PutBucketTagging':
      return tagging(call, labels);
    case 'CreateBackupVault':
      return vault(call, labels);
    case 'CreateBackupPlan':
      return plan(call, labels);
    case 'CreateBackupSelection':
      return selection(call, labels);
    case 'UpdateRegionSettings':
      return optIn(call, labels);
    case 'CreateRole':
      return role(call, labels);
    case 'AttachRolePolicy':
      return attachment(call, labels);
    case 'CopyObject':
    case 'CopyInParts':
    case 'DeleteObject':
      return [];
  }
}

/**
 * The calls as Terraform, for a provider in their Region. Source: documentation of the AWS provider, version 5.31 and
 * later.
 */
export function terraformText(calls: readonly Call[]): string {
  const labels = new Labels(calls);
  const regions = [...new Set(calls.map(({ region }) => region))].join(', ');
  const blocks = calls.flatMap((call) => blocksOf(call, labels)).map(hclBlock);
  return [`# ${l10n.t('For a provider in {0}.', regions)}`, ...blocks, ''].join('\n\n').replace(/\n\n$/u, '\n');
}
