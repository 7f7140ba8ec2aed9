import type { Disposable, Event, LogOutputChannel, TextDocument, Uri } from 'vscode';
import { EventEmitter, workspace } from 'vscode';
import type { LintFinding } from '../lint/result';
import { counts } from '../lint/result';
import type { Around, CallerIndex } from './callers';
import type { Linter, UnitResult } from './linter';
import { OpenFiles } from './openFiles';
import { fileOf, uriOf } from './paths';
import { isLintEnabled, lintSection } from './settings';
import { ShownFindings } from './shownFindings';
import type { Unit } from './units';
import { documentsOf, mayDeclareBuckets, modulesGivenValuesBy, moduleOf, unitAt, unitOf, unitOfFile } from './units';

/** How long to wait after a keystroke for the next one, in milliseconds. */
const pause = 200;

/** How long a unit waits for those that call it to be known, in milliseconds, before it is judged alone. */
const patience = 1000;

export interface DiagnosticsDependencies {
  /** Loads what judges, with its parsers. */
  readonly loadLinter: () => Promise<Linter>;
  readonly log: LogOutputChannel;
}

/** What was found in a document, and in which version of it. */
export interface Published {
  readonly version: number;
  /** Those that count. */
  readonly findings: readonly LintFinding[];
  /** What was found in the document and in those that are judged with it. */
  readonly unit: UnitResult;
}

/** How far the judging of a document is that nothing is known of. */
export type Judging = 'under-way' | 'failed' | 'not-wanted';

/** A unit that waits for its turn, or has it. */
interface Pending {
  timer: ReturnType<typeof setTimeout> | undefined;
  run: Promise<void> | undefined;
}

/**
 * Keeps the diagnostics up to date: of the open documents, and, where the workspace was scanned, of the files that
 * have changed since. Results of a text that has changed meanwhile are thrown away, never shown.
 */
export class Diagnostics {
  readonly #dependencies: DiagnosticsDependencies;
  /** Loaded with the first unit that is judged. */
  #callers: CallerIndex | undefined;
  #loadingCallers: Promise<CallerIndex> | undefined;
  readonly #published = new Map<TextDocument, Published>();
  readonly #pending = new Map<string, Pending>();
  readonly #failed = new Set<string>();
  readonly #onDidPublish = new EventEmitter<void>();
  #isDisposed = false;
  readonly #subscriptions: readonly Pick<Disposable, 'dispose'>[];

  /** Where findings are shown. */
  readonly shown = new ShownFindings();

  /** What is known of some document has changed. */
  readonly onDidPublish: Event<void> = this.#onDidPublish.event;

  constructor(dependencies: DiagnosticsDependencies) {
    this.#dependencies = dependencies;
    const watcher = workspace.createFileSystemWatcher('**/*.{tf,tofu,tfvars,yaml,yml,json,template,cfn,cform}');
    const deletions = workspace.createFileSystemWatcher('**', true, true);
    const onDisk = (uri: Uri): void => {
      this.#fileChanged(uri);
    };
    this.#subscriptions = [
      this.shown,
      this.#onDidPublish,
      ...this.#watchConfiguration(),
      workspace.onDidOpenTextDocument((document) => {
        this.#changed(document, 0);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#changed(document, pause);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.#closed(document);
      }),
      watcher,
      watcher.onDidChange(onDisk),
      watcher.onDidCreate(onDisk),
      // Of a folder that is deleted, only the folder itself is told.
      deletions,
      deletions.onDidDelete((uri) => {
        this.#deleted(uri);
      }),
    ];
    for (const document of workspace.textDocuments) this.#changed(document, 0);
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** What is known of a document at this moment, which may be of a version before. */
  published(document: TextDocument): Published | undefined {
    return this.#published.get(document);
  }

