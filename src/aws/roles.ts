import * as l10n from '@vscode/l10n';
import type { IAMClient } from '@aws-sdk/client-iam';
import { ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import type { Role } from '../model/estate';
import type { Fact } from '../model/fact';
import { closedList, known, unknown } from '../model/fact';
import { readFact } from './call';

/** Policies that allow S3 backups. Source: AWS managed policy reference. */
const sufficient: ReadonlySet<string> = new Set(['AWSBackupServiceRolePolicyForS3Backup', 'AdministratorAccess']);

/** Policies of AWS Backup that allow nothing on S3's data. Source: AWS managed policy reference. */
const withoutS3: ReadonlySet<string> = new Set([
  'AWSBackupServiceRolePolicyForBackup',
  'AWSBackupServiceRolePolicyForRestores',
  'AWSBackupServiceRolePolicyForS3Restore',
]);

async function rightsOf(iam: IAMClient, roleName: string, signal: AbortSignal): Promise<Fact<boolean>> {
  const options = { abortSignal: signal };
  const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: roleName }), options);
  const names = (attached.AttachedPolicies ?? []).flatMap(({ PolicyName: name }) => name ?? []);
  if (names.some((name) => sufficient.has(name))) return known(true, 'derived');
  const inline = await iam.send(new ListRolePoliciesCommand({ RoleName: roleName }), options);
  const others = [...names.filter((name) => !withoutS3.has(name)), ...(inline.PolicyNames ?? [])];
  if (others.length > 0 || attached.IsTruncated === true) {
    return unknown(l10n.t('the policies {0} may allow S3 backups', others.join(', ')));
  }
  return known(false, 'derived');
}

/** Whether a role may back up S3, as far as the names of its policies tell: own policies could, so they are unknown. */
export async function readRole(iam: IAMClient, arn: string, signal: AbortSignal): Promise<Role> {
  const roleName = arn.slice(arn.lastIndexOf('/') + 1);
  const canBackUpS3 = await readFact({
    action: 'iam:ListAttachedRolePolicies',
    read: () => rightsOf(iam, roleName, signal),
  });
  return { arn, canBackUpS3, wrongPolicyArns: closedList([]) };
}
