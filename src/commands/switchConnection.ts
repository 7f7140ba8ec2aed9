import { commands, window } from 'vscode';
import { readConnectionChoice } from '../ui/connectionSettings';
import type { Command } from './command';

interface Way {
  readonly label: string;
  readonly command: string;
}

function ways(): readonly Way[] {
  const choice = readConnectionChoice();
  const connection = choice.kind === 'ready' ? choice.connection : undefined;
  return [
    { label: '$(beaker) Explore the sample account', command: 's3backup.useSampleAccount' },
    { label: '$(account) Use an AWS profile…', command: 's3backup.useProfile' },
    ...(connection?.kind === 'profile'
      ? [{ label: '$(globe) Choose Regions…', command: 's3backup.chooseRegions' }]
      : []),
    ...(choice.kind === 'none' ? [] : [{ label: '$(debug-disconnect) Disconnect', command: 's3backup.disconnect' }]),
    { label: '$(output) Show log', command: 's3backup.showLog' },
  ];
}

export const switchConnection: Command = {
  id: 's3backup.switchConnection',
  run: async () => {
    const way = await window.showQuickPick(ways(), { placeHolder: 'Whose buckets are shown?' });
    if (way !== undefined) await commands.executeCommand(way.command);
  },
};
