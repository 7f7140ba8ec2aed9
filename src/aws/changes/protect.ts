import { createHash } from 'node:crypto';
import type { BackupRuleInput } from '@aws-sdk/client-backup';
import { bucketArn, partitionOf } from '../../model/arn';
import type { BucketPlace, Goal, LifecycleWish, PlanReference, WantedTag } from './goal';

/** The role that a new selection hands to AWS Backup. */
export interface RoleChoice {
  readonly arn: string;
  /** It is made first. */
  readonly isNew: boolean;
  /** It lacks the S3 policy, which is attached first. */
  readonly needsPolicy: boolean;
}

/** What brings the buckets into a backup plan. */
export type Protection =
  /** They get the tags that a selection of a plan asks for. */
  | { readonly kind: 'tags'; readonly tags: readonly WantedTag[]; readonly needsOptIn: boolean }
  /** A plan, there already or new, gets a selection that names them. */
  | {
      readonly kind: 'selection';
      readonly plan: PlanReference;
      /** The vault that a new plan writes to. */
      readonly vault?: string;
      readonly role: RoleChoice;
    };

/** What a person has answered. All buckets are in the Region of the plan. */
export interface ProtectAnswers {
  readonly region: string;
  readonly buckets: readonly string[];
  readonly wishes: readonly LifecycleWish[];
  readonly protection: Protection;
}

export type RuleKind = 'periodic' | 'continuous' | 'both';

/** A day at a time when little is going on in most Regions; AWS Backup's own default. */
const daily = 'cron(0 5 ? * * *)';

/** Days that a continuous recovery point may reach back. Source: AWS Backup developer guide, point-in-time recovery. */
export const mostContinuousDays = 35;

/**
 * The rules of a new plan. A continuous and a periodic rule share a vault, so that snapshots are taken from the
 * continuous recovery point. Source: AWS Backup developer guide, S3 backups.
 */
export function newRules(kind: RuleKind, days: number, vault: string): readonly BackupRuleInput[] {
  const rule = (name: string, kept: number): BackupRuleInput => ({
    RuleName: name,
    TargetBackupVaultName: vault,
    ScheduleExpression: daily,
    Lifecycle: { DeleteAfterDays: kept },
  });
  const continuous = {
    ...rule('continuous', Math.min(days, mostContinuousDays)),
    EnableContinuousBackup: true,
  };
  switch (kind) {
    case 'periodic':
      return [rule('daily', days)];
    case 'continuous':
      return [continuous];
    case 'both':
      return [continuous, rule('daily', days)];
  }
}

/** Names of selections and plans. Source: AWS Backup API. */
const longestName = 50;

/** The same for the same buckets, so that it is found again when the change is made again. */
export function selectionName(buckets: readonly string[]): string {
  const [first = ''] = buckets;
  if (buckets.length === 1 && first.length <= longestName) return first;
  const hash = createHash('sha256')
    .update([...buckets].sort().join('\n'))
    .digest('hex')
    .slice(0, 8);
  const what = buckets.length === 1 ? first.slice(0, longestName - 9) : `${buckets.length}-buckets`;
  return `${what}-${hash}`;
}

/** The policies that AWS Backup needs for S3. Source: AWS managed policy reference. */
export function s3PolicyArn(region: string, what: 'Backup' | 'Restore'): string {
  return `arn:${partitionOf(region)}:iam::aws:policy/AWSBackupServiceRolePolicyForS3${what}`;
}

function nameOfRole(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** A role that is there gets no rights that backups do not need. */
function roleGoals({ arn, isNew, needsPolicy }: RoleChoice, region: string): readonly Goal[] {
  const role = nameOfRole(arn);
  const attach = (what: 'Backup' | 'Restore'): Goal => ({
    kind: 'attachPolicy',
    region,
    role,
    policyArn: s3PolicyArn(region, what),
  });
  if (isNew) return [{ kind: 'createRole', region, name: role }, attach('Backup'), attach('Restore')];
  return needsPolicy ? [attach('Backup')] : [];
}

function protectionGoals({ protection, region, buckets }: ProtectAnswers): readonly Goal[] {
  if (protection.kind === 'tags') {
    const { tags, needsOptIn } = protection;
    return [
      ...(needsOptIn ? [{ kind: 'optInS3', region } as const] : []),
      ...buckets.map((bucket): Goal => ({ kind: 'tagBucket', bucket, region, tags })),
    ];
  }
  const { plan, vault, role } = protection;
  const arns = buckets.map((bucket) => bucketArn(bucket, partitionOf(region)));
  return [
    ...(vault === undefined ? [] : [{ kind: 'createVault', region, name: vault } as const]),
    ...roleGoals(role, region),
    ...(plan.kind === 'new' ? [{ kind: 'createPlan', region, name: plan.name, rules: plan.rules } as const] : []),
    {
      kind: 'createSelection',
      region,
      plan,
      name: selectionName(buckets),
      roleArn: role.arn,
      selected: { kind: 'buckets', arns },
    },
  ];
}

/**
 * What is to hold for buckets to be protected, in an order in which each step finds what it needs: what makes backups
 * possible comes before what begins them.
 */
export function protectGoals(answers: ProtectAnswers): readonly Goal[] {
  const { buckets, region, wishes } = answers;
  const settings = buckets.flatMap((bucket): readonly Goal[] => {
    const place: BucketPlace = { bucket, region };
    return [
      { kind: 'enableVersioning', ...place },
      ...(wishes.length === 0 ? [] : [{ kind: 'lifecycle', ...place, wishes } as const]),
    ];
  });
  return [...settings, ...protectionGoals(answers)];
}
