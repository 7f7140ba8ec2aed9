import * as l10n from '@vscode/l10n';
import { walkSteps } from '../ui/steps';
import { bucketsToChange, nameBuckets } from './bucketsToChange';
import type { Command } from './command';
import { firstLifecycleDraft, lifecycleSteps, wishesOf } from './lifecycleSteps';
import { previewChange } from './previewChange';

export const addLifecycleRule: Command = {
  id: 's3backup.addLifecycleRule',
  run: async (services, row, selected) => {
    const buckets = await bucketsToChange(services, row, selected);
    if (buckets.length === 0) return;
    const title = l10n.t('Add a lifecycle rule to {0}', nameBuckets(buckets));
    const placeholder = l10n.t('What is the rule to do? The rules that are there stay as they are.');
    const draft = await walkSteps(firstLifecycleDraft, (answers) => lifecycleSteps(answers, { title, placeholder }));
    const wishes = draft && wishesOf(draft);
    if (wishes === undefined || wishes.length === 0) return;
    await previewChange(
      services,
      title,
      buckets.map((place) => ({ kind: 'lifecycle', ...place, wishes })),
    );
  },
};
