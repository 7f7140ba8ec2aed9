import type { CurrentSession } from '../session/currentSession';
import { ListView } from '../shared/listView';

export function plansView(current: CurrentSession): ListView {
  return new ListView(current, { viewId: 's3backup.plans', load: () => import('./rows'), followsBuckets: true });
}
