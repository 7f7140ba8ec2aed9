import type { VersionsMark, VersionsPage } from '../../aws/objects/listVersions';
import type { ObjectVersion } from '../../model/objectVersion';
import type { KeyHistory } from '../../protection/versions/history';
import { HistoryFold } from '../../protection/versions/history';

/** Reads the page that starts at a mark, one call. */
export type ReadPage = (from: VersionsMark | undefined) => Promise<VersionsPage>;

/** A listing of versions, as far as somebody has asked for it. */
export class ObjectList {
  readonly #read: ReadPage;
  readonly #fold = new HistoryFold();
  readonly #prefixes = new Set<string>();
  #next: VersionsMark | undefined;
  #isOpen = false;
  #reading: Promise<void> | undefined;

  constructor(read: ReadPage) {
    this.#read = read;
  }

  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  get prefixes(): readonly string[] {
    return [...this.#prefixes];
  }

  /** The keys with their versions, in the order of the listing. */
  get keys(): readonly KeyHistory[] {
    return this.#fold.all();
  }

  /** Reads the first page, unless it is read. @throws what the read throws; the next who asks tries again. */
  async open(): Promise<void> {
    if (!this.#isOpen) await this.#readPage();
  }

  /** Reads the next page, if there is one. @throws what the read throws; what was read before stays. */
  async more(): Promise<void> {
    if (!this.#isOpen || this.hasMore) await this.#readPage();
  }

  /** One page at a time: whoever asks meanwhile waits for the same. */
  #readPage(): Promise<void> {
    this.#reading ??= this.#add().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #add(): Promise<void> {
    const { versions, prefixes, next } = await this.#read(this.#next);
    this.#fold.add(versions, next?.key);
    for (const prefix of prefixes) this.#prefixes.add(prefix);
    this.#next = next;
    this.#isOpen = true;
  }
}

/** The versions of one key, from a listing of all keys that begin with it. */
export function onlyOf(key: string, page: VersionsPage): VersionsPage {
  const versions: readonly ObjectVersion[] = page.versions.filter((version) => version.key === key);
  return { versions, prefixes: [], ...(page.next?.key === key && { next: page.next }) };
}
