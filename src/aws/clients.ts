import { BackupClient } from '@aws-sdk/client-backup';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import type { HttpHandlerUserInput } from '@smithy/core/protocols';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, UserAgent } from '@smithy/types';
import { refuseForeignBackupAnswers, refuseForeignS3Answers } from './answers';
import type { Connection, InProcessAccount } from './connection';

/** How long an endpoint may take, in milliseconds. */
export interface Timeouts {
  readonly connect: number;
  readonly answer: number;
}

const defaultTimeouts: Timeouts = { connect: 5_000, answer: 15_000 };

/** What all clients of a connection share. */
interface ClientSettings {
  readonly maxAttempts: number;
  readonly customUserAgent: UserAgent;
  readonly credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  readonly requestHandler: HttpHandlerUserInput;
  readonly endpoint?: string;
}

function settingsOf(connection: Connection, sample: InProcessAccount | undefined, timeouts: Timeouts): ClientSettings {
  const customUserAgent: UserAgent = [['s3-backup-explorer', '1']];
  const common = { maxAttempts: 3, customUserAgent };
  if (connection.kind === 'sample') {
    if (sample === undefined) throw new Error('The sample account is not there.');
    // The sample account checks no signature; the Region in it tells where a request belongs.
    const credentials = { accessKeyId: 'sample', secretAccessKey: 'sample' };
    return { ...common, credentials, requestHandler: sample.requestHandler };
  }
  return {
    ...common,
    // Shared files are read anew each time: an expired login that was renewed outside works without a restart.
    credentials: fromIni({ profile: connection.profile, ignoreCache: true }),
    requestHandler: {
      connectionTimeout: timeouts.connect,
      requestTimeout: timeouts.answer,
      throwOnRequestTimeout: true,
    },
    ...(connection.endpoint !== undefined && { endpoint: connection.endpoint }),
  };
}

/** The clients of one connection: one a service and Region, made when first needed. */
export class AwsClients {
  readonly #settings: ClientSettings;
  readonly #pathStyle: boolean;
  readonly #made = new Map<string, { destroy(): void }>();

  constructor(connection: Connection, sample?: InProcessAccount, timeouts: Timeouts = defaultTimeouts) {
    this.#settings = settingsOf(connection, sample, timeouts);
    this.#pathStyle = connection.kind === 'sample' || connection.endpoint !== undefined;
  }

  backup(region: string): BackupClient {
    return this.#once(`backup ${region}`, () => {
      const client = new BackupClient({ ...this.#settings, region });
      refuseForeignBackupAnswers(client);
      return client;
    });
  }

  s3(region: string): S3Client {
    return this.#once(`s3 ${region}`, () => {
      const settings = { ...this.#settings, region, forcePathStyle: this.#pathStyle, followRegionRedirects: true };
      const client = new S3Client(settings);
      refuseForeignS3Answers(client);
      return client;
    });
  }

  sts(region: string): STSClient {
    return this.#once(`sts ${region}`, () => new STSClient({ ...this.#settings, region }));
  }

  iam(region: string): IAMClient {
    return this.#once(`iam ${region}`, () => new IAMClient({ ...this.#settings, region }));
  }

  /** Closes what is open. Calls under way end with an error. */
  destroy(): void {
    for (const client of this.#made.values()) client.destroy();
    this.#made.clear();
  }

  #once<T extends { destroy(): void }>(key: string, make: () => T): T {
    const made = this.#made.get(key) as T | undefined;
    if (made !== undefined) return made;
    const client = make();
    this.#made.set(key, client);
    return client;
  }
}
