import type { Disposable, Event, LogOutputChannel, TextDocument, Uri } from 'vscode';
import { Diagnostic, DiagnosticSeverity, EventEmitter, Range, Uri as UriValue, languages, workspace } from 'vscode';
import type { LintFinding } from '../lint/result';
import { counts } from '../lint/result';
import { rulePage } from '../lint/rulePage';
import type { Severity } from '../model/finding';
import type { Range as PlainRange } from '../model/source';
import type { Linter, UnitResult } from './linter';
import { OpenFiles } from './openFiles';
import { fileOf } from './paths';
import { isLintEnabled, lintSection } from './settings';
import type { Unit } from './units';
import { documentsOf, mayDeclareBuckets, moduleOf, unitOf } from './units';

export const diagnosticSource = 's3backup';

/** How long to wait after a keystroke for the next one, in milliseconds. */
const pause = 200;

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toRange({ start, end }: PlainRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

function toDiagnostic(finding: LintFinding): Diagnostic {
  const diagnostic = new Diagnostic(toRange(finding.range), finding.message, severities[finding.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: UriValue.parse(rulePage(finding.rule)) };
  return diagnostic;
}

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

/** A unit that waits for its turn, or has it. */
interface Pending {
  timer: ReturnType<typeof setTimeout> | undefined;
  run: Promise<void> | undefined;
}

/**
 * Keeps the diagnostics of the open documents up to date. Results of a text that has changed meanwhile are thrown
 * away, never shown.
 */
export class Diagnostics {
  readonly #dependencies: DiagnosticsDependencies;
  readonly #collection = languages.createDiagnosticCollection(diagnosticSource);
  readonly #published = new Map<TextDocument, Published>();
  readonly #pending = new Map<string, Pending>();
  readonly #onDidPublish = new EventEmitter<void>();
  #isDisposed = false;
  readonly #subscriptions: readonly Pick<Disposable, 'dispose'>[];

  /** What is known of some document has changed. */
  readonly onDidPublish: Event<void> = this.#onDidPublish.event;

  constructor(dependencies: DiagnosticsDependencies) {
    this.#dependencies = dependencies;
    const watcher = workspace.createFileSystemWatcher('**/*.{tf,tofu}');
    const configurationWatcher = workspace.createFileSystemWatcher('**/.s3backup.json');
    const onConfiguration = (): void => {
      this.#lintAll();
    };
    const onDisk = (uri: Uri): void => {
      this.#fileChanged(uri);
    };
    this.#subscriptions = [
      this.#collection,
      this.#onDidPublish,
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(lintSection)) this.#lintAll();
      }),
      configurationWatcher,
      configurationWatcher.onDidChange(onConfiguration),
      configurationWatcher.onDidCreate(onConfiguration),
      configurationWatcher.onDidDelete(onConfiguration),
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
      watcher.onDidDelete(onDisk),
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

  #lintAll(): void {
    for (const document of workspace.textDocuments) this.#changed(document, 0);
  }

  #changed(document: TextDocument, delay: number): void {
    if (document.uri.path.endsWith('/.s3backup.json') && delay > 0) this.#lintAll();
    const unit = unitOf(document);
    if (unit === undefined) return;
    if (!isLintEnabled(document.uri)) {
      this.#forget(document);
      return;
    }
    // A document that shows nothing and holds nothing may still say what others of its module are.
    const isWatched = documentsOf(unit).some((open) => this.#published.has(open) || mayDeclareBuckets(unit, open));
    if (isWatched) this.#schedule(unit, delay);
  }

  #fileChanged(uri: Uri): void {
    const unit = moduleOf(uri);
    if (unit !== undefined && documentsOf(unit).length > 0) this.#schedule(unit, pause);
  }

  #forget(document: TextDocument): void {
    this.#published.delete(document);
    this.#collection.delete(document.uri);
    this.#onDidPublish.fire();
  }

  #closed(document: TextDocument): void {
    this.#forget(document);
    const unit = unitOf(document);
    // What was typed and not saved is gone with the document.
    if (unit?.kind === 'module' && documentsOf(unit).length > 0) this.#schedule(unit, 0);
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
      .catch((error: unknown) => {
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
    });
  }

  async #lint(unit: Unit): Promise<void> {
    const linter = await this.#dependencies.loadLinter();
    const start = performance.now();
    const files = new OpenFiles();
    const result = await linter.lint(unit, files);
    if (this.#isDisposed) return;
    if (!files.isCurrent) {
      // A change comes with an event that starts the next run; a document that was closed leaves the others.
      if (!this.#pending.get(unit.key)?.timer) this.#schedule(unit, 0);
      return;
    }
    for (const document of documentsOf(unit)) this.#publish(document, result, files);
    for (const { file, why } of result.problems) this.#dependencies.log.warn(`${file}: ${why}`);
    this.#onDidPublish.fire();
    const own = (performance.now() - start).toFixed(1);
    this.#dependencies.log.trace(`${unit.key}: ${result.findings.length} findings in ${own} ms`);
  }

  #publish(document: TextDocument, unit: UnitResult, files: OpenFiles): void {
    const version = files.versionOf(document);
    if (version === undefined || !isLintEnabled(document.uri)) return;
    const file = fileOf(document.uri);
    const findings = unit.findings.filter((finding) => finding.file === file && counts(finding));
    this.#published.set(document, { version, findings, unit });
    this.#collection.set(document.uri, findings.map(toDiagnostic));
  }
}
