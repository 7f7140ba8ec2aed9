import type { Related, Severity } from '../../model/finding';
import type { Range, TextEdit } from '../../model/source';
import { catalogue } from '../../rules/catalogue';
import type { Rule } from '../../rules/rule';
import { baselineName } from '../configured';
import type { LintFinding } from '../result';
import { homePage, rulePage } from '../../rules/rulePage';
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
    shortDescription: { text: rule.title() },
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

function physicalLocation(file: string, range: Range, directory: string): object {
  return { artifactLocation: artifact(file, directory), region: region(range) };
}

function relatedLocation({ message, at }: Related, id: number, directory: string): object {
  return { id, physicalLocation: physicalLocation(at.file, at, directory), message: { text: message } };
}

/** What code scanning knows a result by while lines move: the rule and what it is about, and which of several. */
function fingerprints(findings: readonly LintFinding[], directory: string): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file, resource }) => {
    const name = [rule, shortName(file, directory), resource].join(' ');
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  });
}

function result(finding: LintFinding, fingerprint: string, directory: string): object {
  const { suppressed, related } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex: catalogue.findIndex((rule) => rule.id === finding.rule),
    level: levels[finding.severity],
    message: { text: `${finding.resource}: ${finding.message}` },
    locations: [
      {
        physicalLocation: physicalLocation(finding.file, finding.range, directory),
        logicalLocations: finding.instances.map((name) => ({ fullyQualifiedName: name, kind: 'resource' })),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((one, index) => relatedLocation(one, index + 1, directory)),
    }),
    partialFingerprints: { 's3backupFinding/v1': fingerprint },
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

/** What could not be read in full: a reader of the results must know that they may lack some. */
function invocation({ skipped, directory }: Report): object {
  return {
    executionSuccessful: true,
    toolExecutionNotifications: skipped.map(({ file, reason }) => ({
      level: 'warning',
      message: { text: `Not read in full: ${reason}` },
      locations: [{ physicalLocation: { artifactLocation: artifact(file, directory) } }],
    })),
  };
}

/** SARIF 2.1.0, for code scanning. */
export function sarifReport(report: Report): string {
  const prints = fingerprints(report.findings, report.directory);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 's3backup', informationUri: homePage, rules: catalogue.map(ruleDescriptor) } },
        invocations: [invocation(report)],
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding, index) => result(finding, prints[index] ?? '', report.directory)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
