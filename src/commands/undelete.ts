import * as l10n from '@vscode/l10n';
import { keyNow } from '../aws/objects/keyNow';
import { undeleteGoals } from '../aws/objects/undelete';
import { baseName } from '../model/objectKey';
import type { Command } from './command';
import { previewChange } from './previewChange';
import { sessionOf, whichKeys } from './whichObject';

/** Shows what takes the delete markers away that hide objects. */
export const undelete: Command = {
  id: 's3backup.undelete',
  run: async (services, row, selected = []) => {
    const keys = await whichKeys(services, [row, ...selected], l10n.t('Bring back which object?'), ({ versions }) => {
      return versions[0]?.kind === 'deleteMarker';
    });
    const [first] = keys;
    if (first === undefined) return;
    const session = await sessionOf(services);
    const target = await session.changeTarget();
    const goals = [];
    for (const place of keys) goals.push(...undeleteGoals(place, await keyNow(place, target)));
    if (goals.length === 0) throw new Error(l10n.t('{0} is not deleted.', first.key));
    const title =
      keys.length === 1 ? l10n.t('Bring back {0}', baseName(first.key)) : l10n.t('Bring back {0} objects', keys.length);
    await previewChange(services, title, goals);
  },
};
