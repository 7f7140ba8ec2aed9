import * as l10n from '@vscode/l10n';
import type { Estate } from '../../model/estate';
import { partial } from '../../model/estate';
import { unmanaged } from '../../model/fact';
import type { Remedy } from '../../model/remedy';
import type { SourceRange, TextEdit } from '../../model/source';
import { whyTooLongTemplate } from '../limits';
import { correctionEdits } from '../corrections';
import type { Dialect, Files, Skipped, SourceText, TemplateReading } from '../dialect';
import { LineIndex } from '../lineIndex';
import { whyConflicting } from '../mergeConflicts';
import type { ResourceContext } from './declared';
import { addToSelection, attachS3BackupPolicy, changeBackupRule, changeBucket } from './edits';
import { Evaluator } from './evaluator';
import type { Change } from './insert';
import { cloudFormationLook, mayDeclare } from './look';
import type { NestedStack } from './nested';
import { protectWithNewPlan } from './newPlanEdits';
import type { Format } from './pieces';
import { Pieces } from './pieces';
import { Stack } from './stack';
import { growForest, unlessTooDeep } from './stackForest';
import type { StackTree } from './stackTree';
import { readSuppressions } from './suppressions';
import type { Surroundings } from './surroundings';
import type { Resource } from './template';
import { Template } from './template';
import { readMacros } from './transform';

