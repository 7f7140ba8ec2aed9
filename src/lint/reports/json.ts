import type { Position, Range, TextEdit } from '../../model/source';
import type { LintFinding } from '../result';
import { counts } from '../result';
import type { Report } from './report';

/** People and most tools count lines and columns from one. */
function position({ line, character }: Position): object {
  return { line: line + 1, column: character + 1 };
}

function range({ start, end }: Range): object {
  return { start: position(start), end: position(end) };
}

function edit({ file, range: at, newText }: TextEdit): object {
  return { file, range: range(at), newText };
}

function finding(found: LintFinding): object {
  return {
    rule: found.rule,
    severity: found.severity,
    file: found.file,
    range: range(found.range),
    resource: found.resource,
    instances: found.instances,
    message: found.message,
    ...(found.suppressed && { suppressed: found.suppressed }),
    related: found.related.map(({ message, at }) => ({ message, file: at.file, range: range(at) })),
    fixes: found.fixes.map(({ title, preferred, safe, edits }) => ({ title, preferred, safe, edits: edits.map(edit) })),
  };
}

/** One object for programs. Lines and columns count from one; columns count UTF-16 units; ends are exclusive. */
export function jsonReport(report: Report): string {
  const content = {
    findings: report.findings.map(finding),
    buckets: report.buckets,
    skipped: report.skipped,
    summary: {
      files: report.files,
      buckets: report.buckets.length,
      findings: report.findings.filter(counts).length,
      milliseconds: report.milliseconds,
    },
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
