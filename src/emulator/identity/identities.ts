/** What the holder of temporary credentials is. */
export interface Session {
  readonly arn: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970. After it AWS refuses the credentials. */
  readonly expiresAt: number;
}

/** An MFA device. A code is good for one call, as at AWS. */
export interface MfaDevice {
  /** The code that it shows now. */
  code: string;
  lastUsed: string | undefined;
}

/** What a token of an OpenID Connect provider says. */
export interface WebToken {
  /** The provider, as a role's trust policy names it. */
  readonly provider: string;
  readonly expiresAt: number;
}

/** Who may log in by what, and who has logged in. Handlers read and change it. */
export interface Identities {
  /** Temporary credentials by access key. */
  readonly sessions: Map<string, Session>;
  /** By serial number. */
  readonly mfaDevices: Map<string, MfaDevice>;
  /** Tokens of web identities, by their text. */
  readonly webTokens: Map<string, WebToken>;
  /** Logins to IAM Identity Center: when the access token ends, by access token. */
  readonly ssoTokens: Map<string, number>;
  /** The client that may use a refresh token, by refresh token. */
  readonly ssoRefreshTokens: Map<string, string>;
  /** `account/role` that those who are logged in to IAM Identity Center may use. */
  readonly ssoAssignments: Set<string>;
}

export function createIdentities(): Identities {
  return {
    sessions: new Map(),
    mfaDevices: new Map(),
    webTokens: new Map(),
    ssoTokens: new Map(),
    ssoRefreshTokens: new Map(),
    ssoAssignments: new Set(),
  };
}
