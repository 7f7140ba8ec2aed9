import * as l10n from '@vscode/l10n';
import type { HttpHandlerUserInput } from '@smithy/core/protocols';

/** Services that can have an endpoint of their own. */
export const endpointServices = ['s3', 'backup', 'sts', 'iam'] as const;

export type EndpointService = (typeof endpointServices)[number];

/** Endpoints instead of AWS's own. */
export type Endpoints = Readonly<Partial<Record<EndpointService, string>>>;

export function isEndpoint(text: string): boolean {
  return URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);
}

/** Where a connection to AWS looks, and through which endpoints. */
export interface Reach {
  readonly regions: readonly string[];
  /** Instead of AWS's own endpoints, for all services: LocalStack, or `emulate`. */
  readonly endpoint?: string;
  /** For single services; each comes before `endpoint`. */
  readonly endpoints?: Endpoints;
}

/** Whose buckets are shown. Always the person's own choice, never a workspace's. */
export type Connection =
  | { readonly kind: 'sample' }
  /** A profile of the shared configuration files. */
  | ({ readonly kind: 'profile'; readonly profile: string } & Reach)
  /** The variables of the program's environment, `AWS_ACCESS_KEY_ID` and so on. */
  | ({ readonly kind: 'environment' } & Reach)
  /** The role of the container or the EC2 instance that the program runs on. */
  | ({ readonly kind: 'metadata' } & Reach);

export type AwsConnection = Exclude<Connection, { kind: 'sample' }>;

/** Answers requests in place of the network: the sample account. */
export interface InProcessAccount {
  readonly requestHandler: HttpHandlerUserInput;
  /** The Regions it has buckets in. */
  readonly regions: readonly string[];
  /** The account has a clock of its own. */
  now(): Date;
}

/** What the credentials are called. */
export function nameConnection(connection: Connection): string {
  switch (connection.kind) {
    case 'sample':
      return l10n.t('sample account');
    case 'profile':
      return connection.profile;
    case 'environment':
      return l10n.t('environment');
    case 'metadata':
      return l10n.t('machine role');
  }
}

/** What the connection is called in one line. */
export function describeConnection(connection: Connection): string {
  const name = nameConnection(connection);
  if (connection.kind === 'sample') return name;
  const { endpoint, endpoints = {} } = connection;
  const places = new Set([...(endpoint === undefined ? [] : [endpoint]), ...Object.values(endpoints)]);
  return places.size === 0 ? name : l10n.t('{0} at {1}', name, [...places].map(withoutUser).join(', '));
}

/** An address may hold a password. */
function withoutUser(endpoint: string): string {
  return endpoint.replace(/\/\/[^/@]*@/u, '//');
}
