import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { QuickPickItemKind, window } from 'vscode';
import type { AccountSession } from '../explorer/session/accountSession';
import type { RowSubject } from '../explorer/shared/rowSubject';
import type { Services } from './command';

interface SubjectItem extends QuickPickItem {
  readonly subject?: RowSubject;
}

type Fits = (subject: RowSubject) => boolean;

function ofRow({ buckets, plans, vaults, activity }: Services, row: unknown): readonly RowSubject[] {
  const trees = [buckets.tree, plans.tree, vaults.tree, activity.tree];
  return trees.flatMap((tree) => tree.subjectOf(row) ?? []);
}

function itemsOf(title: string, subjects: readonly RowSubject[], fits: Fits): readonly SubjectItem[] {
  const items = subjects.filter(fits).map((subject) => ({
    label: subject.label,
    ...(subject.region !== undefined && { description: subject.region }),
    subject,
  }));
  return items.length === 0 ? [] : [{ label: title, kind: QuickPickItemKind.Separator }, ...items];
}

async function allItems(session: AccountSession, fits: Fits): Promise<SubjectItem[]> {
  const { bucketSubjects, planSubjects, vaultSubjects } = await import('../explorer/shared/allSubjects');
  const readings = await session.regionReadings();
  return [
    ...itemsOf(l10n.t('Buckets'), await bucketSubjects(session), fits),
    ...itemsOf(l10n.t('Backup vaults'), vaultSubjects(readings, session), fits),
    ...itemsOf(l10n.t('Backup plans'), planSubjects(readings, session), fits),
  ];
}

/**
 * What a command is for: the rows that it was called on, or else the bucket, vault or plan that a person picks.
 *
 * @param rows What the editor hands a command: the row, and all that are selected.
 * @param fits Whether the command can do something with it.
 * @returns none where the person gives up.
 */
export async function whichSubjects(
  services: Services,
  rows: readonly unknown[],
  fits: Fits,
  question: string,
): Promise<readonly RowSubject[]> {
  const chosen = [...new Set(rows)].flatMap((row) => ofRow(services, row)).filter(fits);
  if (chosen.length > 0) return chosen;
  const session = await services.current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  const picked = await window.showQuickPick(allItems(session, fits), {
    placeHolder: question,
    matchOnDescription: true,
  });
  return picked?.subject === undefined ? [] : [picked.subject];
}
