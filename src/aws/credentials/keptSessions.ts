import type { AwsCredentialIdentity } from '@smithy/types';

/** A session is not used for its last minute, or the second half of a very short life. */
const longestMargin = 60_000;

/** Credentials, and when they were given. */
export interface Dated {
  readonly identity: AwsCredentialIdentity;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Whether credentials have so little time left that new ones are due. */
export function isStale({ identity, since }: Dated, now: number): boolean {
  if (identity.expiration === undefined) return false;
  const end = identity.expiration.getTime();
  return now >= end - Math.min(longestMargin, (end - since) / 2);
}

/**
 * Sessions that a person gave an MFA code for, in memory only, until they expire: looking again, or at another profile
 * and back, does not ask for another code.
 */
export class KeptSessions {
  readonly #sessions = new Map<string, Dated>();

  get(key: string): AwsCredentialIdentity | undefined {
    const kept = this.#sessions.get(key);
    if (kept === undefined) return undefined;
    if (!isStale(kept, Date.now())) return kept.identity;
    this.#sessions.delete(key);
    return undefined;
  }

  set(key: string, identity: AwsCredentialIdentity): void {
    this.#sessions.set(key, { identity, since: Date.now() });
  }

  /** Forgets a session that AWS refuses, and those that were made with it. */
  drop(refused: AwsCredentialIdentity): void {
    for (const [key, { identity }] of this.#sessions) {
      if (identity.accessKeyId === refused.accessKeyId) this.#sessions.delete(key);
    }
  }

  clear(): void {
    this.#sessions.clear();
  }
}
