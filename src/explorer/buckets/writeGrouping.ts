import { ConfigurationTarget, workspace } from 'vscode';
import type { Grouping } from './grouping';
import { section } from './groupingSettings';

/** Where the setting is decided now: a workspace may have one of its own. */
function targetOf(name: string): ConfigurationTarget {
  const isOfWorkspace = workspace.getConfiguration(section).inspect(name)?.workspaceValue !== undefined;
  return isOfWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
}

/** Makes a grouping the person's setting, or the workspace's where it has one. */
export async function writeGrouping(grouping: Grouping): Promise<void> {
  const settings = workspace.getConfiguration(section);
  if (grouping.by === 'tag') await settings.update('groupByTag', grouping.key, targetOf('groupByTag'));
  await settings.update('groupBy', grouping.by, targetOf('groupBy'));
}
