import type { BackupRuleInput } from '@aws-sdk/client-backup';
import * as l10n from '@vscode/l10n';
import { stringify } from 'yaml';
import type { Call, CallOf } from './calls';
import { trustPolicy } from './role';

type Properties = Readonly<Record<string, unknown>>;

interface Resource {
  readonly id: string;
  readonly Type: string;
  readonly Properties: Properties;
}

/** A logical id: letters and digits only. */
function idOf(name: string, kind: string): string {
  const words = name.split(/[^A-Za-z0-9]+/u).filter((word) => word !== '');
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}${kind}`;
}

/** Names that are made here, so that they can be referred to. */
class Made {
  readonly #calls: readonly Call[];

  constructor(calls: readonly Call[]) {
    this.#calls = calls;
  }

  role(arn: string): unknown {
    const name = arn.slice(arn.lastIndexOf('/') + 1);
    const isMade = this.#calls.some((call) => call.operation === 'CreateRole' && call.input.RoleName === name);
    return isMade ? { 'Fn::GetAtt': [idOf(name, 'Role'), 'Arn'] } : arn;
  }

  vault(name: string): unknown {
    const isMade = this.#calls.some(
      (call) => call.operation === 'CreateBackupVault' && call.input.BackupVaultName === name,
    );
    return isMade ? { Ref: idOf(name, 'Vault') } : name;
  }

  /** A plan without an id is the one that is made here. */
  plan(id: string | undefined): unknown {
    if (id !== undefined) return id;
    const made = this.#calls.find((call) => call.operation === 'CreateBackupPlan');
    return { Ref: idOf(made?.input.BackupPlan?.BackupPlanName ?? '', 'Plan') };
  }

  policies(role: string): readonly string[] {
    return this.#calls.flatMap((call) =>
      call.operation === 'AttachRolePolicy' && call.input.RoleName === role ? (call.input.PolicyArn ?? []) : [],
    );
  }
}

function ruleOf(rule: BackupRuleInput, made: Made): Properties {
  const { RuleName, TargetBackupVaultName = '', ScheduleExpression, EnableContinuousBackup, Lifecycle } = rule;
  return {
    RuleName,
    TargetBackupVault: made.vault(TargetBackupVaultName),
    ScheduleExpression,
    ...(EnableContinuousBackup === true && { EnableContinuousBackup }),
    ...(Lifecycle?.DeleteAfterDays !== undefined && { Lifecycle: { DeleteAfterDays: Lifecycle.DeleteAfterDays } }),
  };
}

function planOf({ input }: CallOf<'CreateBackupPlan'>, made: Made): Resource {
  const { BackupPlanName = '', Rules = [] } = input.BackupPlan ?? {};
  const BackupPlan = { BackupPlanName, BackupPlanRule: Rules.map((rule) => ruleOf(rule, made)) };
  return { id: idOf(BackupPlanName, 'Plan'), Type: 'AWS::Backup::BackupPlan', Properties: { BackupPlan } };
}

function selectionOf({ input }: CallOf<'CreateBackupSelection'>, made: Made): Resource {
  const { SelectionName = '', IamRoleArn = '', Resources, ListOfTags } = input.BackupSelection ?? {};
  const BackupSelection = {
    SelectionName,
    IamRoleArn: made.role(IamRoleArn),
    ...(Resources && { Resources }),
    ...(ListOfTags && { ListOfTags }),
  };
  return {
    id: idOf(SelectionName, 'Selection'),
    Type: 'AWS::Backup::BackupSelection',
    Properties: { BackupPlanId: made.plan(input.BackupPlanId), BackupSelection },
  };
}

function roleOf({ input }: CallOf<'CreateRole'>, made: Made): Resource {
  const { RoleName = '', Description } = input;
  return {
    id: idOf(RoleName, 'Role'),
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName,
      ...(Description !== undefined && { Description }),
      AssumeRolePolicyDocument: trustPolicy,
      ManagedPolicyArns: made.policies(RoleName),
    },
  };
}

/** What CloudFormation can make anew. What belongs to a thing that is there can only be said in its own template. */
function resourceOf(call: Call, made: Made): Resource | undefined {
  switch (call.operation) {
    case 'CreateBackupVault': {
      const { BackupVaultName = '' } = call.input;
      return { id: idOf(BackupVaultName, 'Vault'), Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName } };
    }
    case 'CreateBackupPlan':
      return planOf(call, made);
    case 'CreateBackupSelection':
      return selectionOf(call, made);
    case 'CreateRole':
      return roleOf(call, made);
    case 'PutBucketVersioning':
    case 'PutBucketLifecycleConfiguration':
    case 'PutBucketNotificationConfiguration':
    case 'PutBucketTagging':
    case 'AttachRolePolicy':
    case 'UpdateRegionSettings':
    case 'CopyObject':
    case 'CopyInParts':
    case 'DeleteObject':
      return undefined;
  }
}

/** The property of a bucket that each call is about. */
const bucketProperties = {
  PutBucketVersioning: 'VersioningConfiguration',
  PutBucketLifecycleConfiguration: 'LifecycleConfiguration',
  PutBucketNotificationConfiguration: 'NotificationConfiguration',
  PutBucketTagging: 'Tags',
} as const;

/** What a template cannot do here, as a sentence; `undefined` for what it can. */
function leftOut(call: Call, made: Made): string | undefined {
  switch (call.operation) {
    case 'PutBucketVersioning':
    case 'PutBucketLifecycleConfiguration':
    case 'PutBucketNotificationConfiguration':
    case 'PutBucketTagging': {
      const { Bucket: bucket = '' } = call.input;
      return l10n.t('{0} of the bucket {1}, in the template that makes it.', bucketProperties[call.operation], bucket);
    }
    case 'AttachRolePolicy': {
      const { RoleName: role = '', PolicyArn: policy = '' } = call.input;
      if (typeof made.role(role) !== 'string') return undefined;
      return l10n.t('ManagedPolicyArns of the role {0}, in the template that makes it: {1}.', role, policy);
    }
    case 'UpdateRegionSettings':
      return l10n.t('The opt-in of S3 in {0}, for which CloudFormation has no resource.', call.region);
    default:
      return undefined;
  }
}

/**
 * What of the calls a CloudFormation template can say, as YAML, with the rest named above it.
 * @returns `undefined` where it can say nothing.
 */
export function cloudFormationText(calls: readonly Call[]): string | undefined {
  const made = new Made(calls);
  const resources = calls.flatMap((call) => resourceOf(call, made) ?? []);
  if (resources.length === 0) return undefined;
  const Resources = Object.fromEntries(resources.map(({ id, Type, Properties }) => [id, { Type, Properties }]));
  const missing = calls.flatMap((call) => leftOut(call, made) ?? []);
  const notes = [
    ...(missing.length === 0
      ? []
      : [
          l10n.t('CloudFormation changes only what it has made. This is not in the template:'),
          ...missing.map((line) => `- ${line}`),
        ]),
    ...(resources.some(({ Type }) => Type === 'AWS::IAM::Role')
      ? [l10n.t('The role has a name of its own: deploy with CAPABILITY_NAMED_IAM.')]
      : []),
  ];
  const head = notes.map((line) => `# ${line}\n`).join('');
  return `${head}${stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources }, { lineWidth: 0 })}`;
}
