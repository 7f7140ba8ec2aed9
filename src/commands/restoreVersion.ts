import * as l10n from '@vscode/l10n';
import { keyNow } from '../aws/objects/keyNow';
import { baseName } from '../model/objectKey';
import type { ObjectVersion } from '../model/objectVersion';
import type { Command } from './command';
import { previewChange } from './previewChange';
import { sessionOf, whichVersions } from './whichObject';

function isOlder(version: ObjectVersion): boolean {
  return version.kind === 'object' && !version.isCurrent;
}

/** Shows what copies an older version on top of the current one. */
export const restoreVersion: Command = {
  id: 's3backup.restoreVersion',
  run: async (services, row) => {
    const [found] = await whichVersions(services, [row], l10n.t('Restore which version?'), isOlder);
    if (found === undefined) return;
    const { place, version } = found;
    const session = await sessionOf(services);
    const { versions } = await keyNow(place, await session.changeTarget());
    const [now] = versions;
    if (now === undefined) throw new Error(l10n.t('There is no version of {0} any more.', place.key));
    await previewChange(services, l10n.t('Restore an older version of {0}', baseName(place.key)), [
      { kind: 'restoreVersion', ...place, versionId: version.versionId, current: now.versionId },
    ]);
  },
};
