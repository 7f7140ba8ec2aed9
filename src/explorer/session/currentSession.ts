import type { Event, Disposable } from 'vscode';
import { EventEmitter } from 'vscode';
import type { AwsConnection, Connection, InProcessAccount } from '../../aws/connection';
import type { LoginHost } from '../../aws/credentials/loginHost';
import type { MessageNode } from '../shared/message';
import type { AccountSession } from './accountSession';
import type { SessionChange } from './sessionChange';

/** What the session needs of its surroundings. */
export interface SessionHost {
  log(message: string): void;
  /** Makes the sample account; called only when it is chosen. */
  sampleAccount(): Promise<InProcessAccount>;
  /** Who is asked for what a login needs. */
  readonly login: LoginHost;
  /** Names of buckets that are shown whether or not the account lists them. */
  pins(connection: Connection): readonly string[];
}

/** What has changed: the connection, with all that was known; that a session has begun; or what it has learnt. */
export type CurrentChange = { readonly kind: 'connection' } | { readonly kind: 'opened' } | SessionChange;

function hasEndpoint({ endpoint, endpoints = {} }: AwsConnection): boolean {
  return endpoint !== undefined || Object.keys(endpoints).length > 0;
}

/** The one look at an account that all views share. A change of connection drops all that is known of the old one. */
export class CurrentSession implements Disposable {
  readonly #host: SessionHost;
  readonly #changed = new EventEmitter<CurrentChange>();
  #connection: Connection | undefined;
  #obstacle: MessageNode | undefined;
  #opening: Promise<AccountSession | undefined> | undefined;
  /** Counts the connections, so that one that opens slowly does not take the place of a later one. */
  #generation = 0;
  #session: AccountSession | undefined;

  constructor(host: SessionHost) {
    this.#host = host;
  }

  get onDidChange(): Event<CurrentChange> {
    return this.#changed.event;
  }

  /** `undefined` where there is no connection, and until a view asks for its rows. */
  get session(): AccountSession | undefined {
    return this.#session;
  }

  get connection(): Connection | undefined {
    return this.#connection;
  }

  /** Whether what is shown is at AWS, so that its console has pages for it. */
  get isAws(): boolean {
    return this.#connection !== undefined && this.#connection.kind !== 'sample' && !hasEndpoint(this.#connection);
  }

  /** Said instead of rows: why the connection is not used. */
  get obstacle(): MessageNode | undefined {
    return this.#obstacle;
  }

  log(message: string): void {
    this.#host.log(message);
  }

  /** Looks by another connection, or by none, or says why by none. */
  connect(connection: Connection | undefined, obstacle?: MessageNode): void {
    this.#drop();
    this.#connection = connection;
    this.#obstacle = obstacle;
    this.#changed.fire({ kind: 'connection' });
  }

  /** Reads everything anew. */
  refresh(): void {
    this.connect(this.#connection, this.#obstacle);
  }

  /**
   * The session, which begins when first rows are asked for and not before. Settles when the names of the buckets are
   * there, or it is known why not.
   */
  open(): Promise<AccountSession | undefined> {
    this.#opening ??= this.#openSession();
    return this.#opening;
  }

  dispose(): void {
    this.#drop();
    this.#changed.dispose();
  }

  async #openSession(): Promise<AccountSession | undefined> {
    const generation = this.#generation;
    try {
      return await this.#begin(generation);
    } catch (error) {
      // The next who asks tries again.
      if (generation === this.#generation) this.#opening = undefined;
      throw error;
    }
  }

  /** The SDK is loaded here. */
  async #begin(generation: number): Promise<AccountSession | undefined> {
    const chosen = this.#connection;
    if (chosen === undefined) return undefined;
    const [{ AccountSession: Session }, { withProfileEndpoints }, sample] = await Promise.all([
      import('./accountSession'),
      import('../../aws/endpoints'),
      chosen.kind === 'sample' ? this.#host.sampleAccount() : undefined,
    ]);
    const connection = await withProfileEndpoints(chosen);
    if (generation !== this.#generation) return this.open();
    const listener = {
      changed: (change: SessionChange) => {
        if (session === this.#session) this.#changed.fire(change);
      },
      log: (message: string) => {
        this.#host.log(message);
      },
    };
    const session: AccountSession = new Session(connection, sample, listener, {
      login: this.#host.login,
      pins: this.#host.pins(chosen),
    });
    this.#session = session;
    await session.open();
    if (generation !== this.#generation) return this.open();
    this.#changed.fire({ kind: 'opened' });
    return session;
  }

  #drop(): void {
    this.#session?.dispose();
    this.#session = undefined;
    this.#opening = undefined;
    this.#generation += 1;
  }
}
