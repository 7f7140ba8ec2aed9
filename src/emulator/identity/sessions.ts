import { AwsError } from '../awsError';
import type { Call, Service } from '../operation';
import type { AccountState } from '../state';
import type { Session } from './identities';

/** Temporary credentials, fresh from the mint. */
export interface Minted {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Hands out temporary credentials. @param lifetime in milliseconds of the account's clock. */
export function mintSession({ state, now }: Call, arn: string, lifetime: number): Minted {
  const minted: Minted = {
    accessKeyId: `sample-session-${state.ids.hex(8)}`,
    secretAccessKey: `sample-secret-${state.ids.hex(16)}`,
    sessionToken: `sample-token-${state.ids.hex(16)}`,
    expiresAt: now + lifetime,
  };
  const { sessionToken, expiresAt } = minted;
  state.identities.sessions.set(minted.accessKeyId, { arn, sessionToken, expiresAt });
  return minted;
}

/**
 * Who calls. An access key that nobody handed out is good, and is the account's default caller.
 *
 * @throws AwsError in the service's own words where temporary credentials have expired or lack their token.
 */
export function callerOf(
  state: AccountState,
  service: Service,
  accessKeyId: string,
  sessionToken: string | undefined,
  now: number,
): string {
  const session: Session | undefined = state.identities.sessions.get(accessKeyId);
  if (session === undefined) {
    return state.callers.get(accessKeyId) ?? state.defaultCaller;
  }
  if (session.sessionToken !== sessionToken) {
    throw invalidToken(service);
  }
  if (session.expiresAt <= now) {
    throw expiredToken(service);
  }
  return session.arn;
}

function expiredToken(service: Service): AwsError {
  const words = 'The security token included in the request is expired';
  switch (service) {
    case 's3':
      return new AwsError('ExpiredToken', 'The provided token has expired.', 400);
    case 'iam':
    case 'sts':
      return new AwsError('ExpiredToken', words, 403);
    case 'backup':
    case 'backup-search':
    case 'sso':
    case 'sso-oidc':
      return new AwsError('ExpiredTokenException', words, 403);
  }
}

function invalidToken(service: Service): AwsError {
  const words = 'The security token included in the request is invalid.';
  switch (service) {
    case 's3':
      return new AwsError('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400);
    case 'iam':
    case 'sts':
      return new AwsError('InvalidClientTokenId', words, 403);
    case 'backup':
    case 'backup-search':
    case 'sso':
    case 'sso-oidc':
      return new AwsError('UnrecognizedClientException', words, 403);
  }
}
