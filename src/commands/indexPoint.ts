import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import { formatExact } from '../ui/format';
import type { Command, Services } from './command';
import type { BegunWork } from './plannedWork';
import { doneText, openSession, previewInside } from './previewInside';
import type { ChosenPoint } from './whichPoint';
import { whichPoint } from './whichPoint';

type Wanted = 'ENABLED' | 'DISABLED';

async function setIndex(services: Services, { owner, point }: ChosenPoint, wanted: Wanted): Promise<BegunWork> {
  const session = await openSession(services);
  const { setPointIndex } = await import('../aws/search/pointIndex');
  const status = await setPointIndex(session.inside.backup(owner.region), point.vaultName, point.arn, wanted);
  session.forgetPoints(owner.name);
  const title = wanted === 'ENABLED' ? l10n.t('The index is being made') : l10n.t('The index is being deleted');
  return doneText(title, [
    l10n.t(
      'AWS Backup calls it {0}. The row of the recovery point shows how it goes on, when it is refreshed.',
      status,
    ),
  ]);
}

function callOf({ owner, point }: ChosenPoint, wanted: Wanted) {
  const input = { BackupVaultName: point.vaultName, RecoveryPointArn: point.arn, Index: wanted };
  return { service: 'backup', operation: 'UpdateRecoveryPointIndexSettings', region: owner.region, input } as const;
}

function nameOf({ owner, point }: ChosenPoint): string {
  return l10n.t('{0} of {1}', owner.name, formatExact(point.createdAt));
}

function previewMaking(services: Services, chosen: ChosenPoint): Promise<void> {
  return previewInside(services, {
    notes: {
      title: l10n.t('Index {0}', nameOf(chosen)),
      afterwards: [l10n.t('The names of its objects can be searched without a restore, once the index is made.')],
      costs: [l10n.t('AWS Backup bills the index by the number of objects, and each search.')],
      undo: l10n.t('The index can be deleted again. The recovery point stays as it is.'),
      actions: ['backup:UpdateRecoveryPointIndexSettings'],
    },
    call: callOf(chosen, 'ENABLED'),
    button: l10n.t('Index'),
    begin: (now) => setIndex(now, chosen, 'ENABLED'),
  });
}

function previewDeleting(services: Services, chosen: ChosenPoint): Promise<void> {
  return previewInside(services, {
    notes: {
      title: l10n.t('Delete the index of {0}', nameOf(chosen)),
      afterwards: [l10n.t('It cannot be searched any more. The recovery point and all that it holds stay.')],
      costs: [l10n.t('The index is not billed any more. A new one is billed anew.')],
      undo: l10n.t('The recovery point can be indexed again.'),
      actions: ['backup:UpdateRecoveryPointIndexSettings'],
    },
    call: callOf(chosen, 'DISABLED'),
    button: l10n.t('Delete Index'),
    begin: (now) => setIndex(now, chosen, 'DISABLED'),
  });
}

/** Reads how the index of a recovery point stands, and previews making it, or deleting the one that is there. */
export const indexPoint: Command = {
  id: 's3backup.indexPoint',
  run: async (services, argument) => {
    const chosen = await whichPoint(services, argument);
    if (chosen === undefined) return;
    const { session, owner, point } = chosen;
    const { readPointIndex } = await import('../aws/search/pointIndex');
    const { status, items } = await readPointIndex(
      session.inside.backup(owner.region),
      point.vaultName,
      point.arn,
      session.inside.signal,
    );
    if (status === undefined || status === 'FAILED') return previewMaking(services, chosen);
    if (status !== 'ACTIVE') {
      void window.showInformationMessage(l10n.t('The index of {0} is {1}. Look again later.', nameOf(chosen), status));
      return;
    }
    const search = l10n.t('Search…');
    const remove = l10n.t('Delete the Index…');
    const message = l10n.t('{0} is indexed: {1} objects.', nameOf(chosen), items ?? '?');
    const choice = await window.showInformationMessage(message, search, remove);
    if (choice === remove) await previewDeleting(services, chosen);
    if (choice === search) await commands.executeCommand('s3backup.searchPoints', { owner, point });
  },
};
