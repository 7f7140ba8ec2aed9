import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** When it was taken, ISO 8601. */
  readonly since: string;
  /** Tells this taking from all others. */
  readonly token: string;
}

/** What keeps two windows from writing the same journal. */
export interface JournalLock {
  /** @returns who holds it where somebody else does. */
  take(): Promise<LockHolder | undefined>;
  /** Whether it is still ours; asked before each write, for a machine that slept may have lost it. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** How often the holder shows that it is alive, in milliseconds. */
const heartbeatEvery = 5_000;

/** A holder that showed nothing for this long, while we watched, is gone. In milliseconds. */
const staleAfter = 20_000;

/** Two who take over at the same moment both see after this who came last. In milliseconds. */
const settleTime = 150;

function isHolder(value: unknown): value is LockHolder {
  return typeof value === 'object' && value !== null && 'pid' in value && 'token' in value && 'host' in value;
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Whether a process of this machine is surely gone. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}

/** What was seen of somebody else's lock, and since when by our own clock, which does not run while the machine sleeps. */
interface Sighting {
  readonly token: string | undefined;
  readonly beat: number;
  readonly since: number;
}

/** A lock that is a file. Its holder is whoever's token is in it. */
export class FileLock implements JournalLock {
  readonly #path: string;
  #mine: LockHolder | undefined;
  #heart: NodeJS.Timeout | undefined;
  #seen: Sighting | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async take(): Promise<LockHolder | undefined> {
    if (this.#mine !== undefined && (await this.isHeld())) return undefined;
    const mine = { pid: process.pid, host: hostname(), since: new Date().toISOString(), token: randomUUID() };
    await mkdir(dirname(this.#path), { recursive: true });
    if (!(await this.#create(mine))) {
      const holder = await this.#liveHolder();
      if (holder !== undefined) return holder;
      const winner = await this.#takeOver(mine);
      if (winner?.token !== mine.token) return winner ?? mine;
    }
    this.#hold(mine);
    return undefined;
  }

  async isHeld(): Promise<boolean> {
    const mine = this.#mine;
    if (mine === undefined) return false;
    const holder = await this.#holder();
    if (holder?.token === mine.token) return true;
    this.#letGo();
    return false;
  }

  async release(): Promise<void> {
    if (await this.isHeld()) await rm(this.#path, { force: true });
    this.#letGo();
  }

  #hold(mine: LockHolder): void {
    this.#mine = mine;
    this.#seen = undefined;
    // It does not keep a program alive that is done.
    this.#heart = setInterval(() => void this.#beat(), heartbeatEvery).unref();
  }

  #letGo(): void {
    clearInterval(this.#heart);
    this.#mine = undefined;
  }

  async #beat(): Promise<void> {
    try {
      const now = new Date();
      if (await this.isHeld()) await utimes(this.#path, now, now);
    } catch {
      // Who cannot show that it is alive loses the lock, and sees it before the next write.
    }
  }

  async #create(mine: LockHolder): Promise<boolean> {
    try {
      await writeFile(this.#path, JSON.stringify(mine), { flag: 'wx' });
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    }
  }

  /** Puts our own over a stale one; whoever did it last holds it. */
  async #takeOver(mine: LockHolder): Promise<LockHolder | undefined> {
    const fresh = `${this.#path}.${mine.token}`;
    await writeFile(fresh, JSON.stringify(mine));
    try {
      await rename(fresh, this.#path);
    } finally {
      await rm(fresh, { force: true });
    }
    await sleep(settleTime);
    return this.#holder();
  }

  async #holder(): Promise<LockHolder | undefined> {
    try {
      const value: unknown = JSON.parse(await readFile(this.#path, 'utf8'));
      return isHolder(value) ? value : undefined;
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Whoever holds it and may be alive. A lock that is half written has no holder, and is watched like any other. */
  async #liveHolder(): Promise<LockHolder | undefined> {
    const holder = await this.#holder();
    if (holder?.host === hostname() && isGone(holder.pid)) return undefined;
    let beat: number;
    try {
      beat = (await stat(this.#path)).mtimeMs;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
    const seen = this.#seen;
    if (seen?.token !== holder?.token || seen?.beat !== beat) {
      this.#seen = { token: holder?.token, beat, since: performance.now() };
    } else if (performance.now() - seen.since > staleAfter) {
      return undefined;
    }
    return holder ?? { pid: 0, host: '', since: new Date(beat).toISOString(), token: '' };
  }
}

/** For a journal that no other window sees. */
export class OwnLock implements JournalLock {
  take(): Promise<LockHolder | undefined> {
    return Promise.resolve(undefined);
  }

  isHeld(): Promise<boolean> {
    return Promise.resolve(true);
  }

  release(): Promise<void> {
    return Promise.resolve();
  }
}
