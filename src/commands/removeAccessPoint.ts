import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { AccessPoint } from '../aws/accessPoints/accessPoints';
import type { AccountSession } from '../explorer/session/accountSession';
import { bucketOfArn } from '../model/arn';
import type { Command, Services } from './command';
import { isOffered } from './insideOffer';
import type { BegunWork } from './plannedWork';
import { doneText, openSession, previewInside } from './previewInside';

interface Placed {
  readonly accessPoint: AccessPoint;
  readonly region: string;
}

async function remove(services: Services, { accessPoint, region }: Placed): Promise<BegunWork> {
  const { inside } = await openSession(services);
  const [{ deleteAccessPoint }, { sendRest }] = await Promise.all([
    import('../aws/accessPoints/operations'),
    import('../aws/restClient/send'),
  ]);
  await sendRest(inside.backup(region), deleteAccessPoint, { AccessPointArn: accessPoint.arn });
  return doneText(l10n.t('The access point {0} is being removed', accessPoint.name), [
    l10n.t('The recovery point expires again as its lifecycle says, once no access point to it is left.'),
  ]);
}

function preview(services: Services, placed: Placed): Promise<void> {
  const { accessPoint, region } = placed;
  const input = { AccessPointArn: accessPoint.arn };
  return previewInside(services, {
    notes: {
      title: l10n.t('Remove the access point {0}', accessPoint.name),
      afterwards: [
        l10n.t('Nothing can be read through it any more. No data is deleted.'),
        l10n.t('The recovery point can expire again. If its time is already up, it is deleted by its lifecycle.'),
      ],
      costs: [l10n.t('Removing it costs nothing.')],
      undo: l10n.t('Another access point can be made for as long as the recovery point is there.'),
      actions: ['backup:DeleteBackupAccessPoint', 's3:DeleteAccessPoint', 's3:GetAccessPoint'],
    },
    call: { service: 'backup', operation: 'DeleteBackupAccessPoint', region, input },
    button: l10n.t('Remove'),
    begin: (now) => remove(now, placed),
  });
}

async function regionsThatOffer(session: AccountSession): Promise<readonly string[]> {
  const offers = await Promise.all(
    session.regions.map(async (region) => [region, await session.inside.offer('access-points', region)] as const),
  );
  return offers.flatMap(([region, { kind }]) => (kind === 'offered' ? [region] : []));
}

/** Lists the backup access points of the connection's Regions, and previews removing one. */
export const removeAccessPoint: Command = {
  id: 's3backup.removeAccessPoint',
  run: async (services) => {
    const session = await openSession(services);
    const [first] = session.regions;
    const offered = await regionsThatOffer(session);
    if (offered.length === 0) {
      if (first !== undefined) await isOffered(session, 'access-points', first);
      return;
    }
    const found: Placed[] = [];
    for (const region of offered) {
      const all = await session.inside.accessPoints(region);
      found.push(...all.map((accessPoint) => ({ accessPoint, region })));
    }
    if (found.length === 0) {
      void window.showInformationMessage(l10n.t('There is no backup access point.'));
      return;
    }
    const items = found.map((placed) => {
      const { name, status, bucketArn = '', recoveryPointArn } = placed.accessPoint;
      const description = [bucketOfArn(bucketArn) ?? '', status.toLowerCase(), placed.region]
        .filter(Boolean)
        .join(' · ');
      return { label: name, description, detail: recoveryPointArn, placed };
    });
    const picked = await window.showQuickPick(items, { placeHolder: l10n.t('Remove which access point?') });
    if (picked !== undefined) await preview(services, picked.placed);
  },
};
