import type { Page } from 'playwright-core';

export interface WebEditorOptions {
  /** `oldest`: the oldest VS Code the extension supports, with the extension under development. Default. */
  readonly edition?: 'oldest' | 'recent';
  /** A package to install instead of loading the extension under development. */
  readonly vsix?: string;
  /** Whether folders are untrusted until the person says otherwise. Default: they are trusted. */
  readonly workspaceTrust?: boolean;
  /** The user's settings, beside those that keep the window quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the machine's settings say, for example those of a dev container. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** What the workspace's own settings file says. */
  readonly workspaceSettings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host, beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** A module whose `run()` is called in the extension host, which ends with it. */
  readonly tests?: string;
  /** Whether the window shows a workspace of two folders, each a copy of the sample workspace. */
  readonly multiRoot?: boolean;
  /** Files of the workspace to open, relative to it; of one with a single folder only. */
  readonly open?: readonly string[];
}

export interface WebEditor {
  readonly page: Page;
  /** The folder that the window shows, a copy of the sample workspace, or the file that names its two folders. */
  readonly workspace: string;
  /** Settings, logs and state of the editor. */
  readonly dataFolder: string;
  /** What the window and the server have printed so far. */
  log(): string;
  /** Ends the browser and the server and removes everything the window wrote. */
  close(): Promise<void>;
}

/** Opens a window, setting up what is missing first. */
export declare function openWebEditor(options?: WebEditorOptions): Promise<WebEditor>;
