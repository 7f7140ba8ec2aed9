import type { Declaration } from '../model/declaration';
import type { Estate } from '../model/estate';
import type { Finding, Related, Severity } from '../model/finding';
import { isAtLeast } from '../model/finding';
import type { Proposal } from '../model/remedy';
import type { SourceRange, TextEdit } from '../model/source';
import type { Rule } from '../rules/rule';
import { judge } from '../verdict/judge';
import type { TemplateReading } from '../templates/dialect';
import type { Noun } from './fixTitle';
import { titleWithCount } from './fixTitle';
import type { Fix, LintFinding } from './result';
import type { Suppressions } from './suppressions';

/** What a rule says of one instance. */
interface Single {
  readonly reading: TemplateReading;
  readonly finding: Finding;
  readonly at: SourceRange;
  /** What it is about, where the estate says where that is declared. */
  readonly declared?: Declared;
}

/** A declaration, and what a person calls the things that it makes. */
interface Declared {
  readonly declaration: Declaration;
  readonly noun: Noun;
}

interface Declarable {
  readonly id: string;
  readonly declaration?: Declaration;
}

type Group = readonly [Single, ...Single[]];

function declared(noun: Noun, things: readonly Declarable[]): readonly (readonly [string, Declared])[] {
  return things.flatMap(({ id, declaration }) => (declaration ? [[id, { declaration, noun }] as const] : []));
}

/** Everything of an estate that a finding can be about, by its id. */
function declaredIn({ buckets, plans, selections, vaults, roles }: Estate): ReadonlyMap<string, Declared> {
  return new Map([
    ...declared('bucket', buckets.items),
    ...declared('plan', plans.items),
    ...declared(
      'rule',
      plans.items.flatMap((plan) => [...plan.rules.items]),
    ),
    ...declared('selection', selections.items),
    ...declared('vault', vaults.items),
    ...declared(
      'role',
      roles.items.map(({ arn, ...role }) => ({ ...role, id: arn })),
    ),
  ]);
}

function singlesOf(reading: TemplateReading, rules: readonly Rule[] | undefined): readonly Single[] {
  const all = declaredIn(reading.estate);
  return judge(reading.estate, rules).flatMap((finding) => {
    if (finding.at === undefined) return [];
    const subject = all.get(finding.subject);
    return [{ reading, finding, at: finding.at, ...(subject && { declared: subject }) }];
  });
}

/** The same for equal places. */
function placeKey({ file, start, end }: SourceRange): string {
  return `${start.line}:${start.character}-${end.line}:${end.character} ${file}`;
}

function isSamePlace(one: SourceRange, other: SourceRange): boolean {
  return (
    one.file === other.file &&
    one.start.line === other.start.line &&
    one.start.character === other.start.character &&
    one.end.line === other.end.line &&
    one.end.character === other.end.character
  );
}

/** Findings of one rule at one place are one: the instances of a declaration, or a module that is called twice. */
function grouped(singles: readonly Single[]): readonly Group[] {
  const groups = new Map<string, [Single, ...Single[]]>();
  for (const single of singles) {
    const key = `${single.finding.rule} ${placeKey(single.at)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [single]);
    else group.push(single);
  }
  return [...groups.values()];
}

/** The readings in which a declaration makes something: several where roots share a module. */
class Declarations {
  readonly #readings = new Map<string, Set<TemplateReading>>();

  constructor(readings: readonly TemplateReading[]) {
    for (const reading of readings) {
      for (const { declaration } of declaredIn(reading.estate).values()) {
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
  return placeKey(name);
}

/**
 * The edits that every reading of the place asks for; none where they do not agree, and none where a reading has a
 * thing of this declaration that needs nothing.
 */
function agreedEdits(group: Group, title: string, declarations: Declarations): readonly TextEdit[] | undefined {
  const readings = new Set(group.map(({ reading }) => reading));
  for (const reading of declarations.readingsOf(group[0].declared?.declaration))
    if (!readings.has(reading)) return undefined;
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

/** How many things a fix of the whole group changes. */
function howMany(group: Group): number {
  const things = new Map<TemplateReading, Set<string>>();
  for (const { reading, finding } of group) {
    things.set(reading, (things.get(reading) ?? new Set()).add(finding.subject));
  }
  return [...things.values()].reduce((sum, { size }) => sum + size, 0);
}

function fixesOf(group: Group, declarations: Declarations): readonly Fix[] {
  const count = howMany(group);
  const toFix = ({ title, preferred, safe }: Proposal): readonly Fix[] => {
    const edits = agreedEdits(group, title, declarations);
    return edits === undefined
      ? []
      : [{ title: titleWithCount(title, count, group[0].declared?.noun), preferred, safe, edits }];
  };
  const fixes = group[0].finding.proposals.flatMap(toFix);
  return fixes.toSorted((one, other) => Number(other.preferred) - Number(one.preferred));
}

function gravest(group: Group): Single {
  if (group.length === 1) return group[0];
  const isGraver = (one: Severity, other: Severity): boolean => isAtLeast(one, other) && one !== other;
  return group.reduce((worst, single) => (isGraver(single.finding.severity, worst.finding.severity) ? single : worst));
}

/** What the members of a group point at beside the place of the finding, each once. */
function relatedOf(group: Group): readonly Related[] {
  if (group.every(({ finding }) => finding.related === undefined)) return [];
  const all = group.flatMap(({ finding }) => finding.related ?? []);
  const [{ at: own }] = group;
  const others = all.filter(({ at }) => !isSamePlace(at, own));
  if (others.length < 2) return others;
  return [...new Map(others.map((related) => [`${placeKey(related.at)} ${related.message}`, related])).values()];
}

function merge(group: Group, suppressions: Suppressions, declarations: () => Declarations): LintFinding {
  const { finding, at, declared: subject } = gravest(group);
  const { file, start, end } = at;
  const declaration = subject?.declaration;
  const suppressed = suppressions.find(finding.rule, file, declaration?.block);
  const resource = declaration?.resource ?? finding.subject;
  let fixes: readonly Fix[] | undefined;
  return {
    rule: finding.rule,
    severity: finding.severity,
    file,
    range: { start, end },
    resource: group.length === 1 ? finding.subject : resource,
    instances: [...new Set(group.map((single) => single.finding.subject))],
    message: finding.message,
    ...(suppressed && { suppressed }),
    ...(declaration && { declaration }),
    related: relatedOf(group),
    get fixes() {
      fixes ??= fixesOf(group, declarations());
      return fixes;
    },
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
  let found: Declarations | undefined;
  const declarations = (): Declarations => (found ??= new Declarations(readings));
  return grouped(singles)
    .map((group) => merge(group, suppressions, declarations))
    .toSorted(inOrder);
}
