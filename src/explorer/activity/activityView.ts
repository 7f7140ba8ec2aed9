import type { CurrentSession } from '../session/currentSession';
import { ListView } from '../shared/listView';

export function activityView(current: CurrentSession): ListView {
  return new ListView(current, { viewId: 's3backup.activity', load: () => import('./rows') });
}