  /** What goes on with a document that nothing is known of. */
  judging(unit: Unit): Judging {
    if (this.#failed.has(unit.key)) return 'failed';
    return this.#pending.has(unit.key) ? 'under-way' : 'not-wanted';
  }

  /** What is found in a document as it is now. */
  async current(document: TextDocument): Promise<Published | undefined> {
    const unit = unitOf(document);
    if (unit === undefined) return undefined;
    const pending = this.#pending.get(unit.key);
    if (pending?.timer !== undefined) this.#start(unit, pending);
    await pending?.run;
    const published = this.#published.get(document);
    return published?.version === document.version ? published : undefined;
  }

  /** Whether the coverage of buckets in other files may change with a file. */
  selectsBesideOthers(uri: Uri): boolean {
    const unit = unitOfFile(uri);
    return unit !== undefined && this.#callers?.selectsBesideOthers(unit.key) === true;
  }

  /** A file of the scanned workspace was made, changed or deleted: what is judged with it is judged anew. */
  rescanFile(uri: Uri): void {
    const unit = unitOfFile(uri);
    if (unit === undefined) return;
    // One that is gone is not among those that are judged.
    this.shown.updateScan([fileOf(uri)], []);
    this.#schedule(unit, 0);
    this.#scheduleCalled(unit, 0);
  }

  /** What is judged with a file that has changed on the disk is judged anew where it is open. */
  #fileChanged(uri: Uri): void {
    this.#valuesChanged(uri);
    const unit = unitOfFile(uri);
    if (unit === undefined) return;
    const before = this.#bearsOn(unit.key);
    void Promise.resolve(this.#callers?.changedOnDisk(uri)).then(() => {
      if (!this.#isDisposed) this.#scheduleOpen([...before, ...this.#bearsOn(unit.key)]);
    });
  }

