import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { commands, QuickPickItemKind, window } from 'vscode';
import { describeConnection } from '../aws/connection';
import { readConnectionChoice } from '../ui/connectionSettings';
import type { Command, Services } from './command';

interface Way extends QuickPickItem {
  readonly command?: string;
}

const section = (label: string): Way => ({ label, kind: QuickPickItemKind.Separator });

function ways({ current }: Services): readonly Way[] {
  const choice = readConnectionChoice();
  const connection = choice.kind === 'ready' ? choice.connection : undefined;
  const isAws = connection !== undefined && connection.kind !== 'sample';
  return [
    ...(isAws ? [section(describeConnection(connection)), ...waysWithin(current.session)] : []),
    section(l10n.t('Switch')),
    { label: l10n.t('$(account) Use an AWS profile…'), command: 's3backup.useProfile' },
    ...(connection?.kind === 'sample'
      ? []
      : [{ label: l10n.t('$(beaker) Explore the sample account'), command: 's3backup.useSampleAccount' }]),
    ...(choice.kind === 'none'
      ? []
      : [{ label: l10n.t('$(debug-disconnect) Disconnect'), command: 's3backup.disconnect' }]),
    section(''),
    { label: l10n.t('$(output) Show log'), command: 's3backup.showLog' },
  ];
}

function waysWithin(session: Services['current']['session']): readonly Way[] {
  const problem = session?.loginProblem;
  const who = session?.identity;
  return [
    ...(problem === undefined
      ? []
      : [{ label: l10n.t('$(key) Sign in…'), description: problem, command: 's3backup.signIn' }]),
    {
      label: l10n.t('$(globe) Choose Regions…'),
      description: session?.regions.join(', ') ?? '',
      command: 's3backup.chooseRegions',
    },
    ...(who?.state === 'known'
      ? [
          {
            label: l10n.t('$(copy) Copy account id'),
            description: who.value.account,
            command: 's3backup.copyAccountId',
          },
          { label: l10n.t('$(copy) Copy caller ARN'), description: who.value.arn, command: 's3backup.copyCallerArn' },
        ]
      : []),
  ];
}

export const switchConnection: Command = {
  id: 's3backup.switchConnection',
  run: async (services) => {
    const way = await window.showQuickPick(ways(services), { placeHolder: l10n.t('Whose buckets are shown?') });
    if (way?.command !== undefined) await commands.executeCommand(way.command);
  },
};
