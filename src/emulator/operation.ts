import type { StaticOperationSchema } from '@smithy/types';
import type { AccountState } from './state';

/** The services of which the sample account answers a part. */
export type Service = 'backup' | 'backup-search' | 'iam' | 's3' | 'sso' | 'sso-oidc' | 'sts';

/** What a handler knows beside its input. */
export interface Call {
  readonly state: AccountState;
  /** The Region the request was signed for. */
  readonly region: string;
  /** The account's time, in milliseconds since 1970. */
  readonly now: number;
  /** ARN of who calls. */
  readonly caller: string;
}

/** An operation of the sample account: the SDK's schema says how it looks on the wire, the handler what it does. */
export interface Operation {
  readonly service: Service;
  readonly name: string;
  readonly schema: StaticOperationSchema;
  /** The IAM action that allows it; not always its name (`GetBucketEncryption` needs `s3:GetEncryptionConfiguration`). */
  readonly action: string;
  handle(input: never, call: Call): unknown;
}

/** Declares the operations of one service. The action is named where it is not the operation's name. */
export function declareService(service: Service) {
  return (
    schema: StaticOperationSchema,
    handle: (input: never, call: Call) => unknown,
    action: string = schema[2],
  ): Operation => ({ service, name: schema[2], schema, action: `${service}:${action}`, handle });
}