  /** A file of values decides in the modules that it may belong to. */
  #valuesChanged(uri: Uri): void {
    for (const { key } of modulesGivenValuesBy(uri)) {
      this.#callers?.touched(key);
      this.#scheduleOpen(this.#bearsOn(key));
    }
  }

  /** A file is gone, or a folder with all that was in it. */
  #deleted(uri: Uri): void {
    const file = fileOf(uri);
    const isGone = (other: string): boolean => other === file || other.startsWith(`${file}/`);
    const { called = [], tied = [] } = this.#callers?.forget(isGone) ?? {};
    this.shown.updateScan(this.shown.scannedFiles.filter(isGone), []);
    const module = moduleOf(uri);
    const units = [...called.map(unitAt), ...(module ? [module] : [])];
    for (const unit of units) if (this.#isShown(unit)) this.#schedule(unit, pause);
    this.#scheduleOpen(tied);
    this.#valuesChanged(uri);
  }

  #watchConfiguration(): readonly Pick<Disposable, 'dispose'>[] {
    const watcher = workspace.createFileSystemWatcher('**/.s3backup.json');
    const lintAll = (): void => {
      this.#lintAll();
    };
    return [
      watcher,
      watcher.onDidChange(lintAll),
      watcher.onDidCreate(lintAll),
      watcher.onDidDelete(lintAll),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(lintSection)) lintAll();
      }),
    ];
  }

  #lintAll(): void {
    for (const document of workspace.textDocuments) this.#changed(document, 0);
  }

  #changed(document: TextDocument, delay: number): void {
    if (document.uri.path.endsWith('/.s3backup.json') && delay > 0) this.#lintAll();
    if (delay > 0) this.#valuesChanged(document.uri);
    const unit = unitOf(document);
    if (unit === undefined) return;
    if (!isLintEnabled(document.uri)) {
      this.#forget(document);
      return;
    }
    const before = delay > 0 ? this.#bearsOn(unit.key) : [];
    this.#callers?.changed(document.uri, document.getText());
    if (documentsOf(unit).some((open) => this.#isWatched(unit, open))) this.#schedule(unit, delay);
    if (delay === 0) return;
    this.#scheduleCalled(unit, delay);
    const tied = new Set([...before, ...this.#bearsOn(unit.key)]);
    tied.delete(unit.key);
    this.#scheduleOpen(tied);
  }

  /** What a unit calls is judged through it. */
  #scheduleCalled({ key }: Unit, delay: number): void {
    if (!this.shown.hasScan) return;
    for (const called of this.#callers?.calledBy(key) ?? []) this.#schedule(unitAt(called), delay);
  }

  /** Judges those of some units anew that are open. */
  #scheduleOpen(keys: Iterable<string>): void {
    const wanted = new Set(keys);
    const open = new Map(
      workspace.textDocuments.flatMap((document) => unitOf(document) ?? []).map((one) => [one.key, one]),
    );
    for (const unit of open.values()) {
      const isWatched = documentsOf(unit).some((document) => this.#isWatched(unit, document));
      if (wanted.has(unit.key) && isWatched) this.#schedule(unit, pause);
    }
  }

  /** A document that shows nothing and holds nothing may still say what others of its module are. */
  #isWatched(unit: Unit, document: TextDocument): boolean {
    return this.#published.has(document) || mayDeclareBuckets(unit, document);
  }

  #isShown(unit: Unit): boolean {
    return this.shown.hasScan || documentsOf(unit).length > 0;
  }

  #forget(document: TextDocument): void {
    this.#published.delete(document);
    this.shown.deleteLive(fileOf(document.uri));
    this.#onDidPublish.fire();
  }

  #closed(document: TextDocument): void {
    this.#forget(document);
    const unit = unitOf(document);
    // What was typed and not saved is gone with the document.
    if (unit !== undefined && this.#isShown(unit) && !document.isUntitled) this.#schedule(unit, 0);
  }

  #schedule(unit: Unit, delay: number): void {
    const pending = this.#pending.get(unit.key) ?? { timer: undefined, run: undefined };
    this.#pending.set(unit.key, pending);
    clearTimeout(pending.timer);
    pending.timer = setTimeout(() => {
      this.#start(unit, pending);
    }, delay);
  }

  #start(unit: Unit, pending: Pending): void {
    clearTimeout(pending.timer);
    pending.timer = undefined;
    // One after the other, so that what was read first is never shown last.
    const before = pending.run ?? Promise.resolve();
    const run = before
      .then(() => this.#lint(unit))
      .then(() => {
        this.#failed.delete(unit.key);
      })
      .catch((error: unknown) => {
        this.#failed.add(unit.key);
        this.#dependencies.log.error(
          `${unit.key} could not be judged:`,
          error instanceof Error ? error : String(error),
        );
      });
    pending.run = run;
    void run.then(() => {
      if (pending.run !== run) return;
      pending.run = undefined;
      if (pending.timer === undefined) this.#pending.delete(unit.key);
      this.#onDidPublish.fire();
    });
  }

  /** What bears on a unit. Where it takes long to find out, it is judged alone first and again when it is known. */
  async #around(unit: Unit): Promise<Around> {
    const callers = await this.#loadCallers();
    const filled = callers.fill(unit);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const inTime = await Promise.race([
      filled.then(() => true),
      new Promise<boolean>((resolve) => (timer = setTimeout(resolve, patience, false))),
    ]);
    clearTimeout(timer);
    if (!inTime) {
      void filled.then(() => {
        if (!this.#isDisposed) this.#schedule(unit, 0);
      });
    }
    return callers.around(unit);
  }

  #loadCallers(): Promise<CallerIndex> {
    this.#loadingCallers ??= import('./callers').then(({ CallerIndex: Index }) => {
      const index = new Index();
      for (const document of workspace.textDocuments) index.changed(document.uri, document.getText());
      return (this.#callers = index);
    });
    return this.#loadingCallers;
  }

  /** All units of which something else may be said when a unit changes; itself among them. */
  #bearsOn(path: string): Iterable<string> {
    return this.#callers?.bearsOn(path) ?? [path];
  }

  async #lint(unit: Unit): Promise<void> {
    const [linter, around] = await Promise.all([this.#dependencies.loadLinter(), this.#around(unit)]);
    const start = performance.now();
    const files = new OpenFiles();
    const result = await linter.lint(unit, files, around);
    if (this.#isDisposed) return;
    if (!files.isCurrent) {
      // A change comes with an event that starts the next run; a document that was closed leaves the others.
      if (!this.#pending.get(unit.key)?.timer) this.#schedule(unit, 0);
      return;
    }
    this.shown.updateScan(
      result.files.filter((file) => isLintEnabled(uriOf(file))),
      result.findings.filter(counts),
    );
    for (const document of documentsOf(unit)) this.#publish(document, result, files);
    for (const { file, why } of result.problems) this.#dependencies.log.warn(`${file}: ${why}`);
    const own = (performance.now() - start).toFixed(1);
    this.#dependencies.log.trace(`${unit.key}: ${result.findings.length} findings in ${own} ms`);
  }

  #publish(document: TextDocument, unit: UnitResult, files: OpenFiles): void {
    const version = files.versionOf(document);
    if (version === undefined || !isLintEnabled(document.uri)) return;
    const file = fileOf(document.uri);
    const findings = unit.findings.filter((finding) => finding.file === file && counts(finding));
    this.#published.set(document, { version, findings, unit });
    this.shown.setLive(file, findings);
  }
}
