import type { LogOutputChannel } from 'vscode';
import type { WorkspaceLint } from '../editor/workspaceLint';
import type { BucketsView } from '../explorer/buckets/bucketsView';
import type { ReadOnlyDocuments } from '../explorer/documents/readOnlyDocuments';
import type { Trials } from '../explorer/plans/trial/trials';
import type { CurrentSession } from '../explorer/session/currentSession';
import type { ListView } from '../explorer/shared/listView';
import type { TimelinePanels } from '../explorer/timeline/timelinePanels';
import type { Work } from '../explorer/work/work';
import type { ChangeDocuments } from '../ui/changeDocuments';
import type { LoginPrompts } from '../ui/loginPrompts';
import type { Pins } from '../ui/pins';
import type { PlannedWork } from './plannedWork';
import type { PreviewedChange } from './previewedChange';

/** What commands work on. */
export interface Services {
  readonly current: CurrentSession;
  readonly buckets: BucketsView;
  readonly plans: ListView;
  readonly vaults: ListView;
  readonly activity: ListView;
  readonly documents: ReadOnlyDocuments;
  readonly workspaceLint: WorkspaceLint;
  readonly log: LogOutputChannel;
  readonly login: LoginPrompts;
  /** The buckets that are shown whether or not the account lists them. */
  readonly pins: Pins;
  /** Previews of changes; loaded with the first. */
  readonly changes: () => Promise<ChangeDocuments<PreviewedChange>>;
  /** Recovery timelines; loaded with the first. */
  readonly timelines: () => Promise<TimelinePanels>;
  /** Previews of work that takes longer than one answer; loaded with the first. */
  readonly workPreviews: () => Promise<ChangeDocuments<PlannedWork<Services>>>;
  /** What was asked of the account and goes on; loaded with the first use. */
  readonly work: () => Promise<Work>;
  /** A folder for what outlives the window and is of no use elsewhere. It may not be there yet. */
  readonly storage: string;
  /** Selections that are tried as text. */
  readonly trials: Trials;
}

/** A command as it is contributed in the manifest. What `run` throws is shown and logged by the caller. */
export interface Command {
  readonly id: string;
  /**
   * @param argument What it was called on: a row of a view, or what a row's own click hands over.
   * @param selected All selected rows, where it was called on one of several.
   */
  run(services: Services, argument: unknown, selected?: readonly unknown[]): Promise<void>;
}
