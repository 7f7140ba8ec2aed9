import type { AwsCredentialIdentity } from '@smithy/types';
import { CredentialsError } from './cause';
import type { Dated, KeptSessions } from './keptSessions';
import { isStale } from './keptSessions';

/** Gets credentials anew. */
export type LogIn = (signal: AbortSignal) => Promise<AwsCredentialIdentity>;

/**
 * The credentials of one connection, for all its clients. However many calls wait, there is one login under way; and a
 * login that failed for a cause that a person has to remove is not tried again until {@link retry}.
 */
export class Credentials {
  readonly #logIn: LogIn;
  readonly #kept: KeptSessions;
  readonly #ended = new AbortController();
  #current: Dated | undefined;
  #pending: Promise<AwsCredentialIdentity> | undefined;
  #failure: CredentialsError | undefined;
  /** Keys that AWS refuses and that a new login gave again. */
  #refused: string | undefined;

  constructor(logIn: LogIn, kept: KeptSessions) {
    this.#logIn = logIn;
    this.#kept = kept;
  }

  /** Whether calls fail for want of good credentials. */
  get failing(): boolean {
    return this.#failure !== undefined || this.#refused !== undefined;
  }

  /** Why there are none, where a person has to do something about it. */
  get failure(): CredentialsError | undefined {
    return this.#failure;
  }

  /** @throws CredentialsError or what the login threw. */
  async get(): Promise<AwsCredentialIdentity> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#current !== undefined && !isStale(this.#current, Date.now())) return this.#current.identity;
    this.#pending ??= this.#renew();
    return this.#pending;
  }

  /**
   * AWS says that credentials have expired that looked good. Gets new ones.
   *
   * @returns whether there are others now, with which the call is worth another try.
   * @throws CredentialsError where there are none.
   */
  async replace(refused: AwsCredentialIdentity): Promise<boolean> {
    const key = keyOf(refused);
    if (this.#refused === key) return false;
    this.#kept.drop(refused);
    if (this.#current !== undefined && keyOf(this.#current.identity) === key) this.#current = undefined;
    const fresh = await this.get();
    if (keyOf(fresh) !== key) return true;
    this.#refused = key;
    return false;
  }

  /** A person wants another try. */
  retry(): void {
    this.#failure = undefined;
    if (this.#refused !== undefined) this.#current = undefined;
    this.#refused = undefined;
  }

  /** Ends a login that is under way, whatever it waits for. */
  dispose(): void {
    this.#ended.abort();
  }

  async #renew(): Promise<AwsCredentialIdentity> {
    try {
      const identity = await this.#logIn(this.#ended.signal);
      this.#current = { identity, since: Date.now() };
      this.#refused = undefined;
      return identity;
    } catch (error) {
      if (error instanceof CredentialsError) this.#failure = error;
      throw error;
    } finally {
      this.#pending = undefined;
    }
  }
}

function keyOf({ accessKeyId, sessionToken = '' }: AwsCredentialIdentity): string {
  return `${accessKeyId} ${sessionToken}`;
}
