import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { window } from 'vscode';
import type { Grouping } from '../explorer/buckets/grouping';
import { tagKeysOf } from '../explorer/buckets/grouping';
import { writeGrouping } from '../explorer/buckets/writeGrouping';
import type { AccountSession } from '../explorer/session/accountSession';
import type { Command } from './command';

interface Way extends QuickPickItem {
  readonly by: Grouping['by'];
}

function ways(): readonly Way[] {
  return [
    { by: 'none', label: l10n.t('Nothing'), detail: l10n.t('All buckets by name.') },
    { by: 'status', label: l10n.t('Status'), detail: l10n.t('Those that need attention first.') },
    { by: 'region', label: l10n.t('Region') },
    { by: 'plan', label: l10n.t('Backup plan'), detail: l10n.t('The plans whose selections cover the bucket.') },
    { by: 'tag', label: l10n.t('Tag…'), detail: l10n.t('The value of a tag that you name.') },
  ];
}

/** The tag to group by: one that was seen on a bucket, or any that is typed. */
async function tagKey(session: AccountSession | undefined): Promise<string | undefined> {
  const { pickStep } = await import('../ui/steps');
  const seen = tagKeysOf(session?.entries ?? []);
  const result = await pickStep({
    title: l10n.t('Group Buckets by Tag'),
    step: 1,
    totalSteps: 1,
    placeholder: l10n.t('The key of the tag, in its exact case'),
    items: seen.map((label) => ({ label })),
    typed: (key) => (key.length > 128 ? l10n.t('A key has at most 128 characters.') : undefined),
  });
  return result.kind === 'value' ? result.value[0] : undefined;
}

export const groupBuckets: Command = {
  id: 's3backup.groupBuckets',
  run: async ({ current, buckets }) => {
    const now = buckets.grouping;
    const items = ways().map((way) => ({ ...way, ...(way.by === now.by && { description: l10n.t('now') }) }));
    const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Group the buckets by what?') });
    if (chosen === undefined) return;
    if (chosen.by !== 'tag') {
      await writeGrouping({ by: chosen.by });
      return;
    }
    const key = await tagKey(current.session);
    if (key !== undefined) await writeGrouping({ by: 'tag', key });
  },
};
