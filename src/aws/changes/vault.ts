import type { BackupVaultListMember } from '@aws-sdk/client-backup';
import { paginateListBackupVaults } from '@aws-sdk/client-backup';
import * as l10n from '@vscode/l10n';
import type { Prospect } from './change';
import type { ChangeTarget } from './changeTarget';
import type { GoalOf } from './goal';
import { readForChange } from './reading';

/** Source: AWS Backup API reference, CreateBackupVault. */
export function planVault({ name, region }: GoalOf<'createVault'>, found: BackupVaultListMember | undefined): Prospect {
  if (found?.VaultType === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT') {
    return { kind: 'impossible', why: l10n.t('{0} is an air-gapped vault. Choose another name.', name) };
  }
  if (found !== undefined) return { kind: 'holds', what: l10n.t('The backup vault {0} is there.', name) };
  return {
    kind: 'call',
    call: { operation: 'CreateBackupVault', region, input: { BackupVaultName: name } },
    title: l10n.t('Create the backup vault {0} in {1}', name, region),
    why: l10n.t('Recovery points are kept in it, encrypted with the key of AWS Backup.'),
    undo: l10n.t('It can be deleted as long as it holds no recovery points.'),
  };
}

/**
 * The list is asked, because AWS denies a look at a single vault that is not there as it does one that may not be seen.
 * @throws UnreadError.
 */
export async function lookAtVault(goal: GoalOf<'createVault'>, target: ChangeTarget): Promise<Prospect> {
  const client = target.backup(goal.region);
  const found = await readForChange('backup:ListBackupVaults', async () => {
    for await (const page of paginateListBackupVaults({ client }, {}, { abortSignal: target.signal })) {
      const vault = page.BackupVaultList?.find(({ BackupVaultName }) => BackupVaultName === goal.name);
      if (vault !== undefined) return vault;
    }
    return undefined;
  });
  return planVault(goal, found);
}
