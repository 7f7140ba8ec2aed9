import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import { withProfileEndpoints } from '../../aws/endpoints';
import { Journal } from '../../aws/journal/journal';
import { JournalFile, JournalInMemory } from '../../aws/journal/journalFile';
import { FileLock, OwnLock } from '../../aws/journal/journalLock';
import { journalName } from '../../aws/journal/journalName';
import type { AccountSession } from '../session/accountSession';
import type { CurrentSession } from '../session/currentSession';
import { AccountWork } from './accountWork';
import type { WorkKinds } from './workKind';

export interface WorkHost {
  readonly current: CurrentSession;
  /** Where journals are kept; made when there is something to write. */
  readonly folder: string;
  readonly kinds: WorkKinds;
}

/** Jobs are asked about after this long, and then ever more rarely. In milliseconds. */
const firstLook = 2_000;
const rarestLook = 60_000;

/** The work that was asked of the account that is connected, and how it goes on. */
export class Work implements Disposable {
  readonly #host: WorkHost;
  readonly #changed = new EventEmitter<void>();
  readonly #subscription: Disposable;
  #session: AccountSession | undefined;
  #opening: Promise<AccountWork> | undefined;
  #account: AccountWork | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lookAfter = firstLook;

  constructor(host: WorkHost) {
    this.#host = host;
    this.#subscription = host.current.onDidChange(({ kind }) => {
      if (kind === 'connection') this.#drop();
    });
  }

  /** Tells that rows of work have something new to say. */
  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** The work on the account that is connected, as far as it is opened. */
  get account(): AccountWork | undefined {
    return this.#account;
  }

  /** Goes on with what an earlier window has left open on the account that is connected. What fails is written down. */
  async resume(): Promise<void> {
    try {
      const account = await this.#open();
      await account.journal.look();
      if (account.journal.open.length > 0) await this.look();
    } catch (error) {
      this.#log(error);
    }
  }

  /**
   * Does something that writes the journal of the account that is connected.
   * @throws Error where there is no connection, and what `run` throws.
   */
  async use<T>(run: (journal: Journal) => Promise<T>): Promise<T> {
    const account = await this.#open();
    try {
      return await account.use(run);
    } finally {
      this.#lookAfter = firstLook;
      this.#lookSoon(account);
    }
  }

  /** Asks the account now. */
  async look(): Promise<void> {
    const account = await this.#open();
    try {
      await account.look();
    } finally {
      this.#lookSoon(account);
    }
  }

  dispose(): void {
    this.#drop();
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    void this.#account?.close().catch((error: unknown) => {
      this.#log(error);
    });
    this.#account = undefined;
    this.#opening = undefined;
    this.#session = undefined;
    this.#lookAfter = firstLook;
  }

  async #open(): Promise<AccountWork> {
    const { current } = this.#host;
    const session = await current.open();
    if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
    if (session !== this.#session) {
      this.#drop();
      this.#session = session;
    }
    this.#opening ??= this.#begin(session);
    return this.#opening;
  }

  async #begin(session: AccountSession): Promise<AccountWork> {
    const { account: id } = await session.changeTarget();
    const journal = await this.#journalOf(id, session);
    const account = new AccountWork(journal, session, this.#host.kinds, {
      changed: () => {
        if (account === this.#account) this.#show(account, session);
      },
      ended: ({ bucket }) => {
        // What it has made is there to be seen.
        session.refresh([bucket]).catch((error: unknown) => {
          this.#log(error);
        });
      },
      log: (message) => {
        this.#host.current.log(message);
      },
    });
    if (session === this.#session) this.#account = account;
    return account;
  }

  /** The sample account ends with the window, and so does what was asked of it. */
  async #journalOf(id: string | undefined, session: AccountSession): Promise<Journal> {
    const { connection } = this.#host.current;
    const now = (): Date => session.now();
    if (connection === undefined || connection.kind === 'sample') {
      return new Journal({ store: new JournalInMemory(), lock: new OwnLock(), now });
    }
    const name = journalName(id, await withProfileEndpoints(connection));
    const path = join(this.#host.folder, name);
    return new Journal({ store: new JournalFile(`${path}.jsonl`), lock: new FileLock(`${path}.lock`), now });
  }

  #show(account: AccountWork, session: AccountSession): void {
    session.tellWorks(account.shown, account.notices);
    this.#changed.fire();
  }

  #lookSoon(account: AccountWork): void {
    if (account !== this.#account) return;
    clearTimeout(this.#timer);
    if (!account.isMoving) return;
    this.#timer = setTimeout(() => {
      this.look().catch((error: unknown) => {
        this.#log(error);
      });
    }, this.#lookAfter);
    this.#lookAfter = Math.min(rarestLook, this.#lookAfter * 1.5);
  }

  #log(error: unknown): void {
    this.#host.current.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
