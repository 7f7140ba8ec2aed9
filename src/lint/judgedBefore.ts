import type { Files } from '../templates/dialect';
import type { DialectTexts } from './lintTexts';
import { ancestors, join } from './paths';
import type { Judgement } from './result';

/** Something that was asked of the files while a group was judged, below its directory, and the answer. */
type Question = { readonly path: string } & (
  | { readonly kind: 'read'; readonly answer: string | undefined }
  | { readonly kind: 'list' | 'directories'; readonly answer: readonly string[] }
);

/** A group that was judged, with all that decided what was found. */
interface Judged {
  readonly directory: string;
  readonly texts: readonly DialectTexts[];
  readonly questions: readonly Question[];
  readonly judgement: Judgement;
}

/** How many characters of texts are remembered: those of a few thousand files. */
const capacity = 32_000_000;

/** The nearest directory that holds all of some files, if any does. */
function commonDirectory(files: readonly string[]): string | undefined {
  const [first = ''] = files;
  return ancestors(first).find((directory) => files.every((file) => file.startsWith(join(directory, ''))));
}

function below(directory: string, path: string): string | undefined {
  if (path === directory) return '';
  const start = join(directory, '');
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}

function within(directory: string, path: string): string {
  return path === '' ? directory : join(directory, path);
}

/** Files that note what is asked of them. */
class Noting implements Files {
  readonly questions: Question[] = [];
  /** Whether anything outside of the directory was asked about. */
  leavesDirectory = false;
  readonly directories?: (directory: string) => Promise<readonly string[]>;
  readonly #files: Files;
  readonly #directory: string;

  constructor(files: Files, directory: string) {
    this.#files = files;
    this.#directory = directory;
    const directories = files.directories?.bind(files);
    if (directories === undefined) return;
    this.directories = async (path) => {
      const answer = await directories(path);
      this.#note(path, (relative) => ({ kind: 'directories', path: relative, answer }));
      return answer;
    };
  }

  async read(path: string): Promise<string | undefined> {
    const answer = await this.#files.read(path);
    this.#note(path, (relative) => ({ kind: 'read', path: relative, answer }));
    return answer;
  }

  async list(path: string): Promise<readonly string[]> {
    const answer = await this.#files.list(path);
    this.#note(path, (relative) => ({ kind: 'list', path: relative, answer }));
    return answer;
  }

  #note(path: string, question: (relative: string) => Question): void {
    const relative = below(this.#directory, path);
    if (relative === undefined) this.leavesDirectory = true;
    else this.questions.push(question(relative));
  }
}

function areEqual(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

async function isAnsweredAlike(question: Question, directory: string, files: Files): Promise<boolean> {
  const path = within(directory, question.path);
  switch (question.kind) {
    case 'read':
      return (await files.read(path)) === question.answer;
    case 'list':
      return areEqual(await files.list(path), question.answer);
    case 'directories':
      return areEqual((await files.directories?.(path)) ?? [], question.answer);
  }
}

/** Plain data with each `file` in it moved from one directory to another. */
function moved<T>(data: T, from: string, to: string): T {
  if (Array.isArray(data)) return data.map((item: unknown) => moved(item, from, to)) as T;
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([key, value]: [string, unknown]) => {
    const path = key === 'file' && typeof value === 'string' ? below(from, value) : undefined;
    return [key, path === undefined ? moved(value, from, to) : within(to, path)] as const;
  });
  return Object.fromEntries(entries) as T;
}

/** Whether a text may lead back into the directory by its name, which a copy of the directory need not have. */
function mayNameItself(directory: string, texts: readonly DialectTexts[], questions: readonly Question[]): boolean {
  const name = directory.slice(directory.lastIndexOf('/'));
  const leadsBack = (text: string | undefined): boolean => text?.includes('../') === true && text.includes(name);
  return (
    texts.some(({ sources }) => sources.some(({ text }) => leadsBack(text))) ||
    questions.some((question) => question.kind === 'read' && leadsBack(question.answer))
  );
}

/** The same for groups of equal names and lengths below their directories. */
function keyOf(texts: readonly DialectTexts[], directory: string): string {
  const sources = texts.map(({ dialect, sources }) => [
    dialect.id,
    ...sources.flatMap(({ file, text }) => [below(directory, file) ?? file, text.length]),
  ]);
  return JSON.stringify(sources);
}

function haveEqualTexts(some: readonly DialectTexts[], others: readonly DialectTexts[]): boolean {
  return some.every(({ sources }, dialect) =>
    sources.every(({ text }, at) => text === others[dialect]?.sources[at]?.text),
  );
}

/**
 * Judges a group once, however many copies of it there are: one for each environment, or of a module that is vendored
 * more than once. What is found in a group is decided by what is read for it and by nothing else. Where all of that reads
 * the same below another directory, files that are not there included, the same is found there.
 */
export class JudgedBefore {
  readonly #judged = new Map<string, Judged[]>();
  #length = 0;

  /** @param judge judges a group through the files that it is given, and gives plain data. */
  async judge(
    texts: readonly DialectTexts[],
    files: Files,
    judge: (files: Files) => Promise<Judgement>,
  ): Promise<Judgement> {
    const directory = commonDirectory(texts.flatMap(({ sources }) => sources.map(({ file }) => file)));
    if (directory === undefined) return judge(files);
    const key = keyOf(texts, directory);
    for (const before of this.#judged.get(key) ?? []) {
      if (haveEqualTexts(before.texts, texts) && (await this.#isAnsweredAlike(before, directory, files)))
        return moved(before.judgement, before.directory, directory);
    }
    const noting = new Noting(files, directory);
    const judgement = await judge(noting);
    const { questions, leavesDirectory } = noting;
    if (!leavesDirectory && !mayNameItself(directory, texts, questions)) {
      this.#remember(key, { directory, texts, questions, judgement });
    }
    return judgement;
  }

  async #isAnsweredAlike({ questions }: Judged, directory: string, files: Files): Promise<boolean> {
    for (const question of questions) if (!(await isAnsweredAlike(question, directory, files))) return false;
    return true;
  }

  #remember(key: string, judged: Judged): void {
    this.#length += judged.texts.reduce(
      (sum, { sources }) => sum + sources.reduce((all, { text }) => all + text.length, 0),
      0,
    );
    if (this.#length > capacity) {
      this.#judged.clear();
      this.#length = 0;
    }
    const alike = this.#judged.get(key);
    if (alike === undefined) this.#judged.set(key, [judged]);
    else alike.push(judged);
  }
}
