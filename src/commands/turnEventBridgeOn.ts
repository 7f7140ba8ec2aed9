import * as l10n from '@vscode/l10n';
import { bucketsToChange, nameBuckets } from './bucketsToChange';
import type { Command } from './command';
import { previewChange } from './previewChange';

export const turnEventBridgeOn: Command = {
  id: 's3backup.turnEventBridgeOn',
  run: async (services, row, selected) => {
    const buckets = await bucketsToChange(services, row, selected);
    const title = l10n.t('Turn EventBridge on for {0}', nameBuckets(buckets));
    await previewChange(
      services,
      title,
      buckets.map((place) => ({ kind: 'enableEventBridge', ...place })),
    );
  },
};
