import * as l10n from '@vscode/l10n';
import type { IAMClient } from '@aws-sdk/client-iam';
import { paginateListAttachedRolePolicies, paginateListRolePolicies } from '@aws-sdk/client-iam';
import type { Role } from '../model/estate';
import type { Fact } from '../model/fact';
import { closedList, known, unknown } from '../model/fact';
import { readFact } from './call';
import { endingPages } from './pages';

/** Policies that allow S3 backups. Source: AWS managed policy reference. */
const sufficient: ReadonlySet<string> = new Set(['AWSBackupServiceRolePolicyForS3Backup', 'AdministratorAccess']);

/** Policies of AWS Backup that allow nothing on S3's data. Source: AWS managed policy reference. */
const withoutS3: ReadonlySet<string> = new Set([
  'AWSBackupServiceRolePolicyForBackup',
  'AWSBackupServiceRolePolicyForRestores',
  'AWSBackupServiceRolePolicyForS3Restore',
]);

function failed(fact: Fact<never>): Pick<Role, 'canBackUpS3' | 'unread'> {
  return { canBackUpS3: fact, unread: fact };
}

/** The names of the managed policies that are attached. */
export function readAttached(iam: IAMClient, name: string, signal: AbortSignal): Promise<Fact<readonly string[]>> {
  return readFact({
    action: 'iam:ListAttachedRolePolicies',
    read: async () => {
      const names: string[] = [];
      const pages = paginateListAttachedRolePolicies({ client: iam }, { RoleName: name }, { abortSignal: signal });
      for await (const page of endingPages(pages)) {
        names.push(...(page.AttachedPolicies ?? []).flatMap(({ PolicyName: policy }) => policy ?? []));
      }
      return known(names);
    },
  });
}

/** The names of its own policies. */
export function readInline(iam: IAMClient, name: string, signal: AbortSignal): Promise<Fact<readonly string[]>> {
  return readFact({
    action: 'iam:ListRolePolicies',
    read: async () => {
      const names: string[] = [];
      const pages = paginateListRolePolicies({ client: iam }, { RoleName: name }, { abortSignal: signal });
      for await (const page of endingPages(pages)) names.push(...(page.PolicyNames ?? []));
      return known(names);
    },
  });
}

/**
 * Whether a role may back up S3, as far as the names of its policies tell: own policies could, so they are unknown. Its
 * own are asked for only where the attached ones do not tell.
 */
export async function readRole(iam: IAMClient, arn: string, signal: AbortSignal): Promise<Role> {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const role = { arn, wrongPolicyArns: closedList([]) };
  const attached = await readAttached(iam, name, signal);
  if (attached.state !== 'known') return { ...role, ...failed(attached) };
  if (attached.value.some((policy) => sufficient.has(policy))) return { ...role, canBackUpS3: known(true, 'derived') };
  const inline = await readInline(iam, name, signal);
  if (inline.state !== 'known') return { ...role, ...failed(inline) };
  const others = [...attached.value.filter((policy) => !withoutS3.has(policy)), ...inline.value];
  const canBackUpS3 =
    others.length > 0
      ? unknown(l10n.t('the policies {0} may allow S3 backups', others.join(', ')))
      : known(false, 'derived');
  return { ...role, canBackUpS3 };
}
