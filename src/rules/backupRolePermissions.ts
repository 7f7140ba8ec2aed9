import * as l10n from '@vscode/l10n';
import type { Estate, Role } from '../model/estate';
import { ask, valueOf } from '../model/fact';
import { cannotBackUpS3, lackingRoleWords } from '../protection/backupRole';
import { coverageOf } from '../protection/coverage';
import type { BackupSelection } from '../model/selection';
import { namesS3 } from '../protection/selection';
import type { Proposal } from '../model/remedy';
import type { Rule, Violation } from './rule';
import { fix, pointAt, relatedTo } from './rule';

function rightArn(wrong: string): Proposal {
  const from = wrong.slice(wrong.indexOf('/') + 1);
  const to = from.slice(from.lastIndexOf('/') + 1);
  return fix(l10n.t('Name the policy `{0}`, without a path', to), { kind: 'correct', part: 'policyArn', from, to });
}

/** Such an ARN is of no policy, whoever uses the role. */
function wrongArns(role: Role): readonly Violation[] {
  return role.wrongPolicyArns.items.flatMap((arn) => {
    if (arn.state !== 'known') return [];
    return [
      {
        subject: role.arn,
        message: l10n.t(
          'There is no policy `{0}`. The S3 policies of AWS Backup are without `service-role/`.',
          arn.value,
        ),
        brief: l10n.t('the S3 policy has no service-role/ in its ARN'),
        ...pointAt(role, arn),
        proposals: [rightArn(arn.value)],
      },
    ];
  });
}

function isUsedBy(role: Role, { exists, roleArn }: BackupSelection): boolean {
  return ask(exists, (yes) => yes) === 'yes' && valueOf(roleArn) === role.arn;
}

/** Whether the role is handed to AWS Backup for a bucket, for certain. */
function backsUpBuckets(role: Role, estate: Estate): boolean {
  const selections = estate.selections.items.filter((selection) => isUsedBy(role, selection));
  if (selections.length === 0) return false;
  const alwaysNames = ({ resources, conditions }: BackupSelection): boolean =>
    resources.items.some(namesS3) && conditions.items.length === 0 && !conditions.open;
  if (selections.some(alwaysNames)) return true;
  return estate.buckets.items.some((bucket) =>
    coverageOf(bucket, estate).covering.some((match) => selections.includes(match.selection)),
  );
}

function check(role: Role, estate: Estate): readonly Violation[] {
  const wrong = wrongArns(role);
  if (wrong.length > 0) return wrong;
  if (!cannotBackUpS3(role) || !backsUpBuckets(role, estate)) return [];
  return [
    {
      subject: role.arn,
      ...lackingRoleWords(role),
      ...pointAt(role),
      related: estate.selections.items
        .filter((selection) => isUsedBy(role, selection))
        .flatMap((selection) => relatedTo(l10n.t('This selection hands the role to AWS Backup.'), selection)),
      proposals: [fix(l10n.t('Attach AWSBackupServiceRolePolicyForS3Backup'), { kind: 'attachS3BackupPolicy' })],
    },
  ];
}

/** Source: AWS Backup developer guide, managed policies: the policy of the default role says nothing of S3. */
export const backupRolePermissions: Rule = {
  id: 'backup-role-permissions',
  title: () => l10n.t('The role of a selection can back up S3'),
  severity: 'error',
  equals: [],
  check: (estate) => estate.roles.items.flatMap((role) => check(role, estate)),
};
