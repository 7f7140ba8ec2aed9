import * as l10n from '@vscode/l10n';
import { readConnectionChoice, writeConnection } from '../ui/connectionSettings';
import { looksLikeRegion } from '../ui/regions';
import { pickStep } from '../ui/steps';
import type { Command } from './command';
import { regionItems } from './regionItems';

export const chooseRegions: Command = {
  id: 's3backup.chooseRegions',
  run: async ({ current }) => {
    const choice = readConnectionChoice();
    if (choice.kind !== 'ready' || choice.connection.kind === 'sample') return;
    const { connection } = choice;
    const withBuckets = current.session?.elsewhere.flatMap(({ region }) => region ?? []) ?? [];
    const result = await pickStep({
      title: l10n.t('Choose Regions'),
      step: 1,
      totalSteps: 1,
      placeholder: l10n.t('Regions whose buckets are shown; those with buckets come first'),
      items: regionItems([...connection.regions, ...withBuckets]),
      chosen: connection.regions,
      many: true,
      typed: (text) => (looksLikeRegion(text) ? undefined : l10n.t('This is no Region.')),
    });
    if (result.kind === 'value') await writeConnection({ ...connection, regions: result.value });
  },
};
