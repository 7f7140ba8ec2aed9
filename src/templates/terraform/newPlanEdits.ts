import { s3BackupPolicy, s3RestorePolicy } from '../policyArn';
import { insertAfter } from './blockEdits';
import type { Change } from './change';
import type { BlockMember } from './render';
import { attributes, nested } from './render';
import type { Situation } from './situation';
import { carriedFrom, freeName } from './situation';
import { attributeOf } from './syntax';

/** Vault names have no more than 50 characters, name prefixes of roles 38. Source: AWS Backup API; IAM user guide. */
const longestVaultName = 50;
const longestRolePrefix = 38;

type Attribute = readonly [name: string, value: string];

/** The types of the new resources; one label for all of them is not taken in any. */
const types = [
  'aws_backup_vault',
  'aws_backup_plan',
  'aws_iam_role',
  'data.aws_iam_policy_document',
  'aws_backup_selection',
] as const;

function labelFor({ source, label }: Situation): string {
  const wanted = label.includes('-') && !label.includes('_') ? `${label}-backup` : `${label}_backup`;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? wanted : `${wanted}_${number}`;
    if (types.every((type) => source.find(`${type}.${candidate}`) === undefined)) return candidate;
  }
}

function named(text: string, ending: string, longest: string['length']): string {
  return `"${text.slice(0, longest - ending.length)}${ending}"`;
}

/**
 * One rule, which runs once a day at the time that is AWS Backup's default. It is periodic, so that nothing depends on
 * the bucket's notifications, and recovery points expire, so that their cost comes to an end.
 */
function plan(label: string, name: string, days: number, carried: readonly Attribute[]): BlockMember {
  return nested(
    `resource "aws_backup_plan" "${label}"`,
    attributes(...carried, ['name', name]),
    nested(
      'rule',
      attributes(
        ['rule_name', '"daily"'],
        ['target_vault_name', `aws_backup_vault.${label}.name`],
        ['schedule', '"cron(0 5 ? * * *)"'],
      ),
      nested('lifecycle', attributes(['delete_after', String(days)])),
    ),
  );
}

/** Source: AWS Backup developer guide, managed policies: what backups and restores of S3 need, and nothing else. */
function role(situation: Situation, label: string, carried: readonly Attribute[]): readonly BlockMember[] {
  const attach = (policy: string, ending: string): BlockMember => {
    const type = 'aws_iam_role_policy_attachment';
    const own = freeName(situation.source, type, `${label}_${ending}`);
    return nested(
      `resource "${type}" "${own}"`,
      attributes(
        ...carried,
        ['role', `aws_iam_role.${label}.name`],
        ['policy_arn', `"arn:aws:iam::aws:policy/${policy}"`],
      ),
    );
  };
  return [
    nested(
      `data "aws_iam_policy_document" "${label}"`,
      ...(carried.length === 0 ? [] : [attributes(...carried)]),
      nested(
        'statement',
        attributes(['actions', '["sts:AssumeRole"]']),
        nested('principals', attributes(['type', '"Service"'], ['identifiers', '["backup.amazonaws.com"]'])),
      ),
    ),
    nested(
      `resource "aws_iam_role" "${label}"`,
      attributes(
        ...carried,
        ['name_prefix', named(situation.label, '-backup-', longestRolePrefix)],
        ['assume_role_policy', `data.aws_iam_policy_document.${label}.json`],
      ),
    ),
    attach(s3BackupPolicy, 's3'),
    attach(s3RestorePolicy, 's3_restore'),
  ];
}

/** The ARNs of all buckets of a declaration, as a list. */
function arnsOf({ bucket, address }: Situation): string {
  if (attributeOf(bucket.block, 'for_each') !== undefined) return `values(${address})[*].arn`;
  if (attributeOf(bucket.block, 'count') !== undefined) return `${address}[*].arn`;
  return `[${address}.arn]`;
}

/**
 * A vault, a plan, a role and a selection of just the buckets of one declaration: what is to stand behind it. A bucket
 * that is repeated may be there no times, and a selection of nothing is rejected; a module that is called twice would
 * make two vaults of one name.
 */
export function newPlan(situation: Situation, days: number): readonly BlockMember[] | undefined {
  const { bucket } = situation;
  const carried = carriedFrom(bucket, ['provider', 'region']);
  const carriedToIam = carriedFrom(bucket, ['provider']);
  if (!situation.isInRoot || !situation.isCertain || carried === undefined || carriedToIam === undefined) {
    return undefined;
  }
  const label = labelFor(situation);
  const name = named(situation.label, '-backup', longestVaultName);
  return [
    nested(`resource "aws_backup_vault" "${label}"`, attributes(...carried, ['name', name])),
    plan(label, name, days, carried),
    ...role(situation, label, carriedToIam),
    nested(
      `resource "aws_backup_selection" "${label}"`,
      attributes(
        ...carried,
        ['name', name],
        ['plan_id', `aws_backup_plan.${label}.id`],
        ['iam_role_arn', `aws_iam_role.${label}.arn`],
        ['resources', arnsOf(situation)],
      ),
    ),
  ];
}

/** The same as edits of the file that declares the buckets. */
export function newPlanEdits(situation: Situation, days: number): Change | undefined {
  const members = newPlan(situation, days);
  return members && { edits: members.map((member) => insertAfter(situation.bucket, member)) };
}
