import * as l10n from '@vscode/l10n';
import type { DocumentAction } from '../ui/changeDocuments';
import type { Services } from './command';
import type { PlannedWork } from './plannedWork';

/** What can be done with work that has not begun. */
export function workActions({ canBegin, calls, question }: PlannedWork<Services>): readonly DocumentAction[] {
  const start = { title: `$(play) ${question.button}…`, command: 's3backup.startWork' };
  const copy = { title: l10n.t('$(copy) Copy as AWS CLI'), command: 's3backup.copyWorkAsCommands' };
  return [...(canBegin ? [start] : []), ...(calls.length === 0 ? [] : [copy])];
}

/** Shows what is to be done. Nothing is begun. @param text Markdown: the checks, the exact calls, cost, what can be undone. */
export async function previewWork(
  { workPreviews }: Services,
  work: PlannedWork<Services>,
  text: string,
): Promise<void> {
  await (await workPreviews()).open(work.title, { value: work, text, actions: workActions(work) });
}
