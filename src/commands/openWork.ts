import type { ExtensionContext } from 'vscode';
import { Uri } from 'vscode';
import type { CurrentSession } from '../explorer/session/currentSession';
import type { ListView } from '../explorer/shared/listView';
import { Work } from '../explorer/work/work';
import { workKinds } from './workKinds';

/** The work of this window, with its journals in the extension's own storage. It is drawn anew as it goes on. */
export function openWork(
  { subscriptions, globalStorageUri }: ExtensionContext,
  current: CurrentSession,
  activity: ListView,
): Work {
  const folder = Uri.joinPath(globalStorageUri, 'work').fsPath;
  const work = new Work({ current, folder, kinds: workKinds });
  subscriptions.push(
    work,
    work.onDidChange(() => {
      activity.tree.redraw();
    }),
  );
  return work;
}
