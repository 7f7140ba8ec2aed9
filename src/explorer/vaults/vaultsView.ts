import * as l10n from '@vscode/l10n';
import type { CurrentSession } from '../session/currentSession';
import { ListView } from '../shared/listView';

export function vaultsView(current: CurrentSession): ListView {
  return new ListView(current, {
    viewId: 's3backup.vaults',
    title: (asOf) => (asOf === undefined ? l10n.t('Vaults') : l10n.t('Vaults · as of {0}', asOf)),
    load: () => import('./rows'),
  });
}
