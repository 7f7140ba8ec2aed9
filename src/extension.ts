import * as l10n from '@vscode/l10n';
import type { ExtensionContext } from 'vscode';
import { l10n as editorLanguage } from 'vscode';
import type { InProcessAccount } from './aws/connection';
import type { Services } from './commands/command';
import type { PlannedWork } from './commands/plannedWork';
import type { PreviewedChange } from './commands/previewedChange';
import type { ContributedCommands } from './commands/registerCommands';
import { registerCommands } from './commands/registerCommands';
import type { EditorParts } from './editor/register';
import { registerEditor } from './editor/register';
import { activityView } from './explorer/activity/activityView';
import { BucketsView } from './explorer/buckets/bucketsView';
import { ReadOnlyDocuments } from './explorer/documents/readOnlyDocuments';
import { pointFiles } from './explorer/points/pointFiles';
import { versionFiles } from './explorer/objects/versionFiles';
import { plansView } from './explorer/plans/plansView';
import { Trials } from './explorer/plans/trial/trials';
import { CurrentSession } from './explorer/session/currentSession';
import { followConnection } from './explorer/session/followConnection';
import type { ListView } from './explorer/shared/listView';
import { registerTimelines } from './explorer/timeline/registerTimelines';
import { vaultsView } from './explorer/vaults/vaultsView';
import type { Work } from './explorer/work/work';
import type { ChangeDocuments } from './ui/changeDocuments';
import { ConnectionStatus } from './ui/connectionStatus';
import { createLog } from './ui/log';
import { LoginPrompts } from './ui/loginPrompts';
import { Pins } from './ui/pins';

/** What our own tests in the editor ask. */
export interface Api {
  /** Own time of `activate`, in milliseconds. */
  readonly activationMilliseconds: number;
  readonly buckets: BucketsView['tree'];
  readonly plans: ListView['tree'];
  readonly vaults: ListView['tree'];
  readonly activity: ListView['tree'];
  readonly current: CurrentSession;
  readonly linter: EditorParts;
}

/** One sample account for the life of the window, made when it is first chosen: what is done in it lasts that long. */
function sampleAccountOnce(): () => Promise<InProcessAccount> {
  let account: Promise<InProcessAccount> | undefined;
  return () => (account ??= import('./commands/sampleAccount').then(({ createSample }) => createSample()));
}

/** What shows previews of a kind, made with the first of them. */
function previewsOnce<T>(
  { subscriptions }: ExtensionContext,
  scheme: 's3backup-change' | 's3backup-work',
): () => Promise<ChangeDocuments<T>> {
  let documents: Promise<ChangeDocuments<T>> | undefined;
  return () =>
    (documents ??= import('./ui/changeDocuments').then(({ ChangeDocuments: Documents }) => {
      const made = new Documents<T>(scheme);
      subscriptions.push(made);
      return made;
    }));
}

/** What goes on in the account, loaded with the first session: it goes on where an earlier window has left off. */
function workOnce(context: ExtensionContext, current: CurrentSession, activity: ListView): () => Promise<Work> {
  let work: Promise<Work> | undefined;
  const open = (): Promise<Work> =>
    (work ??= import('./commands/openWork').then(({ openWork }) => openWork(context, current, activity)));
  context.subscriptions.push(
    current.onDidChange(({ kind }) => {
      if (kind === 'opened') void open().then((made) => made.resume());
    }),
  );
  return open;
}

export function activate(context: ExtensionContext): Api {
  const started = performance.now();
  if (editorLanguage.bundle !== undefined) l10n.config({ contents: editorLanguage.bundle });
  const log = createLog();
  const login = new LoginPrompts();
  const pins = new Pins(context.globalState);
  const current = new CurrentSession({
    log: (message) => {
      log.info(message);
    },
    sampleAccount: sampleAccountOnce(),
    login,
    pins: (connection) => pins.of(connection),
  });
  const buckets = new BucketsView(current);
  const plans = plansView(current);
  const vaults = vaultsView(current);
  const activity = activityView(current);
  const documents = new ReadOnlyDocuments(current);
  const status = new ConnectionStatus();
  const trials = new Trials(current);
  const timelines = registerTimelines(context, current);
  const linter = registerEditor({ extensionUri: context.extensionUri, log });
  context.subscriptions.push(
    log,
    current,
    buckets,
    plans,
    vaults,
    activity,
    documents,
    status,
    trials,
    versionFiles(current),
    pointFiles(current),
    registerCommands(context.extension.packageJSON as ContributedCommands, {
      current,
      buckets,
      plans,
      vaults,
      activity,
      documents,
      changes: previewsOnce<PreviewedChange>(context, 's3backup-change'),
      workPreviews: previewsOnce<PlannedWork<Services>>(context, 's3backup-work'),
      workspaceLint: linter.workspaceLint,
      log,
      login,
      pins,
      timelines,
      trials,
      storage: context.globalStorageUri.fsPath,
      work: workOnce(context, current, activity),
    }),
    linter,
    followConnection(current, status, login),
  );
  return {
    activationMilliseconds: performance.now() - started,
    buckets: buckets.tree,
    plans: plans.tree,
    vaults: vaults.tree,
    activity: activity.tree,
    current,
    linter,
  };
}
