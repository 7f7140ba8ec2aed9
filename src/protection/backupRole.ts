import * as l10n from '@vscode/l10n';
import type { Role } from '../model/estate';
import { ask } from '../model/fact';

/** Whether it is certain that backups of S3 under this role fail. What was not read says nothing. */
export function cannotBackUpS3({ canBackUpS3 }: Role): boolean {
  return canBackUpS3.state === 'known' && ask(canBackUpS3, (can) => can) === 'no';
}

/** What is said of such a role. Source: AWS Backup developer guide, managed policies: the default role lacks S3. */
export function lackingRoleWords({ arn }: Role): { readonly message: string; readonly brief: string } {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return {
    message: l10n.t('The role {0} cannot read S3. Every backup of a bucket will fail.', name),
    brief: l10n.t('the role cannot read S3'),
  };
}
