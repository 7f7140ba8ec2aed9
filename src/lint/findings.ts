import type { Declaration } from '../model/declaration';
import type { Estate } from '../model/estate';
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
  /** Where what it is about is declared. */
  readonly declaration?: Declaration;
}

type Group = readonly [Single, ...Single[]];

/** Everything of an estate that a finding can be about, by its id. */
function declarationsIn({ buckets, plans, selections, vaults, roles }: Estate): ReadonlyMap<string, Declaration> {
  const things = [buckets, plans, selections, vaults].flatMap(({ items }) => [...items]);
  const rules = plans.items.flatMap((plan) => [...plan.rules.items]);
  const named = roles.items.map(({ arn, ...role }) => ({ ...role, id: arn }));
  return new Map(
    [...things, ...rules, ...named].flatMap(({ id, declaration }) => (declaration ? [[id, declaration]] : [])),
  );
}

function singlesOf(reading: TemplateReading, rules: readonly Rule[] | undefined): readonly Single[] {
  const declared = declarationsIn(reading.estate);
  return judge(reading.estate, rules).flatMap((finding) => {
    if (finding.at === undefined) return [];
    const declaration = declared.get(finding.subject);
    return [{ reading, finding, at: finding.at, ...(declaration && { declaration }) }];
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

/** The readings in which a declaration makes something: several where roots share a module. */
class Declarations {
  readonly #readings = new Map<string, Set<TemplateReading>>();

  constructor(readings: readonly TemplateReading[]) {
    for (const reading of readings) {
      for (const declaration of declarationsIn(reading.estate).values()) {
        const key = keyOf(declaration);
        this.#readings.set(key, (this.#readings.get(key) ?? new Set()).add(reading));
      }
    }
  }

  readingsOf(declaration: Declaration | undefined): ReadonlySet<TemplateReading> {
    return (declaration && this.#readings.get(keyOf(declaration))) ?? new Set();
  }
}

function keyOf({ name }: Declaration): string {
  return JSON.stringify(name);
}

/**
 * The edits that every reading of the place asks for; none where they do not agree, and none where a reading has a
 * thing of this declaration that needs nothing.
 */
function agreedEdits(group: Group, title: string, declarations: Declarations): readonly TextEdit[] | undefined {
  const readings = new Set(group.map(({ reading }) => reading));
  for (const reading of declarations.readingsOf(group[0].declaration)) if (!readings.has(reading)) return undefined;
  let agreed: readonly TextEdit[] | undefined;
  for (const reading of readings) {
    const members = group.filter((single) => single.reading === reading);
    const proposals = members.map(({ finding }) => finding.proposals.find((proposal) => proposal.title === title));
    const [proposal] = proposals;
    if (proposal === undefined || proposals.includes(undefined)) return undefined;
    const subjects = members.map(({ finding }) => finding.subject);
    const edits = reading.edits(subjects, proposal.remedies);
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
  const { finding, at, declaration } = gravest(group);
  const { file, start, end } = at;
  const block = declaration?.block;
  const suppressed = block && suppressions.find(finding.rule, block);
  const declared = declaration?.resource ?? finding.subject;
  return {
    rule: finding.rule,
    severity: finding.severity,
    file,
    range: { start, end },
    resource: group.length === 1 ? finding.subject : declared,
    instances: [...new Set(group.map((single) => single.finding.subject))],
    message: finding.message,
    ...(suppressed && { suppressed }),
    ...(declaration && { declaration }),
    fixes: fixesOf(group, declarations),
  };
}

/** By file and place. */
export function inOrder(one: LintFinding, other: LintFinding): number {
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
