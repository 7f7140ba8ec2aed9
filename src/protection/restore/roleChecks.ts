import * as l10n from '@vscode/l10n';
import { ask } from '../../model/fact';
import type { Check } from '../check';
import { cannotTell, ok, stop } from '../check';
import type { RoleFacts } from './facts';
import type { RestoreRequest } from './request';

/** Whether the role can do it, as far as IAM tells. Source: AWS Backup developer guide, managed policies. */
export function roleChecks({ role: arn }: RestoreRequest, facts: RoleFacts): readonly Check[] {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  if (facts.trusted.state === 'absent') {
    return [stop(l10n.t('There is no role {0}.', name), l10n.t('Choose another role.'))];
  }
  return [trustCheck(name, facts), rightsCheck(name, facts)];
}

function trustCheck(name: string, { trusted }: RoleFacts): Check {
  switch (ask(trusted, (is) => is)) {
    case 'yes':
      return ok(l10n.t('AWS Backup can take on the role {0}.', name));
    case 'no':
      return stop(
        l10n.t('AWS Backup cannot take on the role {0}: its trust policy does not name backup.amazonaws.com.', name),
        l10n.t('Choose another role.'),
      );
    case 'unknown':
      return cannotTell(l10n.t('Whether AWS Backup can take on the role {0} is not known.', name), trusted);
  }
}

function rightsCheck(name: string, { canRestoreS3 }: RoleFacts): Check {
  switch (ask(canRestoreS3, (can) => can)) {
    case 'yes':
      return ok(l10n.t('The role {0} has the policy for restores of S3.', name));
    case 'no':
      return stop(
        l10n.t('The role {0} cannot write to S3: the restore would fail.', name),
        l10n.t('Attach AWSBackupServiceRolePolicyForS3Restore to it, or choose another role.'),
      );
    case 'unknown':
      return cannotTell(l10n.t('Whether the role {0} can restore S3 is not known.', name), canRestoreS3);
  }
}
