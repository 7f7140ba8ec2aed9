import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { ShownWork } from '../explorer/session/workBoard';
import { workOfRow } from '../explorer/work/workRows';
import type { WorkStanding } from '../explorer/work/workWords';
import { standingOf, standingWords } from '../explorer/work/workWords';
import type { Services } from './command';

/**
 * The piece of work that a command is for: that of its row, or the one that a person picks.
 * @returns `undefined` where the person gives up.
 * @throws Error where there is none of this kind.
 */
export async function whichWork(
  { current }: Services,
  argument: unknown,
  fits: readonly WorkStanding[],
  question: string,
): Promise<ShownWork | undefined> {
  const session = await current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  const works = session.works.all.filter((shown) => fits.includes(standingOf(shown)));
  const id = workOfRow(argument);
  if (id !== undefined) return works.find(({ entry }) => entry.id === id);
  if (works.length === 0) throw new Error(l10n.t('There is nothing of this kind.'));
  const items = works.map((shown) => ({ label: shown.entry.title, description: standingWords(shown), shown }));
  return (await window.showQuickPick(items, { placeHolder: question, matchOnDescription: true }))?.shown;
}
