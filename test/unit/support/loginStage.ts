import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Account } from '../../../src/aws/account';
import type { AwsConnection } from '../../../src/aws/connection';
import { KeptSessions } from '../../../src/aws/credentials/keptSessions';
import type { LoginHost, MfaRequest } from '../../../src/aws/credentials/loginHost';
import { withProfileEndpoints } from '../../../src/aws/endpoints';
import type { Failure } from '../../../src/aws/failure';
import { classify } from '../../../src/aws/failure';
import type { SampleAccount } from '../../../src/emulator/account';
import { createSampleAccount } from '../../../src/emulator/account';
import type { PolicyStatement } from '../../../src/emulator/identity/role';
import type { SampleEndpoint } from '../../../src/emulator/http';
import { serveSampleAccount } from '../../../src/emulator/http';

export const accountId = '111122223333';
const { signal } = new AbortController();

/** Somebody who is asked for codes, and remembers. */
export interface Person extends LoginHost {
  readonly asked: MfaRequest[];
  /** What is answered, one after the other; then nothing. */
  readonly answers: (string | undefined)[];
  trusting: boolean;
}

export function person(...answers: (string | undefined)[]): Person {
  const asked: MfaRequest[] = [];
  const self: Person = {
    asked,
    answers,
    trusting: true,
    kept: new KeptSessions(),
    mayRunPrograms: () => self.trusting,
    mfaCode: (request) => {
      asked.push(request);
      return Promise.resolve(answers.shift());
    },
  };
  return self;
}

/** A home with AWS's shared files, and an account that is served over HTTP. */
export class LoginStage {
  readonly account: SampleAccount;
  readonly home: string;
  readonly #endpoint: SampleEndpoint;
  readonly #kept = { ...process.env };
  readonly #opened: Account[] = [];

  private constructor(account: SampleAccount, endpoint: SampleEndpoint, home: string) {
    this.account = account;
    this.#endpoint = endpoint;
    this.home = home;
  }

  static async open(): Promise<LoginStage> {
    const account = createSampleAccount();
    const home = await mkdtemp(join(tmpdir(), 's3backup-home-'));
    await mkdir(join(home, '.aws', 'sso', 'cache'), { recursive: true });
    const stage = new LoginStage(account, await serveSampleAccount(account), home);
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
    process.env['HOME'] = home;
    return stage;
  }

  get url(): string {
    return this.#endpoint.url;
  }

  async close(): Promise<void> {
    for (const account of this.#opened) account.dispose();
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.#kept);
    await this.#endpoint.close();
    await rm(this.home, { recursive: true });
  }

  /** Writes `~/.aws/config`. Profiles with `services = local` find IAM Identity Center here. */
  async config(...lines: readonly string[]): Promise<void> {
    const local = [
      '[services local]',
      'sso =',
      `  endpoint_url = ${this.url}`,
      'sso_oidc =',
      `  endpoint_url = ${this.url}`,
    ];
    await this.write('.aws/config', [...local, ...lines, ''].join('\n'));
  }

  async keys(...profiles: readonly string[]): Promise<void> {
    const text = profiles.map(
      (name) => `[${name}]\naws_access_key_id = key-of-${name}\naws_secret_access_key = not-a-secret\n`,
    );
    await this.write('.aws/credentials', text.join('\n'));
  }

  /** What `aws sso login` leaves behind. @param id the session's name, or the start URL of a profile without one. */
  async ssoToken(id: string, token: Readonly<Record<string, string>>): Promise<void> {
    await this.write(this.#tokenPath(id), JSON.stringify(token));
  }

  async readSsoToken(id: string): Promise<Readonly<Record<string, string>>> {
    return JSON.parse(await readFile(join(this.home, this.#tokenPath(id)), 'utf8')) as Record<string, string>;
  }

  async write(path: string, text: string): Promise<void> {
    await writeFile(join(this.home, path), text);
  }

  /** A role that only the given principals may assume. @returns its ARN. */
  role(
    name: string,
    statement: Pick<PolicyStatement, 'Principal' | 'Condition'> & { readonly Action?: string },
  ): string {
    const arn = `arn:aws:iam::${accountId}:role/${name}`;
    const trusted: PolicyStatement = { Effect: 'Allow', Action: 'sts:AssumeRole', ...statement };
    const trustPolicy = { Version: '2012-10-17', Statement: [trusted] };
    this.account.state.roles.set(name, { name, path: '/', arn, createdAt: 0, trustPolicy, attached: [], inline: {} });
    return arn;
  }

  profile(profile: string, host: LoginHost = person()): Account {
    return this.connect({ kind: 'profile', profile, regions: ['eu-west-1'], endpoint: this.url }, host);
  }

  connect(connection: AwsConnection, host: LoginHost = person()): Account {
    const account = new Account(connection, undefined, { connect: 1_000, answer: 2_000 }, host);
    this.#opened.push(account);
    return account;
  }

  /** With what the files say of endpoints, as the editor connects. */
  async connectAsConfigured(connection: AwsConnection): Promise<Account> {
    return this.connect((await withProfileEndpoints(connection)) as AwsConnection);
  }

  #tokenPath(id: string): string {
    return join('.aws', 'sso', 'cache', `${createHash('sha1').update(id).digest('hex')}.json`);
  }
}

/** Who AWS says the account's holder is. */
export async function whoIs(account: Account): Promise<string> {
  const identity = await account.identity(signal);
  return identity.state === 'known' ? identity.value.arn : JSON.stringify(identity);
}

/** What listing the buckets fails with. */
export async function failureOf(account: Account): Promise<Failure> {
  let page: unknown;
  try {
    page = await account.listBuckets(undefined, signal);
  } catch (error) {
    return classify(error, 's3:ListAllMyBuckets');
  }
  throw new Error(`It answered: ${JSON.stringify(page)}`);
}

/** Eight calls at once, as the view makes them. @returns how many were answered. */
export async function eightCalls(account: Account): Promise<number> {
  const calls = Array.from({ length: 8 }, () => account.listBuckets(undefined, signal));
  const settled = await Promise.allSettled(calls);
  return settled.filter(({ status }) => status === 'fulfilled').length;
}
