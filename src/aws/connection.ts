import type { HttpHandlerUserInput } from '@smithy/core/protocols';

/** Whose buckets are shown, and through which endpoints. Always the person's own choice, never a workspace's. */
export type Connection =
  | { readonly kind: 'sample' }
  | {
      readonly kind: 'profile';
      readonly profile: string;
      readonly regions: readonly string[];
      /** Instead of AWS's own endpoints, for all services: LocalStack, or `emulate`. */
      readonly endpoint?: string;
    };

/** Answers requests in place of the network: the sample account. */
export interface InProcessAccount {
  readonly requestHandler: HttpHandlerUserInput;
  /** The Regions it has buckets in. */
  readonly regions: readonly string[];
  /** The account has a clock of its own. */
  now(): Date;
}

/** What the connection is called in one line. */
export function describeConnection(connection: Connection): string {
  if (connection.kind === 'sample') return 'sample account';
  return connection.endpoint === undefined ? connection.profile : `${connection.profile} at ${connection.endpoint}`;
}
