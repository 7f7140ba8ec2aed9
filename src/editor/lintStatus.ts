import type { Disposable, TextDocument } from 'vscode';
import { LanguageStatusSeverity, languages, window } from 'vscode';
import type { Diagnostics } from './diagnostics';
import { fileOf } from './paths';
import { isLintEnabled } from './settings';
import { selector, unitOf } from './units';

/** What the status item says of a document. */
interface Said {
  readonly text: string;
  readonly detail: string;
  readonly isWarning?: boolean;
}

/** Says in the language status of a file what the linter makes of it, and why where that is nothing. */
export class LintStatus {
  readonly #diagnostics: Diagnostics;
  readonly #item = languages.createLanguageStatusItem('s3backup.lint', selector);
  readonly #subscriptions: readonly Pick<Disposable, 'dispose'>[];

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
    this.#item.name = 'S3 Backup';
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
    const { text, detail, isWarning = false } = this.#say(document);
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = isWarning ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  }

  #say(document: TextDocument): Said {
    if (!isLintEnabled(document.uri)) return { text: 'Not linted', detail: 'switched off by s3backup.lint.enable' };
    const published = this.#diagnostics.published(document);
    if (unitOf(document) === undefined || published === undefined) {
      return { text: 'Not linted', detail: 'nothing about buckets is declared here' };
    }
    const { findings, unit } = published;
    const [problem] = unit.problems;
    if (problem !== undefined) {
      return { text: 'Configuration not used', detail: `${problem.file}: ${problem.why}`, isWarning: true };
    }
    const skipped = unit.skipped.find(({ file }) => file === fileOf(document.uri));
    if (skipped !== undefined) return { text: 'Not read in full', detail: skipped.reason, isWarning: true };
    const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
    return { text: findings.length === 0 ? 'No findings' : count, detail: 'S3 Backup' };
  }
}
