import * as l10n from '@vscode/l10n';
import type { CodeLens, CodeLensProvider, Event, TextDocument, TextDocumentContentProvider, Uri } from 'vscode';
import {
  CodeLens as Lens,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  EventEmitter,
  languages,
  Range,
  ViewColumn,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import type { Finding } from '../../../model/finding';
import type { CurrentSession } from '../../session/currentSession';
import { trialEnding } from './trialEnding';
import type { TrialPlace } from './trialPlace';
import { outcomeScheme, outcomeUri, placeOf, textOfOutcome, textUri } from './trialPlace';
import type { TrialResult } from './trialRun';

/** A pause in typing, and in what buckets tell while they fill in, in milliseconds. */
const pause = 150;
const redrawEvery = 1_000;

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

function toDiagnostic({ at, message, severity, rule }: Finding): Diagnostic {
  const range =
    at === undefined
      ? new Range(0, 0, 0, 1)
      : new Range(at.start.line, at.start.character, at.end.line, at.end.character);
  const diagnostic = new Diagnostic(range, message, severities[severity]);
  diagnostic.source = 's3backup';
  diagnostic.code = rule;
  return diagnostic;
}

/** What is said of a text. */
interface Shown {
  /** The document beside it. */
  readonly text: string;
  /** The line above its first one. */
  readonly summary?: string;
  readonly result?: TrialResult;
}

/** One text that is tried. */
interface Trial {
  readonly place: TrialPlace;
  /** Ends the run that a newer one replaces. */
  abort: AbortController;
  timer: NodeJS.Timeout | undefined;
  shown: Shown;
}

/**
 * Selections that are tried as text: what each would match is said in a document beside it and above its first line,
 * and anew after each change. Nothing is written to AWS. What decides is loaded with the first of them.
 */
export class SelectionTrials implements TextDocumentContentProvider, CodeLensProvider, Disposable {
  readonly #current: CurrentSession;
  readonly #trials = new Map<string, Trial>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #lensesChanged = new EventEmitter<void>();
  readonly #diagnostics = languages.createDiagnosticCollection('s3backup-selection');
  readonly #subscription: Disposable;

  constructor(current: CurrentSession) {
    this.#current = current;
    this.#subscription = Disposable.from(
      workspace.registerTextDocumentContentProvider(outcomeScheme, this),
      languages.registerCodeLensProvider({ scheme: 'untitled', pattern: `**/*${trialEnding}` }, this),
      workspace.onDidOpenTextDocument((document) => {
        this.#runSoon(document, 0);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#runSoon(document, pause);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forget(uri);
      }),
      current.onDidChange(() => {
        this.#runAllLater();
      }),
    );
    // Texts that have survived a restart of the editor.
    for (const document of workspace.textDocuments) this.#runSoon(document, pause);
  }

  get onDidChange(): Event<Uri> {
    return this.#changed.event;
  }

  get onDidChangeCodeLenses(): Event<void> {
    return this.#lensesChanged.event;
  }

  /** Opens a text, and beside it what it would match. One that is open already is shown as it stands. */
  async open(place: TrialPlace, text: string): Promise<void> {
    const uri = textUri(place);
    const document = await workspace.openTextDocument(uri);
    if (document.getText() === '') {
      const edit = new WorkspaceEdit();
      edit.insert(uri, document.positionAt(0), text);
      await workspace.applyEdit(edit);
    }
    await window.showTextDocument(document, { viewColumn: ViewColumn.Active, preview: false });
    await this.showOutcome(uri);
  }

  /** Shows what a text would match, beside it. */
  async showOutcome(text: Uri): Promise<void> {
    const document = await workspace.openTextDocument(outcomeUri(text));
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  provideTextDocumentContent(outcome: Uri): string {
    return (
      this.#trials.get(textOfOutcome(outcome).toString())?.shown.text ?? l10n.t('The text that was tried is closed.\n')
    );
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const summary = this.#trials.get(uri.toString())?.shown.summary;
    if (summary === undefined) return [];
    const command = { title: summary, command: 's3backup.showTrialOutcome', arguments: [uri] };
    return [new Lens(new Range(0, 0, 0, 0), command)];
  }

  dispose(): void {
    for (const { timer, abort } of this.#trials.values()) {
      clearTimeout(timer);
      abort.abort();
    }
    Disposable.from(this.#subscription, this.#changed, this.#lensesChanged, this.#diagnostics).dispose();
  }

  #runSoon(document: TextDocument, after: number): void {
    const place = placeOf(document.uri);
    if (place === undefined) return;
    const trial = this.#trialOf(document.uri, place);
    clearTimeout(trial.timer);
    trial.timer = setTimeout(() => void this.#run(document, trial), after);
  }

  /** Buckets change by the hundred while they fill in: a run that waits is not put off. */
  #runAllLater(): void {
    for (const document of workspace.textDocuments) {
      if (this.#trials.get(document.uri.toString())?.timer === undefined) this.#runSoon(document, redrawEvery);
    }
  }

  #trialOf(uri: Uri, place: TrialPlace): Trial {
    const key = uri.toString();
    const begun = { place, abort: new AbortController(), timer: undefined, shown: { text: l10n.t('Reading…') } };
    const trial = this.#trials.get(key) ?? begun;
    this.#trials.set(key, trial);
    return trial;
  }

  async #run(document: TextDocument, trial: Trial): Promise<void> {
    trial.timer = undefined;
    trial.abort.abort();
    trial.abort = new AbortController();
    const { signal } = trial.abort;
    const shown = await this.#find(document, trial, signal);
    if (signal.aborted) return;
    trial.shown = shown;
    this.#diagnostics.set(document.uri, (shown.result?.findings ?? []).map(toDiagnostic));
    this.#changed.fire(outcomeUri(document.uri));
    this.#lensesChanged.fire();
  }

  async #find(document: TextDocument, { place, shown }: Trial, signal: AbortSignal): Promise<Shown> {
    const { session } = this.#current;
    try {
      const [{ runTrial }, { headOf, trialText }] = await Promise.all([import('./trialRun'), import('./trialText')]);
      const request = { ...place, text: document.getText(), file: document.uri.toString() };
      const result = session && (await runTrial(request, session, shown.result?.comparison, signal));
      if (result === undefined) {
        return {
          text: l10n.t('Nothing of {0} is read. Connect to its account and open the Plans view.', place.region),
        };
      }
      const summary = headOf(result);
      return { text: trialText(result), result, ...(summary !== undefined && { summary }) };
    } catch (error) {
      // A newer text has a run of its own, and so has another connection.
      if (!signal.aborted && session === this.#current.session) this.#current.log(String(error));
      return { text: l10n.t('What it would match could not be found out.') };
    }
  }

  #forget(uri: Uri): void {
    const trial = this.#trials.get(uri.toString());
    if (trial === undefined) return;
    clearTimeout(trial.timer);
    trial.abort.abort();
    this.#trials.delete(uri.toString());
    this.#diagnostics.delete(uri);
    this.#changed.fire(outcomeUri(uri));
  }
}
