import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { Change } from '../aws/changes/change';
import type { Goal } from '../aws/changes/goal';
import { changeActions } from './changeActions';
import type { Services } from './command';
import { commandConnection } from './previewedChange';

/**
 * Reads how the goals stand, and shows the calls that would bring them about. Nothing is changed.
 * @throws UnreadError where something that a goal hangs on cannot be read.
 */
export async function previewChange(
  { current, changes }: Services,
  title: string,
  goals: readonly Goal[],
): Promise<void> {
  const session = await current.open();
  const { connection } = current;
  if (session === undefined || connection === undefined || goals.length === 0) return;
  const [{ planChange }, { callsOf, obstaclesOf }, { changePreview }] = await Promise.all([
    import('../aws/changes/planChange'),
    import('../aws/changes/change'),
    import('../ui/changePreview'),
  ]);
  const target = await session.changeTarget();
  const change = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Reading what is there') },
    () => planChange(title, goals, target, session.now()),
  );
  const calls = callsOf(change).length;
  if (calls === 0 && obstaclesOf(change).length === 0) {
    void window.showInformationMessage(l10n.t('There is nothing to do: {0}', describeHeld(change)));
    return;
  }
  await (
    await changes()
  ).open(title, {
    value: { change, connection },
    text: changePreview(change, commandConnection(connection)),
    actions: changeActions(change),
  });
}

function describeHeld({ steps }: Change): string {
  return steps.flatMap(({ prospect }) => (prospect.kind === 'holds' ? [prospect.what] : [])).join(' ');
}
