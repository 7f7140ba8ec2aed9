import * as l10n from '@vscode/l10n';
import type { CancellationToken, Disposable, LogOutputChannel, Uri } from 'vscode';
import { CancellationTokenSource, ProgressLocation, window, workspace } from 'vscode';
import type { ProjectProgress } from '../lint/project';
import type { ScanResult } from '../lint/scan';
import { counts } from '../lint/result';
import { Slices } from '../shared/slices';
import type { Diagnostics } from './diagnostics';
import { fileOf, uriOf } from './paths';
import type { ScanListener } from './scanListener';
import { isLintEnabled, lintScope, lintSection } from './settings';
import { isWalked } from './units';

export interface WorkspaceLintDependencies {
  readonly diagnostics: Diagnostics;
  /** Judges all files below some folders. It throws the reason of the signal where that is given up. */
  readonly scan: (roots: readonly Uri[], listener: ScanListener) => Promise<ScanResult>;
  readonly log: LogOutputChannel;
}

/** What a scan came to. */
export type ScanOutcome = 'done' | 'cancelled' | 'nothing-open';

/** More changes at once than this are a branch that was checked out: all is looked at again. */
const mostSingleChanges = 100;

/** How long changes on the disk are gathered, in milliseconds. */
const gatheringTime = 300;

const lintable = '**/*.{tf,tofu,yaml,yml,json,template,cfn,cform}';

/**
 * The findings of all files of the workspace, by command or by setting. A scan is kept right: files that change are
 * judged again one by one, and all of them where many change, or a selection or the configuration may.
 */
export class WorkspaceLint {
  readonly #dependencies: WorkspaceLintDependencies;
  readonly #subscriptions: readonly Pick<Disposable, 'dispose'>[];
  readonly #changed = new Map<string, Uri>();
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #running: CancellationTokenSource | undefined;

  constructor(dependencies: WorkspaceLintDependencies) {
    this.#dependencies = dependencies;
    const configurations = workspace.createFileSystemWatcher('**/.s3backup.json');
    const files = workspace.createFileSystemWatcher(lintable);
    const rescan = (): void => {
      if (this.#dependencies.diagnostics.shown.hasScan) this.#quietly();
    };
    const fileChanged = (uri: Uri): void => {
      this.#fileChanged(uri);
    };
    this.#subscriptions = [
      ...[configurations.onDidChange, configurations.onDidCreate, configurations.onDidDelete].map((on) => on(rescan)),
      ...[files.onDidChange, files.onDidCreate, files.onDidDelete].map((on) => on(fileChanged)),
      configurations,
      files,
      workspace.onDidChangeWorkspaceFolders(rescan),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${lintSection}.scope`)) this.#scopeChanged();
        else if (event.affectsConfiguration(lintSection)) rescan();
      }),
    ];
    this.#scopeChanged();
  }

  dispose(): void {
    clearTimeout(this.#gathering);
    this.#running?.cancel();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Scans the workspace, with progress that can be cancelled. A scan that is under way is given up. */
  async scan(location = ProgressLocation.Notification): Promise<ScanOutcome> {
    const roots = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    if (roots.length === 0) return 'nothing-open';
    this.#running?.cancel();
    const running = new CancellationTokenSource();
    this.#running = running;
    try {
      return await window.withProgress(
        {
          location,
          title: l10n.t('S3 Backup: linting the workspace'),
          cancellable: location === ProgressLocation.Notification,
        },
        (progress, token) => this.#run(roots, [token, running.token], progress),
      );
    } finally {
      running.dispose();
      if (this.#running === running) {
        this.#running = undefined;
        if (this.#dependencies.diagnostics.shown.hasScan) this.#rescanChanged();
      }
    }
  }

  /** Forgets the scan: only what is open is shown. */
  clear(): void {
    this.#running?.cancel();
    this.#dependencies.diagnostics.shown.clearScan();
  }

  async #run(
    roots: readonly Uri[],
    tokens: readonly CancellationToken[],
    progress: { report(value: { readonly message: string; readonly increment: number }): void },
  ): Promise<ScanOutcome> {
    const { scan, diagnostics, log } = this.#dependencies;
    const controller = new AbortController();
    const listening = tokens.map((token) =>
      token.onCancellationRequested(() => {
        controller.abort(new Error('The scan was cancelled.'));
      }),
    );
    let shown = 0;
    const onProgress = ({ done, total }: ProjectProgress): void => {
      const percent = total === 0 ? 100 : (100 * done) / total;
      progress.report({ message: l10n.t('{0} of {1} files', done, total), increment: percent - shown });
      shown = percent;
    };
    try {
      const start = performance.now();
      const { findings, files, problems } = await scan(roots, { onProgress, signal: controller.signal });
      // What came too late is thrown away, never shown.
      if (controller.signal.aborted) return 'cancelled';
      const isWanted = (file: string): boolean => isLintEnabled(uriOf(file));
      await diagnostics.shown.setScan(findings.filter(counts), isWanted, new Slices());
      for (const { file, why } of problems) log.warn(`${file}: ${why}`);
      log.info(`${files} files of the workspace linted in ${Math.round(performance.now() - start)} ms`);
      return 'done';
    } catch (error) {
      if (controller.signal.aborted) return 'cancelled';
      throw error;
    } finally {
      for (const one of listening) one.dispose();
    }
  }

  /** A scan that nobody has asked for at this moment says little, and what goes wrong goes into the log. */
  #quietly(): void {
    this.scan(ProgressLocation.Window).catch((error: unknown) => {
      this.#dependencies.log.error(
        'The workspace could not be linted:',
        error instanceof Error ? error : String(error),
      );
    });
  }

  #scopeChanged(): void {
    if (lintScope() === 'workspace') this.#quietly();
    else this.clear();
  }

  /** What changes while a scan is under way may have been read before: it is looked at again after it. */
  #fileChanged(uri: Uri): void {
    const { hasScan } = this.#dependencies.diagnostics.shown;
    const isKept = hasScan || this.#running !== undefined;
    if (!isKept || workspace.getWorkspaceFolder(uri) === undefined || !isWalked(uri)) return;
    this.#changed.set(fileOf(uri), uri);
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      if (this.#running === undefined) this.#rescanChanged();
    }, gatheringTime);
  }

  #rescanChanged(): void {
    const changed = [...this.#changed.values()];
    this.#changed.clear();
    const { diagnostics } = this.#dependencies;
    const isFarReaching =
      changed.length > mostSingleChanges || changed.some((one) => diagnostics.selectsBesideOthers(one));
    if (isFarReaching) this.#quietly();
    else for (const one of changed) diagnostics.rescanFile(one);
  }
}
