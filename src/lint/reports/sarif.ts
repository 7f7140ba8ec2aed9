import type { Severity } from '../../model/finding';
import type { Range, TextEdit } from '../../model/source';
import { catalogue } from '../../rules/catalogue';
import type { Rule } from '../../rules/rule';
import { baselineName } from '../configured';
import type { LintFinding } from '../result';
import { rulePage } from '../rulePage';
import type { Report } from './report';
import { shortName } from './report';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

function region({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A reference relative to the checkout where it can be, as code scanning wants it. */
function artifact(file: string, directory: string): object {
  const name = shortName(file, directory);
  const isRelative = name !== file;
  const uri = encodeURI(name).replaceAll('#', '%23').replaceAll('?', '%3F');
  // A drive letter has no slash before it in a path, and has one in a URI.
  return {
    uri: isRelative ? uri : `file://${uri.startsWith('/') ? '' : '/'}${uri}`,
    ...(isRelative && { uriBaseId: '%SRCROOT%' }),
  };
}

function ruleDescriptor(rule: Rule): object {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    helpUri: rulePage(rule.id),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { equals: rule.equals },
  };
}

function artifactChanges(edits: readonly TextEdit[], directory: string): readonly object[] {
  return [...new Set(edits.map(({ file }) => file))].map((file) => ({
    artifactLocation: artifact(file, directory),
    replacements: edits
      .filter((edit) => edit.file === file)
      .map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
  }));
}

function result(finding: LintFinding, directory: string): object {
  const { suppressed } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex: catalogue.findIndex((rule) => rule.id === finding.rule),
    level: levels[finding.severity],
    message: { text: `${finding.resource}: ${finding.message}` },
    locations: [
      {
        physicalLocation: { artifactLocation: artifact(finding.file, directory), region: region(finding.range) },
        logicalLocations: finding.instances.map((name) => ({ fullyQualifiedName: name, kind: 'resource' })),
      },
    ],
    ...(suppressed && {
      suppressions: [
        { kind: suppressed.by === baselineName ? 'external' : 'inSource', justification: suppressed.reason },
      ],
    }),
    fixes: finding.fixes.map(({ title, edits }) => ({
      description: { text: title },
      artifactChanges: artifactChanges(edits, directory),
    })),
  };
}

/** SARIF 2.1.0, for code scanning. */
export function sarifReport(report: Report): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 's3backup', rules: catalogue.map(ruleDescriptor) } },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => result(finding, report.directory)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
