import type { ExtensionContext } from 'vscode';
import { window } from 'vscode';
import type { CurrentSession } from '../session/currentSession';
import type { TimelinePanels } from './timelinePanels';
import { viewType } from './viewType';

/** Registers that open timelines survive a reload. All else is loaded with the first of them. */
export function registerTimelines(
  { extensionUri, subscriptions }: ExtensionContext,
  current: CurrentSession,
): () => Promise<TimelinePanels> {
  let panels: Promise<TimelinePanels> | undefined;
  const load = (): Promise<TimelinePanels> =>
    (panels ??= import('./timelinePanels').then(({ TimelinePanels: Panels }) => {
      const made = new Panels(current, extensionUri);
      subscriptions.push(made);
      return made;
    }));
  subscriptions.push(
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        (await load()).revive(panel, state);
      },
    }),
  );
  return load;
}
