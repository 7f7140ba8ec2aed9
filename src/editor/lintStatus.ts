import * as l10n from '@vscode/l10n';
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

function howJudged(around: Around): string {
  if (around.kind === 'unknown') return l10n.t('S3 Backup, judged alone: {0}', around.why);
  const { length } = around.callers;
  if (length === 0) return 'S3 Backup';
  return length === 1
    ? l10n.t('S3 Backup, judged through 1 caller')
    : l10n.t('S3 Backup, judged through {0} callers', length);
}

function notLinted(detail: string): LintStatusText {
  return { text: l10n.t('Not linted'), detail };
}

function howMany(findings: number): string {
  if (findings === 0) return l10n.t('No findings');
  return findings === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', findings);
}

/** What is said of a document that was judged. */
function judged({ findings, unit }: Published, file: string): LintStatusText {
  const [problem] = unit.problems;
  if (problem !== undefined) {
    return { text: l10n.t('Configuration not used'), detail: `${problem.file}: ${problem.why}`, isWarning: true };
  }
  const skipped = unit.skipped.find((one) => one.file === file);
  if (skipped !== undefined) return { text: l10n.t('Not read in full'), detail: skipped.reason, isWarning: true };
  return { text: howMany(findings.length), detail: howJudged(unit.around) };
}

/** What the linter makes of a document, and why where that is nothing. */
export function lintStatusOf(document: TextDocument, diagnostics: Diagnostics): LintStatusText {
  if (!isLintEnabled(document.uri)) return notLinted(l10n.t('switched off by s3backup.lint.enable'));
  const unit = unitOf(document);
  if (unit === undefined) return notLinted(whyNoUnit(document));
  const published = diagnostics.published(document);
  const judging = diagnostics.judging(unit);
  if (judging === 'failed') {
    return { ...notLinted(l10n.t('it could not be judged: the log of S3 Backup says why')), isWarning: true };
  }
  if (published !== undefined) return judged(published, fileOf(document.uri));
  return judging === 'under-way'
    ? { text: l10n.t('Linting…'), detail: 'S3 Backup' }
    : notLinted(l10n.t('nothing about buckets or their backup is declared here'));
}

/** Shows in the language status of a file what the linter makes of it. */
export class LintStatus {
  readonly #diagnostics: Diagnostics;
  readonly #item = languages.createLanguageStatusItem('s3backup.lint', selector);
  readonly #subscriptions: readonly Pick<Disposable, 'dispose'>[];

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
    this.#item.name = 'S3 Backup';
    this.#item.command = { command: 's3backup.showLog', title: l10n.t('Show Log') };
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
