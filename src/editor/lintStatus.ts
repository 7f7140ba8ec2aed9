import type { Disposable, TextDocument } from 'vscode';
import { LanguageStatusSeverity, languages, window } from 'vscode';
import type { Around } from './callers';
import type { Diagnostics, Published } from './diagnostics';
import { fileOf } from './paths';
import { isLintEnabled } from './settings';
import { selector, unitOf, whyNoUnit } from './units';

/** What the status item says of a document. */
export interface LintStatusText {
  readonly text: string;
  readonly detail: string;
  readonly isWarning?: boolean;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function howJudged(around: Around): string {
  if (around.kind === 'unknown') return `S3 Backup, judged alone: ${around.why}`;
  const { length } = around.callers;
  return length === 0 ? 'S3 Backup' : `S3 Backup, judged through ${count(length, 'caller')}`;
}

function notLinted(detail: string): LintStatusText {
  return { text: 'Not linted', detail };
}

/** What is said of a document that was judged. */
function judged({ findings, unit }: Published, file: string): LintStatusText {
  const [problem] = unit.problems;
  if (problem !== undefined) {
    return { text: 'Configuration not used', detail: `${problem.file}: ${problem.why}`, isWarning: true };
  }
  const skipped = unit.skipped.find((one) => one.file === file);
  if (skipped !== undefined) return { text: 'Not read in full', detail: skipped.reason, isWarning: true };
  const text = findings.length === 0 ? 'No findings' : count(findings.length, 'finding');
  return { text, detail: howJudged(unit.around) };
}

/** What the linter makes of a document, and why where that is nothing. */
export function lintStatusOf(document: TextDocument, diagnostics: Diagnostics): LintStatusText {
  if (!isLintEnabled(document.uri)) return notLinted('switched off by s3backup.lint.enable');
  const unit = unitOf(document);
  if (unit === undefined) return notLinted(whyNoUnit(document));
  const published = diagnostics.published(document);
  const judging = diagnostics.judging(unit);
  if (judging === 'failed') {
    return { ...notLinted('it could not be judged: the log of S3 Backup says why'), isWarning: true };
  }
  if (published !== undefined) return judged(published, fileOf(document.uri));
  return judging === 'under-way'
    ? { text: 'Linting…', detail: 'S3 Backup' }
    : notLinted('nothing about buckets or their backup is declared here');
}

/** Shows in the language status of a file what the linter makes of it. */
export class LintStatus {
  readonly #diagnostics: Diagnostics;
  readonly #item = languages.createLanguageStatusItem('s3backup.lint', selector);
  readonly #subscriptions: readonly Pick<Disposable, 'dispose'>[];

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
    this.#item.name = 'S3 Backup';
    this.#item.command = { command: 's3backup.showLog', title: 'Show Log' };
    const show = (): void => {
      this.#show();
    };
    this.#subscriptions = [this.#item, window.onDidChangeActiveTextEditor(show), diagnostics.onDidPublish(show)];
    this.#show();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #show(): void {
    const document = window.activeTextEditor?.document;
    if (document === undefined) return;
    const { text, detail, isWarning = false } = lintStatusOf(document, this.#diagnostics);
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = isWarning ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  }
}
