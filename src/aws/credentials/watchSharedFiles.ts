import type { FSWatcher } from 'node:fs';
import { existsSync, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SharedFilePaths } from './sharedFilePaths';
import { sharedFilePaths } from './sharedFilePaths';

/** A login writes several files, and editors write a file in steps: they count as one change. In milliseconds. */
const settle = 200;
/** How often is looked where the system cannot tell of changes, in milliseconds. */
const lookEvery = 5_000;

/**
 * Tells when the shared files or the logins of the AWS CLI change. Folders are watched and not files, because a file that
 * is replaced is another file; where a folder is not there yet, the nearest one above it is watched until it comes.
 */
export class SharedFilesWatch {
  readonly #changed: () => void;
  readonly #paths: SharedFilePaths;
  readonly #watchers = new Map<string, FSWatcher>();
  #seen = '';
  #settling: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #disposed = false;
  /** Settles when it watches. */
  readonly ready: Promise<void>;

  constructor(changed: () => void, paths: SharedFilePaths = sharedFilePaths()) {
    this.#changed = changed;
    this.#paths = paths;
    this.ready = this.#start();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#settling);
    clearInterval(this.#looking);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #start(): Promise<void> {
    this.#watchFolders();
    this.#seen = await this.#look();
  }

  #watchFolders(): void {
    if (this.#disposed) return;
    const folders = [...this.#paths.files.map((file) => dirname(file)), ...this.#paths.caches];
    const wanted = new Set(folders.map(nearest));
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#watchFolder(folder);
  }

  #watchFolder(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, () => {
        this.#onEvent();
      });
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
        this.#lookRegularly();
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // No more watches are to be had, or the file system has none.
      this.#lookRegularly();
    }
  }

  #lookRegularly(): void {
    if (this.#disposed) return;
    this.#looking ??= setInterval(() => {
      this.#onEvent();
    }, lookEvery).unref();
  }

  #onEvent(): void {
    if (this.#disposed) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      void this.#compare();
    }, settle);
  }

  /** Folders have other files too: only what the watched ones look like counts. */
  async #compare(): Promise<void> {
    this.#watchFolders();
    const now = await this.#look();
    if (this.#disposed || now === this.#seen) return;
    this.#seen = now;
    this.#changed();
  }

  async #look(): Promise<string> {
    const { files, caches } = this.#paths;
    const logins = await Promise.all(caches.map(filesIn));
    return (await Promise.all([...files, ...logins.flat()].map(lookOf))).join('\n');
  }
}

function nearest(folder: string): string {
  if (existsSync(folder) || dirname(folder) === folder) return folder;
  return nearest(dirname(folder));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

async function lookOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${file} ${mtimeMs} ${size} ${ino}`;
  } catch {
    return `${file} -`;
  }
}
