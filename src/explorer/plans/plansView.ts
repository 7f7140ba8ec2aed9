import * as l10n from '@vscode/l10n';
import type { CurrentSession } from '../session/currentSession';
import { ListView } from '../shared/listView';

export function plansView(current: CurrentSession): ListView {
  return new ListView(current, {
    viewId: 's3backup.plans',
    title: (asOf) => (asOf === undefined ? l10n.t('Plans') : l10n.t('Plans · as of {0}', asOf)),
    load: () => import('./rows'),
    followsBuckets: true,
  });
}
