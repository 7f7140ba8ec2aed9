import * as l10n from '@vscode/l10n';
import type { CurrentSession } from '../session/currentSession';
import { ListView } from '../shared/listView';

export function activityView(current: CurrentSession): ListView {
  return new ListView(current, {
    viewId: 's3backup.activity',
    title: (asOf) => (asOf === undefined ? l10n.t('Activity') : l10n.t('Activity · as of {0}', asOf)),
    load: () => import('./rows'),
  });
}
