import { BackupClient } from '@aws-sdk/client-backup';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import type { HttpHandlerUserInput } from '@smithy/core/protocols';
import type { AwsCredentialIdentity, MiddlewareStack, UserAgent } from '@smithy/types';
import { refuseForeignAnswers, refuseForeignElements } from './answers';
import type { AwsConnection, Connection, EndpointService, InProcessAccount } from './connection';
import type { CredentialsError } from './credentials/cause';
import { Credentials } from './credentials/credentials';
import { logIn } from './credentials/login';
import type { LoginHost } from './credentials/loginHost';
import { unattended } from './credentials/loginHost';
import { endpointFor } from './endpoints';
import { classify } from './failure';
import { giveUpAtOnce } from './giveUp';
import type { Timeouts } from './httpHandler';
import { createHttpHandler, defaultTimeouts } from './httpHandler';
import { searchClient } from './search/searchClient';
import { Wire } from './wire';

export type { Timeouts } from './httpHandler';

/** What all clients of a connection share. */
interface ClientSettings {
  readonly maxAttempts: number;
  readonly customUserAgent: UserAgent;
  readonly credentials: AwsCredentialIdentity | (() => Promise<AwsCredentialIdentity>);
  readonly requestHandler: HttpHandlerUserInput;
  /** Endpoints are the person's choice; what the environment or another profile says of them is not asked. */
  readonly ignoreConfiguredEndpointUrls: true;
}

/** A client as far as its credentials are concerned. */
interface Client {
  readonly middlewareStack: Pick<MiddlewareStack<object, object>, 'add'> & { remove(name: string): boolean };
  send(command: never, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
  destroy(): void;
}

function settingsOf(
  connection: Connection,
  sample: InProcessAccount | undefined,
  requestHandler: HttpHandlerUserInput,
  credentials: Credentials | undefined,
): ClientSettings {
  const customUserAgent: UserAgent = [['s3-backup-explorer', '1']];
  const common = { maxAttempts: 3, customUserAgent, ignoreConfiguredEndpointUrls: true } as const;
  if (credentials === undefined) {
    if (connection.kind !== 'sample' || sample === undefined) throw new Error('The sample account is not there.');
    // The sample account checks no signature; the Region in it tells where a request belongs.
    const keys = { accessKeyId: 'sample', secretAccessKey: 'sample' };
    return { ...common, credentials: keys, requestHandler: sample.requestHandler };
  }
  // The SDK keeps credentials in each client unless it is told that somebody else does.
  const provider = Object.assign(() => credentials.get(), { memoized: true });
  return { ...common, credentials: provider, requestHandler };
}

function credentialsFor(connection: AwsConnection, requestHandler: HttpHandlerUserInput, host: LoginHost): Credentials {
  const stsEndpoint = endpointFor(connection, 'sts');
  const region = connection.regions[0] ?? 'us-east-1';
  const network = { requestHandler, region, ...(stsEndpoint !== undefined && { stsEndpoint }) };
  return new Credentials((signal) => logIn(connection, network, host, signal), host.kept);
}

/** The clients of one connection: one a service and Region, made when first needed. */
export class AwsClients {
  readonly #connection: Connection;
  readonly #settings: ClientSettings;
  readonly #credentials: Credentials | undefined;
  readonly #wire = new Wire();
  readonly #made = new Map<string, Client>();

  /** @param sample Needed for the sample account only. */
  constructor(
    connection: Connection,
    sample?: InProcessAccount,
    timeouts: Timeouts = defaultTimeouts,
    host: LoginHost = unattended(),
  ) {
    this.#connection = connection;
    const handler = createHttpHandler(timeouts);
    this.#credentials = connection.kind === 'sample' ? undefined : credentialsFor(connection, handler, host);
    this.#settings = settingsOf(connection, sample, handler, this.#credentials);
  }

  /** Why there are no credentials, where a person has to do something about it. */
  get loginFailure(): CredentialsError | undefined {
    return this.#credentials?.failure;
  }

  /** Whether calls fail for want of good credentials. */
  get loginFails(): boolean {
    return this.#credentials?.failing ?? false;
  }

  /** Lets a login that failed be tried again, because a person wants that. */
  retryLogin(): void {
    this.#credentials?.retry();
  }

  backup(region: string): BackupClient {
    return this.#once('backup', region, (settings) => {
      const client = new BackupClient({ ...settings, region });
      refuseForeignAnswers(client);
      return client;
    });
  }

  /** AWS Backup Search. Who has AWS Backup at an endpoint of its own has it there too: nothing goes elsewhere. */
  backupSearch(region: string): BackupClient {
    return this.#once(
      'backup',
      region,
      (settings) => {
        const client = searchClient({ ...settings, region });
        refuseForeignAnswers(client);
        return client;
      },
      'backup-search',
    );
  }

  s3(region: string): S3Client {
    return this.#once('s3', region, (settings) => {
      const forcePathStyle = this.#connection.kind === 'sample' || settings.endpoint !== undefined;
      const client = new S3Client({ ...settings, region, forcePathStyle, followRegionRedirects: true });
      refuseForeignElements(client);
      refuseForeignAnswers(client);
      return client;
    });
  }

  sts(region: string): STSClient {
    return this.#once('sts', region, (settings) => {
      const client = new STSClient({ ...settings, region });
      refuseForeignAnswers(client);
      return client;
    });
  }

  iam(region: string): IAMClient {
    return this.#once('iam', region, (settings) => {
      const client = new IAMClient({ ...settings, region });
      refuseForeignAnswers(client);
      return client;
    });
  }

  /** Closes what is open. Calls under way end with an error, and so does a login. */
  destroy(): void {
    this.#credentials?.dispose();
    for (const client of this.#made.values()) client.destroy();
    this.#made.clear();
  }

  #once<T extends Client>(
    service: EndpointService,
    region: string,
    make: (settings: ClientSettings & { readonly endpoint?: string }) => T,
    name: string = service,
  ): T {
    const key = `${name} ${region}`;
    const made = this.#made.get(key) as T | undefined;
    if (made !== undefined) return made;
    const endpoint = endpointFor(this.#connection, service);
    const client = make({ ...this.#settings, ...(endpoint !== undefined && { endpoint }) });
    if (this.#credentials !== undefined) replaceExpired(client, this.#credentials);
    this.#wire.carry(client);
    // It goes through each answer for a log that nobody keeps.
    client.middlewareStack.remove('loggerMiddleware');
    giveUpAtOnce(client);
    this.#made.set(key, client);
    return client;
  }
}

/**
 * Other refusals are no reason for a new login: AWS also says of good credentials that it does not know them, in a Region
 * that is not enabled for the account.
 */
function hasExpired(error: unknown): boolean {
  const failure = classify(error, '');
  return failure.kind === 'credentials' && failure.cause.kind === 'expired';
}

/**
 * A call whose credentials have expired is made once more with new ones, where there are new ones: a login that was
 * renewed outside is picked up by itself.
 */
function replaceExpired(client: Client, credentials: Credentials): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const used = await credentials.get();
      try {
        return await next(args);
      } catch (error) {
        if (!hasExpired(error) || !(await credentials.replace(used))) throw error;
        return next(args);
      }
    },
    { step: 'initialize', name: 's3backupReplaceExpired' },
  );
}
