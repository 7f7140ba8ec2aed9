import type { Bucket } from '../model/bucket';
import type { Finding, Severity } from '../model/finding';
import { isAtLeast } from '../model/finding';
import type { Proposal } from '../model/remedy';
import type { SourceRange, TextEdit } from '../model/source';
import type { Rule } from '../rules/rule';
import { judge } from '../verdict/judge';
import type { TemplateReading } from '../templates/dialect';
import type { Fix, LintFinding } from './result';
import type { Suppressions } from './suppressions';

/** What a rule says of one instance. */
interface Single {
  readonly reading: TemplateReading;
  readonly finding: Finding;
  readonly at: SourceRange;
  readonly bucket?: Bucket;
}

type Group = readonly [Single, ...Single[]];

function singlesOf(reading: TemplateReading, rules: readonly Rule[] | undefined): readonly Single[] {
  const buckets = new Map(reading.estate.buckets.items.map((bucket) => [bucket.id, bucket]));
  return judge(reading.estate, rules).flatMap((finding) => {
    if (finding.at === undefined) return [];
    const bucket = buckets.get(finding.subject);
    return [{ reading, finding, at: finding.at, ...(bucket && { bucket }) }];
  });
}

/** Findings of one rule at one place are one: the instances of a declaration, or a module that is called twice. */
function grouped(singles: readonly Single[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const single of singles) {
    const { file, start, end } = single.at;
    const key = JSON.stringify([single.finding.rule, file, start, end]);
    const group = groups.get(key);
    groups.set(key, group === undefined ? [single] : [...group, single]);
  }
  return [...groups.values()];
}

/** The readings in which a declaration makes a bucket: several where roots share a module. */
class Declarations {
  readonly #readings = new Map<string, Set<TemplateReading>>();

  constructor(readings: readonly TemplateReading[]) {
    for (const reading of readings) {
      for (const bucket of reading.estate.buckets.items) {
        const key = keyOf(bucket);
        this.#readings.set(key, (this.#readings.get(key) ?? new Set()).add(reading));
      }
    }
  }

  readingsOf(bucket: Bucket | undefined): ReadonlySet<TemplateReading> {
    return (bucket && this.#readings.get(keyOf(bucket))) ?? new Set();
  }
}

function keyOf({ declaration, id }: Bucket): string {
  return declaration === undefined ? id : JSON.stringify(declaration.name);
}

/**
 * The edits that every reading of the place asks for; none where they do not agree, and none where a reading has a
 * bucket of this declaration that needs nothing.
 */
function agreedEdits(group: Group, title: string, declarations: Declarations): readonly TextEdit[] | undefined {
  const readings = new Set(group.map(({ reading }) => reading));
  for (const reading of declarations.readingsOf(group[0].bucket)) if (!readings.has(reading)) return undefined;
  let agreed: readonly TextEdit[] | undefined;
  for (const reading of readings) {
    const members = group.filter((single) => single.reading === reading);
    const proposals = members.map(({ finding }) => finding.proposals.find((proposal) => proposal.title === title));
    const buckets = members.flatMap(({ bucket }) => bucket ?? []);
    const [proposal] = proposals;
    if (proposal === undefined || proposals.includes(undefined) || buckets.length < members.length) return undefined;
    const edits = reading.edits(buckets, proposal.remedies);
    if (edits === undefined || edits.length === 0) return undefined;
    if (agreed !== undefined && JSON.stringify(agreed) !== JSON.stringify(edits)) return undefined;
    agreed = edits;
  }
  return agreed;
}

function fixesOf(group: Group, declarations: Declarations): readonly Fix[] {
  const count = group.length > 1 ? ` (${group.length} buckets)` : '';
  const toFix = ({ title, preferred, safe }: Proposal): readonly Fix[] => {
    const edits = agreedEdits(group, title, declarations);
    return edits === undefined ? [] : [{ title: title + count, preferred, safe, edits }];
  };
  const fixes = group[0].finding.proposals.flatMap(toFix);
  return fixes.toSorted((one, other) => Number(other.preferred) - Number(one.preferred));
}

function gravest(group: Group): Single {
  const isGraver = (one: Severity, other: Severity): boolean => isAtLeast(one, other) && one !== other;
  return group.reduce((worst, single) => (isGraver(single.finding.severity, worst.finding.severity) ? single : worst));
}

function merge(group: Group, suppressions: Suppressions, declarations: Declarations): LintFinding {
  const { finding, at, bucket } = gravest(group);
  const { file, start, end } = at;
  const block = bucket?.declaration?.block;
  const suppressed = block && suppressions.find(finding.rule, block);
  const declared = bucket?.declaration?.resource ?? finding.subject;
  return {
    rule: finding.rule,
    severity: finding.severity,
    file,
    range: { start, end },
    resource: group.length === 1 ? finding.subject : declared,
    instances: [...new Set(group.map((single) => single.finding.subject))],
    message: finding.message,
    ...(suppressed && { suppressed }),
    fixes: fixesOf(group, declarations),
  };
}

function inOrder(one: LintFinding, other: LintFinding): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  const lines = one.range.start.line - other.range.start.line;
  return lines === 0 ? one.range.start.character - other.range.start.character : lines;
}

/** Judges what was read: one finding per rule and place, by file and place. */
export function findingsOf(
  readings: readonly TemplateReading[],
  suppressions: Suppressions,
  rules?: readonly Rule[],
): readonly LintFinding[] {
  const singles = readings.flatMap((reading) => singlesOf(reading, rules));
  const declarations = new Declarations(readings);
  return grouped(singles)
    .map((group) => merge(group, suppressions, declarations))
    .toSorted(inOrder);
}
