import * as l10n from '@vscode/l10n';
import { bucketAndRegion } from './bucketAndRegion';
import type { Command } from './command';
import { previewChange } from './previewChange';

export const enableVersioning: Command = {
  id: 's3backup.enableVersioning',
  run: async (services, argument) => {
    const found = await bucketAndRegion(services, argument);
    if (found === undefined) return;
    const title = l10n.t('Enable versioning of {0}', found.bucket);
    await previewChange(services, title, [{ kind: 'enableVersioning', ...found }]);
  },
};
