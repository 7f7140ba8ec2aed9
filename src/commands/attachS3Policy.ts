import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { KnownRole } from '../aws/changes/protectOptions';
import type { Command, Services } from './command';
import { previewChange } from './previewChange';

interface RoleItem {
  readonly label: string;
  readonly description: string;
  readonly region: string;
  readonly role: KnownRole;
}

/** "can back up S3", "cannot back up S3", or that it is not known. */
export function rightsWords({ canBackUpS3 }: KnownRole): string {
  switch (canBackUpS3) {
    case 'yes':
      return l10n.t('can back up S3');
    case 'no':
      return l10n.t('cannot back up S3');
    case 'not-known':
      return l10n.t('whether it can back up S3 is not known');
  }
}

/** The roles of all selections, those that lack the policy first. */
async function roleItems({ current }: Services): Promise<readonly RoleItem[]> {
  const session = await current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  const [readings, { knownRoles }] = await Promise.all([
    session.regionReadings(),
    import('../aws/changes/protectOptions'),
  ]);
  const items = readings.flatMap((reading) =>
    knownRoles(reading, undefined).map((role) => ({
      label: role.arn.slice(role.arn.lastIndexOf('/') + 1),
      description: rightsWords(role),
      region: reading.region,
      role,
    })),
  );
  const once = [...new Map(items.map((item) => [item.role.arn, item])).values()];
  return once.filter(({ role }) => role.canBackUpS3 !== 'yes').toReversed();
}

export const attachS3Policy: Command = {
  id: 's3backup.attachS3Policy',
  run: async (services) => {
    const items = await roleItems(services);
    if (items.length === 0) {
      throw new Error(l10n.t('All roles that selections name can back up S3, as far as IAM could be read.'));
    }
    const lacking = items.filter(({ role }) => role.canBackUpS3 === 'no');
    const item =
      lacking.length === 1 && items.length === 1
        ? lacking[0]
        : await window.showQuickPick(items, { placeHolder: l10n.t('Which role?'), matchOnDescription: true });
    if (item === undefined) return;
    const { region, label: role } = item;
    const { s3PolicyArn } = await import('../aws/changes/protect');
    await previewChange(services, l10n.t('Attach the S3 policy to the role {0}', role), [
      { kind: 'attachPolicy', region, role, policyArn: s3PolicyArn(region, 'Backup') },
    ]);
  },
};
