import * as l10n from '@vscode/l10n';
import { bucketsToChange, nameBuckets } from './bucketsToChange';
import type { Command } from './command';
import { previewChange } from './previewChange';

export const enableVersioning: Command = {
  id: 's3backup.enableVersioning',
  run: async (services, row, selected) => {
    const buckets = await bucketsToChange(services, row, selected);
    const title = l10n.t('Enable versioning of {0}', nameBuckets(buckets));
    await previewChange(
      services,
      title,
      buckets.map((place) => ({ kind: 'enableVersioning', ...place })),
    );
  },
};
