import type { CurrentSession } from '../session/currentSession';
import { ListView } from '../shared/listView';

export function vaultsView(current: CurrentSession): ListView {
  return new ListView(current, { viewId: 's3backup.vaults', load: () => import('./rows') });
}
