import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { Entries, Tree } from '../lint/tree';

const byteOrderMark = '\uFEFF';

/** An absolute path with forward slashes. */
export function absolutePath(path: string): string {
  return resolve(path).split(sep).join('/');
}

/** What is in a directory; nothing where there is none or it may not be read. */
function entriesOf(directory: string): Entries {
  const entries = { files: [] as string[], directories: [] as string[] };
  try {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (entry.isFile()) entries.files.push(entry.name);
      else if (entry.isDirectory()) entries.directories.push(entry.name);
    }
  } catch {
    // As if it were empty.
  }
  return entries;
}

function textOf(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text.startsWith(byteOrderMark) ? text.slice(1) : text;
  } catch {
    return undefined;
  }
}

function kindOf(path: string): 'file' | 'directory' | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  return stats.isDirectory() ? 'directory' : 'file';
}

/**
 * The files of this machine. Texts come without their byte order mark, as in an editor. Who reads here has a thread of
 * its own and nothing else to do meanwhile, and waiting for small files costs five times what reading them does.
 */
export const disk: Tree = {
  read: (file) => Promise.resolve(textOf(file)),
  kind: (path) => Promise.resolve(kindOf(path)),
  list: (directory) => Promise.resolve(entriesOf(directory).files),
  entries: (directory) => Promise.resolve(entriesOf(directory)),
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
