import { GetRoleCommand, paginateListAttachedRolePolicies } from '@aws-sdk/client-iam';
import * as l10n from '@vscode/l10n';
import type { Prospect } from './change';
import type { ChangeTarget } from './changeTarget';
import type { GoalOf } from './goal';
import { readIfAny } from './reading';

const backupService = 'backup.amazonaws.com';

/** Lets AWS Backup take the role on. Source: AWS Backup developer guide, IAM service roles. */
export const trustPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: backupService }, Action: 'sts:AssumeRole' }],
} as const;

/** Whether a trust policy names AWS Backup. Its conditions are not weighed: AWS tells when it comes to it. */
export function trustsBackup(document: string): boolean {
  return decodeURIComponent(document).includes(`"${backupService}"`);
}

export function planRole(
  { name, region }: GoalOf<'createRole'>,
  found: { readonly trust: string } | undefined,
): Prospect {
  if (found !== undefined) {
    return trustsBackup(found.trust)
      ? { kind: 'holds', what: l10n.t('The role {0} is there, and AWS Backup can take it on.', name) }
      : {
          kind: 'impossible',
          why: l10n.t('There is a role {0} that AWS Backup cannot take on. Choose another.', name),
        };
  }
  return {
    kind: 'call',
    call: {
      operation: 'CreateRole',
      region,
      input: {
        RoleName: name,
        AssumeRolePolicyDocument: JSON.stringify(trustPolicy),
        Description: 'Lets AWS Backup back up and restore S3 buckets',
      },
    },
    title: l10n.t('Create the role {0}', name),
    why: l10n.t('AWS Backup reads buckets by a role of the account. Only AWS Backup can take this one on.'),
    undo: l10n.t('It can be deleted once no selection names it.'),
  };
}

export function planPolicy({ role, policyArn, region }: GoalOf<'attachPolicy'>, attached: readonly string[]): Prospect {
  const policy = policyArn.slice(policyArn.lastIndexOf('/') + 1);
  if (attached.includes(policyArn)) {
    return { kind: 'holds', what: l10n.t('The policy {0} is attached to the role {1}.', policy, role) };
  }
  return {
    kind: 'call',
    call: { operation: 'AttachRolePolicy', region, input: { RoleName: role, PolicyArn: policyArn } },
    title: l10n.t('Attach {0} to the role {1}', policy, role),
    why: l10n.t('The role that AWS Backup makes by default may do nothing on S3, and every backup of a bucket fails.'),
    undo: l10n.t('The policy can be detached again.'),
  };
}

/** @throws UnreadError. */
export async function lookAtRole(goal: GoalOf<'createRole'>, target: ChangeTarget): Promise<Prospect> {
  const output = await readIfAny('iam:GetRole', ['NoSuchEntity', 'NoSuchEntityException'], () =>
    target.iam(goal.region).send(new GetRoleCommand({ RoleName: goal.name }), { abortSignal: target.signal }),
  );
  return planRole(goal, output && { trust: output.Role?.AssumeRolePolicyDocument ?? '' });
}

/**
 * A role that is not there yet has no policies: an earlier step makes it.
 * @throws UnreadError.
 */
export async function lookAtPolicy(goal: GoalOf<'attachPolicy'>, target: ChangeTarget): Promise<Prospect> {
  const client = target.iam(goal.region);
  const attached = await readIfAny(
    'iam:ListAttachedRolePolicies',
    ['NoSuchEntity', 'NoSuchEntityException'],
    async () => {
      const arns: string[] = [];
      const pages = paginateListAttachedRolePolicies(
        { client },
        { RoleName: goal.role },
        { abortSignal: target.signal },
      );
      for await (const page of pages)
        arns.push(...(page.AttachedPolicies ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? []));
      return arns;
    },
  );
  return planPolicy(goal, attached ?? []);
}
