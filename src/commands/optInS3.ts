import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Command, Services } from './command';
import { previewChange } from './previewChange';

function regionIn(row: unknown, { current }: Services): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const name: unknown = Reflect.get(row, 'bucket') ?? Reflect.get(row, 'name');
  return typeof name === 'string' ? current.session?.entry(name)?.listed.region : undefined;
}

export const optInS3: Command = {
  id: 's3backup.optInS3',
  run: async (services, row) => {
    const session = await services.current.open();
    if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
    const region =
      regionIn(row, services) ??
      (session.regions.length === 1
        ? session.regions[0]
        : await window.showQuickPick(session.regions, { placeHolder: l10n.t('In which Region?') }));
    if (region === undefined) return;
    await previewChange(services, l10n.t('Opt S3 in in {0}', region), [{ kind: 'optInS3', region }]);
  },
};