function formatOf({ file, text }: SourceText): Format {
  if (/\.json$/i.test(file)) return 'json';
  return /^\s*\{/.test(text) ? 'json' : 'yaml';
}

/** The rules of a plan are counted: `Plan#0`. */
function resourceIdOf(subject: string): string {
  return subject.split('#', 1)[0] ?? '';
}

/** Everything that is known of one template. */
class TemplateFile {
  readonly #source: SourceText;
  readonly #template: Template;
  readonly #lines: LineIndex;
  readonly #stack: Stack;
  readonly context: ResourceContext;

  constructor(source: SourceText, template: Template, surroundings: Surroundings) {
    this.#source = source;
    this.#template = template;
    this.#lines = new LineIndex(source.text);
    const evaluator = Evaluator.of(template, surroundings);
    const { isSam, macro, includes } = readMacros(template, evaluator);
    this.context = {
      dialect: isSam ? 'sam' : 'cloudformation',
      evaluator,
      locate: ({ start, end }): SourceRange => ({ file: source.file, ...this.#lines.range(start, end) }),
      made: surroundings.exists,
      ...(macro !== undefined && { open: `the macro ${macro} may add to it` }),
    };
    this.#stack = new Stack(template, this.context, includes);
  }

  get file(): string {
    return this.#source.file;
  }

  get nested(): readonly NestedStack[] {
    return this.#stack.nested;
  }

  /** Whether it is a template, and one with something that is judged. */
  get isRelevant(): boolean {
    const declares = mayDeclare(this.#source.text) || this.#stack.resources.length > 0;
    return declares && (this.#template.isTemplate || this.#template.unreadable !== undefined);
  }

  /** Why the stack may have resources that its template does not show. */
  get elsewhere(): string | undefined {
    return this.#stack.elsewhere;
  }

  /** @param unseen Why there may be stacks around or inside of it that are not seen. */
  read(unseen: string | undefined): TemplateReading {
    const { resources } = this.#stack;
    const skipped = this.#skipped(resources);
    const estate = this.#stack.estate(this.file, skipped.length === 0, unseen);
    return {
      estate,
      skipped,
      suppressions: resources.flatMap((resource) => readSuppressions(resource, this.context.locate)),
      edits: (subjects, remedies) => this.#edits(estate, subjects, remedies),
    };
  }

  #edits(estate: Estate, subjects: readonly string[], remedies: readonly Remedy[]): readonly TextEdit[] | undefined {
    const [remedy, ...more] = remedies;
    if (!this.#areAllOfTheirText(subjects)) return undefined;
    if (remedy?.kind === 'correct') {
      return more.length === 0 ? correctionEdits(estate, subjects, remedy, () => this.#source.text) : undefined;
    }
    return this.#sharedChanges(subjects, remedies)?.map((change) => this.#edit(change));
  }

  /** Whether these are all that one text declares: a loop declares several. */
  #areAllOfTheirText(subjects: readonly string[]): boolean {
    const ids = new Set(subjects.map((subject) => resourceIdOf(subject)));
    const [first] = ids;
    const place = first === undefined ? undefined : this.#stack.resource(first)?.entry.keySpan.start;
    const declared = place === undefined ? [] : this.#stack.declaredAt(place);
    return declared.length === ids.size && declared.every(({ id }) => ids.has(id));
  }

  /** The changes that all subjects ask for alike. */
  #sharedChanges(subjects: readonly string[], remedies: readonly Remedy[]): readonly Change[] | undefined {
    const [changes, ...others] = subjects.map((subject) => this.#changes(subject, remedies));
    const agreed = JSON.stringify(changes);
    return others.every((other) => JSON.stringify(other) === agreed) ? changes : undefined;
  }

  /** @param subject A bucket, a role, or a rule of a plan. */
  #changes(subject: string, remedies: readonly Remedy[]): readonly Change[] | undefined {
    const { text, format } = this.#template;
    const [remedy, ...others] = remedies;
    const [, index] = subject.split('#');
    const resource = this.#stack.resource(resourceIdOf(subject));
    if (resource === undefined || remedy === undefined) return undefined;
    if (index !== undefined) return changeBackupRule(text, format, resource, Number(index), remedies);
    if (remedy.kind === 'attachS3BackupPolicy') {
      return others.length === 0 ? attachS3BackupPolicy(text, format, resource) : undefined;
    }
    if (remedy.kind === 'protectWithNewPlan') {
      return others.length === 0 ? protectWithNewPlan(text, format, resource, remedy.deleteAfterDays) : undefined;
    }
    if (remedy.kind === 'addToSelection') {
      const selection = others.length === 0 ? this.#stack.resource(remedy.selectionId) : undefined;
      return selection && addToSelection(text, format, selection, resource);
    }
    return changeBucket(text, format, resource, remedies);
  }

  #edit({ start, end, newText }: { readonly start: number; readonly end: number; readonly newText: string }): TextEdit {
    return { file: this.#source.file, range: this.#lines.range(start, end), newText };
  }

  #skipped(resources: readonly Resource[]): readonly Skipped[] {
    const { file } = this.#source;
    const { conflict, unreadable } = this.#template;
    if (conflict !== undefined) {
      return [{ file, reason: whyConflicting(this.#lines.position(conflict).line) }];
    }
    if (unreadable !== undefined) {
      const line = this.#lines.position(unreadable.offset).line + 1;
      return [{ file, reason: l10n.t('The template does not parse: {0}, line {1}', unreadable.message, line) }];
    }
    const told = new Set<number>();
    const broken = resources.flatMap(({ entry, broken: error }) => {
      // A loop makes several of one text.
      if (error === undefined || told.has(error.offset)) return [];
      told.add(error.offset);
      const line = this.#lines.position(error.offset).line + 1;
      return [{ file, reason: l10n.t('{0} does not parse: {1}, line {2}', entry.key, error.message, line) }];
    });
    const stray = this.#stack.strayLoops.map((name) => ({
      file,
      reason: l10n.t('{0} needs the transform AWS::LanguageExtensions', name),
    }));
    const exhausted = this.context.evaluator.isExhausted
      ? [{ file, reason: l10n.t('It makes more than can be followed') }]
      : [];
    const others = this.#template.hasOtherDocuments
      ? [{ file, reason: l10n.t('Only one of its documents is read') }]
      : [];
    return [...broken, ...stray, ...exhausted, ...others];
  }
}

/** Nothing but the failure of a file. */
function unreadable({ file }: SourceText, reason: string): TemplateReading {
  const nothing = partial([], 'the template could not be read');
  const estate: Estate = {
    scope: { kind: 'template', dialect: 'cloudformation', root: file },
    buckets: nothing,
    plans: nothing,
    selections: nothing,
    vaults: nothing,
    roles: nothing,
    s3OptIn: unmanaged,
  };
  return { estate, skipped: [{ file, reason }], edits: () => undefined };
}

/** Every stack of a tree is a scope of its own; one that cannot be seen may hold selections of what the others hold. */
function readMembers({ members, unseen }: StackTree<TemplateFile>): readonly TemplateReading[] {
  const told = new Set<string>();
  return members
    .filter((member) => member.isRelevant)
    .map((member) => {
      const other = members.find(({ file, elsewhere }) => file !== member.file && elsewhere !== undefined);
      const reading = member.read(unseen ?? other?.elsewhere);
      const isTold = told.has(member.file);
      told.add(member.file);
      return isTold ? { ...reading, skipped: [] } : reading;
    });
}

/** Files as if those that are too long could not be read. */
function withoutTooLong(files: Files): Files {
  return {
    list: (directory) => files.list(directory),
    read: async (file) => {
      const text = await files.read(file);
      return text === undefined || whyTooLongTemplate(text) !== undefined ? undefined : text;
    },
  };
}

/**
 * CloudFormation and SAM templates, in YAML and JSON. Every stack is a reading of its own. A template of which another
 * one of those that are read makes a nested stack by its path is judged only as that stack.
 */
export function createCloudFormationDialect(): Dialect {
  const pieces = new Pieces();
  const read = async (sources: readonly SourceText[], files: Files): Promise<readonly TemplateReading[]> => {
    const templates = new Map<string, Template>();
    const forest = await growForest(sources, files, (source, surroundings) => {
      const template = templates.get(source.file) ?? new Template(source.text, formatOf(source), pieces);
      templates.set(source.file, template);
      return new TemplateFile(source, template, surroundings);
    });
    const readings = forest.map(async ({ root, tree }) => {
      const read = tree && (await unlessTooDeep(() => readMembers(tree)));
      return read ?? [unreadable(root, 'It is nested too deeply.')];
    });
    return (await Promise.all(readings)).flat();
  };
  return {
    ...cloudFormationLook,
    read: async (sources, files) => {
      const concerning = sources.filter(({ text }) => cloudFormationLook.mayConcern(text));
      const tooLong = concerning.flatMap((source) => {
        const why = whyTooLongTemplate(source.text);
        return why === undefined ? [] : [unreadable(source, why)];
      });
      const others = concerning.filter(({ text }) => whyTooLongTemplate(text) === undefined);
      return [...(await read(others, withoutTooLong(files))), ...tooLong];
    },
  };
}
