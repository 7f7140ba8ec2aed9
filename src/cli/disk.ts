import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Entries, Tree } from '../lint/tree';

const byteOrderMark = '\uFEFF';

/** What stands in a text for bytes that are no UTF-8, UTF-16's byte order mark among them. */
const replacement = '\uFFFD';

const mebibyte = 1024 * 1024;

/** Larger files are not even looked into. Those that are, are judged only up to `maxTextLength`. */
const maxBytes = 64 * mebibyte;

/** An absolute path with forward slashes. */
export function absolutePath(path: string): string {
  return resolve(path).split(sep).join('/');
}

/** What came of a file. `trouble` says why it did not come, or not in full. */
interface FileContent {
  readonly text?: string;
  readonly trouble?: string;
}

const reasons: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOENT', 'It is not there any more, or is a link to nothing.'],
  ['EACCES', 'It may not be read.'],
  ['EPERM', 'It may not be read.'],
  ['ELOOP', 'It is a link to itself.'],
]);

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return reasons.get(code) ?? `It cannot be read (${code ?? String(error)}).`;
}

/** What can be made of a file that is not, or not only, UTF-8. */
function decode(bytes: Buffer): FileContent {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding === 'utf-8' && isUtf8(bytes)) return { text };
  return { text, trouble: 'It is not UTF-8: it is read as far as that goes, and not changed by fixes.' };
}

/** Never waits for somebody to write into a pipe. */
function contentOf(file: string): FileContent {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) return { trouble: 'It is no regular file.' };
    if (stats.size > maxBytes) return { trouble: `It is larger than ${maxBytes / mebibyte} MB.` };
    const text = readFileSync(file, 'utf8');
    if (text.includes(replacement)) return decode(readFileSync(file));
    return { text: text.startsWith(byteOrderMark) ? text.slice(1) : text };
  } catch (error) {
    return { trouble: reasonOf(error) };
  }
}

function kindOf(path: string): 'file' | 'directory' | undefined {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'file';
  } catch {
    return undefined;
  }
}

/** A link is a file where it does not lead to a directory, so that one that leads nowhere is told of. */
function isFile(directory: string, entry: Dirent): boolean {
  if (entry.isFile()) return true;
  // What Emacs writes beside a file that somebody changes: a link to nothing.
  if (entry.isDirectory() || entry.name.startsWith('.#')) return false;
  return !entry.isSymbolicLink() || kindOf(join(directory, entry.name)) !== 'directory';
}

/** What is in a directory, in an order that no file system decides; nothing where there is none or it may not be read. */
function entriesOf(directory: string): Entries {
  const entries = { files: [] as string[], directories: [] as string[] };
  try {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (isFile(directory, entry)) entries.files.push(entry.name);
      else if (entry.isDirectory()) entries.directories.push(entry.name);
    }
  } catch {
    // As if it were empty.
  }
  entries.files.sort();
  entries.directories.sort();
  return entries;
}

function refusalOf(file: string): string | undefined {
  try {
    if (lstatSync(file).isSymbolicLink()) return 'It is a link: it was not changed.';
    return isUtf8(readFileSync(file)) ? undefined : 'It is not UTF-8: it was not changed.';
  } catch (error) {
    return reasonOf(error);
  }
}

/** Remembers what was wrong with files when they were last read. */
class Disk implements Tree {
  readonly #troubles = new Map<string, string>();

  read(file: string): Promise<string | undefined> {
    const { text, trouble } = contentOf(file);
    if (trouble !== undefined) this.#troubles.set(file, trouble);
    else if (this.#troubles.size > 0) this.#troubles.delete(file);
    return Promise.resolve(text);
  }

  kind(path: string): Promise<'file' | 'directory' | undefined> {
    return Promise.resolve(kindOf(path));
  }

  list(directory: string): Promise<readonly string[]> {
    return Promise.resolve(entriesOf(directory).files);
  }

  directories(directory: string): Promise<readonly string[]> {
    return Promise.resolve(entriesOf(directory).directories);
  }

  entries(directory: string): Promise<Entries> {
    return Promise.resolve(entriesOf(directory));
  }

  trouble(file: string): string | undefined {
    return this.#troubles.get(file);
  }

  refusal(file: string): Promise<string | undefined> {
    return Promise.resolve(refusalOf(file));
  }
}

/**
 * The files of this machine. Texts come without their byte order mark, as in an editor. Who reads here has a thread of
 * its own and nothing else to do meanwhile, and waiting for small files costs five times what reading them does.
 */
export const disk: Tree = new Disk();

/** A text of a file as the bytes on the disk have it: with the byte order mark that is there. */
export async function withMark(file: string, text: string): Promise<string> {
  const mark = Buffer.from(byteOrderMark);
  const hasMark = (await readFile(file)).subarray(0, mark.length).equals(mark);
  return hasMark ? byteOrderMark + text : text;
}

/**
 * Replaces the text of a file, its byte order mark kept.
 * @throws where the file is not UTF-8: what could not be read would not come back as it was.
 */
export async function replaceText(file: string, text: string): Promise<void> {
  const bytes = await readFile(file);
  if (!isUtf8(bytes)) throw new Error(`${file} is not UTF-8; it was not changed.`);
  await writeFile(file, await withMark(file, text));
}
