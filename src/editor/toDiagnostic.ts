import type { Uri } from 'vscode';
import { Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Range, Uri as UriValue } from 'vscode';
import type { LintFinding } from '../lint/result';
import { rulePage } from '../rules/rulePage';
import type { Severity } from '../model/finding';
import type { Range as PlainRange } from '../model/source';
import { uriOf } from './paths';

/** Who our diagnostics say that they are from. */
export const diagnosticSource = 's3backup';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toRange({ start, end }: PlainRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** Where the page of a rule is. */
export function pageOf(rule: string): Uri {
  return UriValue.parse(rulePage(rule));
}

/** A finding as the editor shows it. */
export function toDiagnostic(finding: LintFinding): Diagnostic {
  const diagnostic = new Diagnostic(toRange(finding.range), finding.message, severities[finding.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: pageOf(finding.rule) };
  diagnostic.relatedInformation = finding.related.map(
    ({ message, at }) => new DiagnosticRelatedInformation(new Location(uriOf(at.file), toRange(at)), message),
  );
  return diagnostic;
}
