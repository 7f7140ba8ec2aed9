import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { bucketChoices } from './bucketChoices';
import type { CurrentSession } from '../explorer/session/currentSession';

/** The bucket of a row, or of the row above it. */
export function bucketNamed(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null) return undefined;
  const name: unknown = Reflect.get(argument, 'name') ?? Reflect.get(argument, 'bucket');
  return typeof name === 'string' ? name : undefined;
}

/**
 * The bucket that a command is for: that of its row or of the row above it, or the one a person picks.
 * @returns `undefined` where the person gives up.
 */
export async function whichBucket(current: CurrentSession, argument: unknown): Promise<string | undefined> {
  const named = bucketNamed(argument);
  if (named !== undefined) return named;
  const session = await current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  const options = { placeHolder: l10n.t('Which bucket?'), matchOnDescription: true };
  return (await window.showQuickPick(bucketChoices(session), options))?.label;
}
