import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { Tree } from '../lint/project';

const byteOrderMark = '\uFEFF';

/** An absolute path with forward slashes. */
export function absolutePath(path: string): string {
  return resolve(path).split(sep).join('/');
}

/** The names in a directory; none where there is none or it may not be read. */
async function entries(directory: string, isWanted: (entry: { isFile(): boolean; isDirectory(): boolean }) => boolean) {
  try {
    const all = await readdir(directory, { withFileTypes: true });
    return all.filter(isWanted).map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** The files of this machine. Texts come without their byte order mark, as in an editor. */
export const disk: Tree = {
  async read(file) {
    try {
      const text = await readFile(file, 'utf8');
      return text.startsWith(byteOrderMark) ? text.slice(1) : text;
    } catch {
      return undefined;
    }
  },
  async kind(path) {
    try {
      return (await stat(path)).isDirectory() ? 'directory' : 'file';
    } catch {
      return undefined;
    }
  },
  list: (directory) => entries(directory, (entry) => entry.isFile()),
  directories: (directory) => entries(directory, (entry) => entry.isDirectory()),
};

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
  const before = bytes.toString('utf8');
  if (!Buffer.from(before, 'utf8').equals(bytes)) throw new Error(`${file} is not UTF-8; it was not changed.`);
  await writeFile(file, before.startsWith(byteOrderMark) ? byteOrderMark + text : text);
}
