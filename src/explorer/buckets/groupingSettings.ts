import { ConfigurationTarget, workspace } from 'vscode';
import type { Grouping } from './grouping';

const section = 's3backup.buckets';

export const groupingSettings: readonly string[] = [`${section}.groupBy`, `${section}.groupByTag`];

/** As the person's settings say. A tag without a name groups nothing. */
export function readGrouping(): Grouping {
  const settings = workspace.getConfiguration(section);
  const by = settings.get<string>('groupBy');
  const key = settings.get<string>('groupByTag') ?? '';
  if (by === 'status' || by === 'region' || by === 'plan') return { by };
  return by === 'tag' && key !== '' ? { by, key } : { by: 'none' };
}

/** Where the setting is decided now: a workspace may have one of its own. */
function targetOf(name: string): ConfigurationTarget {
  const isOfWorkspace = workspace.getConfiguration(section).inspect(name)?.workspaceValue !== undefined;
  return isOfWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
}

export async function writeGrouping(grouping: Grouping): Promise<void> {
  const settings = workspace.getConfiguration(section);
  if (grouping.by === 'tag') await settings.update('groupByTag', grouping.key, targetOf('groupByTag'));
  await settings.update('groupBy', grouping.by, targetOf('groupBy'));
}
