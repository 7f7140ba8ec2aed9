import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { window } from 'vscode';
import type { CurrentSession } from '../explorer/session/currentSession';
import { bucketNamed } from './whichBucket';

/** A bucket, or one that only recovery points tell of: that of the row, or the one a person picks. */
export async function whichBucketOrGone(
  current: CurrentSession,
  argument: unknown,
  placeHolder = l10n.t('Which bucket is to be restored?'),
): Promise<string | undefined> {
  const named = bucketNamed(argument);
  if (named !== undefined) return named;
  const session = await current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  await session.regionReadings();
  const items: readonly QuickPickItem[] = [
    ...session.entries.map(({ listed }) => ({ label: listed.name })),
    ...session.gone.map(({ name }) => ({ label: name, description: l10n.t('deleted; recovery points are left') })),
  ];
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.label;
}
