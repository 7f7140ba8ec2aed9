import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Tree } from '../lint/project';

const byteOrderMark = '\uFEFF';

const mebibyte = 1024 * 1024;

/** Larger files are not even looked into. Those that are, are judged only up to `maxTextLength`. */
const maxBytes = 64 * mebibyte;

const notUtf8 = 'It is not UTF-8: it is read as far as that goes, and not changed by fixes.';

/** An absolute path with forward slashes. */
export function absolutePath(path: string): string {
  return resolve(path).split(sep).join('/');
}

/** A file that is there and cannot be read. */
class Trouble extends Error {}

const reasons: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOENT', 'It is not there any more, or is a link to nothing.'],
  ['EACCES', 'It may not be read.'],
  ['EPERM', 'It may not be read.'],
  ['ELOOP', 'It is a link to itself.'],
  ['ENXIO', 'It is no regular file.'],
]);

function reasonOf(error: unknown): string {
  if (error instanceof Trouble) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return reasons.get(code) ?? `It cannot be read (${code ?? String(error)}).`;
}

/** The text that bytes stand for, without its byte order mark, as in an editor. */
function decode(bytes: Buffer): { readonly text: string; readonly isUtf8: boolean } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), isUtf8: false };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), isUtf8: false };
  const text = bytes.toString('utf8');
  return { text: text.startsWith(byteOrderMark) ? text.slice(1) : text, isUtf8: isUtf8(bytes) };
}

async function bytesOf(handle: FileHandle): Promise<Buffer> {
  const stats = await handle.stat();
  if (!stats.isFile()) throw new Trouble('It is no regular file.');
  if (stats.size > maxBytes) throw new Trouble(`It is larger than ${maxBytes / mebibyte} MB.`);
  return handle.readFile();
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function entriesOf(directory: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A link is a file where it does not lead to a directory, so that one that leads nowhere is told of. */
async function isListed(directory: string, entry: Dirent): Promise<boolean> {
  if (entry.isFile()) return true;
  // What Emacs writes beside a file that somebody changes: a link to nothing.
  if (entry.name.startsWith('.#')) return false;
  return entry.isSymbolicLink() ? !(await isDirectory(join(directory, entry.name))) : !entry.isDirectory();
}

/** The files of this machine, as one run reads them. */
class Disk implements Tree {
  readonly #troubles = new Map<string, string>();

  /** Never waits for one who writes into a pipe. */
  async read(file: string): Promise<string | undefined> {
    let handle: FileHandle | undefined;
    try {
      // Windows has no such flag, and no pipes among its files.
      handle = await open(file, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
      const { text, isUtf8: isWhole } = decode(await bytesOf(handle));
      if (!isWhole) this.#troubles.set(file, notUtf8);
      return text;
    } catch (error) {
      this.#troubles.set(file, reasonOf(error));
      return undefined;
    } finally {
      await handle?.close();
    }
  }

  async kind(path: string): Promise<'file' | 'directory' | undefined> {
    try {
      return (await stat(path)).isDirectory() ? 'directory' : 'file';
    } catch {
      return undefined;
    }
  }

  async list(directory: string): Promise<readonly string[]> {
    const entries = await entriesOf(directory);
    const listed = await Promise.all(entries.map((entry) => isListed(directory, entry)));
    return entries.filter((_, index) => listed[index] === true).map(({ name }) => name);
  }

  async directories(directory: string): Promise<readonly string[]> {
    const entries = await entriesOf(directory);
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  trouble(file: string): string | undefined {
    return this.#troubles.get(file);
  }

  async refusal(file: string): Promise<string | undefined> {
    try {
      if ((await lstat(file)).isSymbolicLink()) return 'It is a link: it was not changed.';
      return isUtf8(await readFile(file)) ? undefined : 'It is not UTF-8: it was not changed.';
    } catch (error) {
      return reasonOf(error);
    }
  }
}

/** The files of this machine. It remembers what was wrong with those that it read. */
export function createDisk(): Tree {
  return new Disk();
}

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
