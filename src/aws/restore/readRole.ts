import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import * as l10n from '@vscode/l10n';
import type { Fact } from '../../model/fact';
import { known, unknown } from '../../model/fact';
import type { RoleFacts } from '../../protection/restore/facts';
import { readFact } from '../call';
import { trustsBackup } from '../changes/role';
import { readAttached, readInline } from '../roles';

/** Policies that allow restores of S3. Source: AWS managed policy reference. */
const sufficient: ReadonlySet<string> = new Set(['AWSBackupServiceRolePolicyForS3Restore', 'AdministratorAccess']);

/** Policies of AWS Backup that write nothing into S3. Source: AWS managed policy reference. */
const insufficient: ReadonlySet<string> = new Set([
  'AWSBackupServiceRolePolicyForBackup',
  'AWSBackupServiceRolePolicyForRestores',
  'AWSBackupServiceRolePolicyForS3Backup',
]);

function readTrust(iam: IAMClient, name: string, signal: AbortSignal): Promise<Fact<boolean>> {
  return readFact({
    action: 'iam:GetRole',
    absentErrors: ['NoSuchEntity', 'NoSuchEntityException'],
    read: async () => {
      const output = await iam.send(new GetRoleCommand({ RoleName: name }), { abortSignal: signal });
      return known(trustsBackup(output.Role?.AssumeRolePolicyDocument ?? ''));
    },
  });
}

async function readRights(iam: IAMClient, name: string, signal: AbortSignal): Promise<Fact<boolean>> {
  const attached = await readAttached(iam, name, signal);
  if (attached.state !== 'known') return failed(attached);
  if (attached.value.some((policy) => sufficient.has(policy))) return known(true, 'derived');
  const inline = await readInline(iam, name, signal);
  if (inline.state !== 'known') return failed(inline);
  const others = [...attached.value.filter((policy) => !insufficient.has(policy)), ...inline.value];
  return others.length > 0
    ? unknown(l10n.t('The policies {0} may allow it. Look for yourself.', others.join(', ')))
    : known(false, 'derived');
}

function failed(fact: Exclude<Fact<unknown>, { readonly state: 'known' }>): Fact<never> {
  return fact.state === 'denied' || fact.state === 'unknown' ? fact : unknown(l10n.t('AWS does not say it.'));
}

/** What IAM tells of a role, as far as the names of its policies tell. Up to three calls. */
export async function readRestoreRole(iam: IAMClient, arn: string, signal: AbortSignal): Promise<RoleFacts> {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const [trusted, canRestoreS3] = await Promise.all([readTrust(iam, name, signal), readRights(iam, name, signal)]);
  return { trusted, canRestoreS3 };
}
