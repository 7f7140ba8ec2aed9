import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import * as l10n from '@vscode/l10n';
import type { DeletedKey } from '../../protection/versions/undo';

/** A value as a line. Readers of lines also break at two characters that JSON lets stand. */
function lineOf(value: object): string {
  const text = JSON.stringify(value)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
  return `${text}\n`;
}

/** Lines of JSON, one after the other. */
export class LinesFile {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Makes a file, or writes one anew that may be there. @throws what the file system says. */
  static async open(path: string, how: 'new' | 'anew'): Promise<LinesFile> {
    await mkdir(dirname(path), { recursive: true });
    return new LinesFile(await open(path, how === 'new' ? 'wx' : 'w', 0o600));
  }

  async add(values: readonly object[]): Promise<void> {
    if (values.length > 0) await this.#file.appendFile(values.map(lineOf).join(''));
  }

  /** Sees to it that a crash does not lose what was added. */
  sync(): Promise<void> {
    return this.#file.sync();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** Lists are of no use after this: the journal forgets an undo sooner. In milliseconds. */
const keptFor = 60 * 24 * 60 * 60 * 1_000;

/** Removes lists that nobody can go on with any more. What cannot be removed stays. */
export async function removeOldLists(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.jsonl'))) {
    const path = join(folder, name);
    const isOld = await stat(path).then(
      ({ mtimeMs }) => now - mtimeMs > keptFor,
      () => false,
    );
    if (isOld) await rm(path, { force: true }).catch(() => undefined);
  }
}

/** A key of the list as it was written. @throws Error where the line is not one of ours. */
function readKey(line: string): DeletedKey {
  const value = JSON.parse(line) as DeletedKey & { deletedAt: string; version: { written: string } };
  if (typeof value.key !== 'string' || !Array.isArray(value.markers)) throw new SyntaxError();
  return {
    ...value,
    deletedAt: new Date(value.deletedAt),
    version: { ...value.version, written: new Date(value.version.written) },
  };
}

/**
 * The keys of a list, in its order.
 * @param behind Only those that come behind this one in the list.
 * @throws Error where the file is not there or damaged.
 */
export async function* readDeletedList(path: string, behind?: string): AsyncGenerator<DeletedKey, void> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  let isBehind = behind === undefined;
  for await (const line of lines) {
    let found: DeletedKey;
    try {
      found = readKey(line);
    } catch (cause) {
      throw new Error(l10n.t('The list of keys is damaged: {0}', path), { cause });
    }
    if (isBehind) yield found;
    else isBehind = found.key === behind;
  }
}
