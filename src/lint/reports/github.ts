import type { Severity } from '../../model/finding';
import type { LintFinding } from '../result';
import { counts } from '../result';
import type { Report } from './report';
import { shortName } from './report';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function command(finding: LintFinding, directory: string): string {
  const { start, end } = finding.range;
  const properties = {
    file: shortName(finding.file, directory),
    line: start.line + 1,
    endLine: end.line + 1,
    // A column is only understood where the range stays on one line.
    ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
    title: finding.rule,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[finding.severity]} ${written.join(',')}::${escapeData(`${finding.resource}: ${finding.message}`)}\n`;
}

/** Workflow commands, which GitHub Actions shows at the lines of a pull request. */
export function githubReport(report: Report): string {
  return report.findings
    .filter(counts)
    .map((finding) => command(finding, report.directory))
    .join('');
}
