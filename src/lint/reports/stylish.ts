import type { LintFinding } from '../result';
import { counts } from '../result';
import type { Report } from './report';
import { shortName } from './report';

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function rows(findings: readonly LintFinding[]): readonly string[] {
  const cells = findings.map(({ range, severity, resource, message, rule }) => ({
    place: `${range.start.line + 1}:${range.start.character + 1}`,
    severity,
    text: `${resource}: ${message}`,
    rule,
  }));
  const width = (of: (cell: (typeof cells)[number]) => string): number =>
    Math.max(...cells.map((cell) => of(cell).length));
  const place = width((cell) => cell.place);
  const severity = width((cell) => cell.severity);
  return cells.map(
    (cell) => `  ${cell.place.padStart(place)}  ${cell.severity.padEnd(severity)}  ${cell.text}  ${cell.rule}`,
  );
}

function summary(findings: readonly LintFinding[], report: Report): string {
  const looked = `${plural(report.buckets.length, 'bucket')} in ${plural(report.files, 'file')}`;
  if (findings.length === 0) return `No findings. ${looked}.`;
  const severities = (['error', 'warning', 'info', 'hint'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [severity === 'info' ? `${count} info` : plural(count, severity)];
  });
  return `${plural(findings.length, 'finding')} (${severities.join(', ')}). ${looked}.`;
}

function byFile(findings: readonly LintFinding[]): ReadonlyMap<string, readonly LintFinding[]> {
  const files = new Map<string, LintFinding[]>();
  for (const finding of findings) {
    const others = files.get(finding.file);
    if (others === undefined) files.set(finding.file, [finding]);
    else others.push(finding);
  }
  return files;
}

/** For people: the findings of each file, then a line that sums up. What is suppressed is only counted. */
export function stylishReport(report: Report): string {
  const shown = report.findings.filter(counts);
  const blocks = [...byFile(shown)].map(([file, findings]) =>
    [shortName(file, report.directory), ...rows(findings), ''].join('\n'),
  );
  const skipped = report.skipped.map(
    ({ file, reason }) => `Not read in full: ${shortName(file, report.directory)}: ${reason}`,
  );
  const suppressed = report.findings.length - shown.length;
  const lines = [
    ...blocks,
    ...skipped,
    summary(shown, report),
    ...(suppressed === 0 ? [] : [`${suppressed} suppressed.`]),
  ];
  return `${lines.join('\n')}\n`;
}
