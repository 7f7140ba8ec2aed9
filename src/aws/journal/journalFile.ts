import { mkdir, open as openFile, readFile, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalRecord } from './record';
import { lineOf, readLine } from './record';

/** What a journal was found to hold. */
export interface JournalContents {
  readonly records: readonly JournalRecord[];
  /** Lines that a later release has written: they are kept as they are. */
  readonly newer: readonly string[];
  /** Lines that nobody can read. */
  readonly damaged: readonly string[];
  /** Bytes up to the end of the last whole line. What follows is a line whose writing was cut off. */
  readonly wholeBytes: number;
}

/** Where records are kept. */
export interface RecordStore {
  read(): Promise<JournalContents>;
  /** Resolves when the record would survive a crash of this program and of the machine. */
  append(record: JournalRecord): Promise<void>;
  /** Puts these records in the place of all, or fails and leaves what was there. */
  replace(contents: JournalContents): Promise<void>;
  /** Lets the file go. The next use opens it again. */
  close(): Promise<void>;
}

/** Reads what is written, whatever became of it: a line that cannot be read does not hide the others. */
export function readContents(bytes: Buffer): JournalContents {
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  const records: JournalRecord[] = [];
  const newer: string[] = [];
  const damaged: string[] = [];
  for (const line of lines) {
    const read = readLine(line);
    if (read.kind === 'record') records.push(read.record);
    else (read.kind === 'newer' ? newer : damaged).push(line);
  }
  return { records, newer, damaged, wholeBytes };
}

/** Node's own; a test may put one in its place that breaks off. */
export type Open = (path: string, flags: string) => Promise<FileHandle>;

/** A folder's own entry is synced too, or a new file may be gone after a crash. Windows does not open folders. */
async function syncFolder(path: string, open: Open): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A journal in a file, a line a record. Whoever writes holds its lock. */
export class JournalFile implements RecordStore {
  readonly #path: string;
  readonly #open: Open;
  #handle: FileHandle | undefined;
  /** Bytes of whole lines. */
  #size = 0;

  constructor(path: string, open: Open = openFile) {
    this.#path = path;
    this.#open = open;
  }

  /** @throws what the file system says, but that there is no file yet. */
  async read(): Promise<JournalContents> {
    try {
      return readContents(await readFile(this.#path));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return readContents(Buffer.alloc(0));
      throw error;
    }
  }

  /** @throws what the file system says. Nothing of the record is left then, as far as it can be helped. */
  async append(record: JournalRecord): Promise<void> {
    const handle = (this.#handle ??= await this.#openToAppend());
    const bytes = Buffer.from(lineOf(record));
    try {
      await handle.appendFile(bytes);
      await handle.sync();
      this.#size += bytes.length;
    } catch (error) {
      // Half a line would swallow the next one. Opening cuts it where this fails as well.
      await handle.truncate(this.#size).catch(() => undefined);
      await this.close();
      throw error;
    }
  }

  async replace({ records, newer, damaged }: JournalContents): Promise<void> {
    await this.close();
    if (damaged.length > 0) await this.#keepAside(damaged);
    const fresh = `${this.#path}.new`;
    const handle = await this.#open(fresh, 'w');
    try {
      await handle.writeFile([...records.map(lineOf), ...newer.map((line) => `${line}\n`)].join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, this.#path);
    await syncFolder(this.#path, this.#open);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  /** What cannot be read is no reason to throw it away. */
  async #keepAside(lines: readonly string[]): Promise<void> {
    const handle = await this.#open(`${this.#path}.damaged`, 'a');
    try {
      await handle.appendFile(lines.map((line) => `${line}\n`).join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Cuts off a last line that was not written to its end: the call that it announces was not made. */
  async #openToAppend(): Promise<FileHandle> {
    await mkdir(dirname(this.#path), { recursive: true });
    const { wholeBytes } = await this.read();
    const handle = await this.#open(this.#path, 'a');
    try {
      await handle.truncate(wholeBytes);
      await syncFolder(this.#path, this.#open);
    } catch (error) {
      await handle.close();
      throw error;
    }
    this.#size = wholeBytes;
    return handle;
  }
}

/** For the sample account, which ends with the window: nothing is left to follow then. */
export class JournalInMemory implements RecordStore {
  #records: readonly JournalRecord[] = [];

  read(): Promise<JournalContents> {
    return Promise.resolve({ records: this.#records, newer: [], damaged: [], wholeBytes: 0 });
  }

  append(record: JournalRecord): Promise<void> {
    this.#records = [...this.#records, record];
    return Promise.resolve();
  }

  replace({ records }: JournalContents): Promise<void> {
    this.#records = records;
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
