import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { credentialsOfProcess } from '../../../src/aws/credentials/credentialProcess';
import { loginCommand } from '../../../src/aws/credentials/cause';
import { credentialsOfMachine } from '../../../src/aws/credentials/machine';
import { describeFailure, nextStep } from '../../../src/aws/failure';
import { accountId, eightCalls, failureOf, LoginStage, person, whoIs } from '../support/loginStage';

const hour = 3_600_000;

describe('Logging in', () => {
  let stage: LoginStage;

  beforeEach(async () => {
    stage = await LoginStage.open();
  });

  afterEach(() => stage.close());

  const session = (name: string, session = 's3-backup-explorer'): string =>
    `arn:aws:sts::${accountId}:assumed-role/${name}/${session}`;
  const caller = `arn:aws:iam::${accountId}:root`;
  const assumed = (): number => stage.account.log.count('sts', 'AssumeRole');

  it('with keys, from the files that the variables name', async () => {
    const file = join(stage.home, 'elsewhere');
    await writeFile(file, '[work]\naws_access_key_id = k\naws_secret_access_key = s\n');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = file;
    stage.account.state.callers.set('k', `arn:aws:iam::${accountId}:user/kim`);
    assert.equal(await whoIs(stage.profile('work')), `arn:aws:iam::${accountId}:user/kim`);
  });

  describe('by roles', () => {
    it('one after the other, each once for all that wait', async () => {
      const first = stage.role('first', { Principal: { AWS: caller } });
      const second = stage.role('second', { Principal: { AWS: first } });
      await stage.config(
        ...['[profile one]', `role_arn = ${first}`, 'source_profile = base', 'role_session_name = kim'],
        ...['[profile two]', `role_arn = ${second}`, 'source_profile = one'],
      );
      await stage.keys('base');
      const account = stage.profile('two');
      assert.equal(await eightCalls(account), 8);
      assert.equal(assumed(), 2);
      assert.equal(await whoIs(account), session('second'));
      assert.equal(assumed(), 2);
    });

    it('with the keys of the same profile', async () => {
      const role = stage.role('admin', { Principal: { AWS: caller } });
      await stage.config('[profile me]', `role_arn = ${role}`, 'source_profile = me');
      await stage.keys('me');
      assert.equal(await whoIs(stage.profile('me')), session('admin'));
    });

    it('that are refused say which, and what to allow', async () => {
      const role = stage.role('closed', { Principal: { AWS: `arn:aws:iam::${accountId}:user/other` } });
      await stage.config('[profile p]', `role_arn = ${role}`, 'source_profile = base');
      await stage.keys('base');
      const failure = await failureOf(stage.profile('p'));
      assert.ok(failure.kind === 'credentials' && failure.cause.kind === 'role');
      assert.match(describeFailure(failure), /role\/closed.*not authorized to perform: sts:AssumeRole/u);
      assert.match(nextStep(failure), /sts:AssumeRole/u);
    });

    const cycles: readonly (readonly [string, readonly string[], readonly string[]])[] = [
      ['itself', ['a'], ['a', 'a']],
      ['two', ['a', 'b'], ['a', 'b', 'a']],
      ['three', ['a', 'b', 'c'], ['a', 'b', 'c', 'a']],
    ];
    for (const [title, names, told] of cycles) {
      it(`in a circle (${title}) are named, and AWS is not asked`, async () => {
        const of = (name: string, index: number): readonly string[] => [
          `[profile ${name}]`,
          `role_arn = arn:aws:iam::${accountId}:role/${name}`,
          `source_profile = ${names[(index + 1) % names.length] ?? ''}`,
          'mfa_serial = some-device',
        ];
        await stage.config(...names.flatMap(of));
        const someone = person('123456');
        const failure = await failureOf(stage.profile('a', someone));
        assert.deepEqual(failure, { kind: 'credentials', cause: { kind: 'cycle', profiles: told } });
        assert.match(describeFailure(failure), new RegExp(told.join(' → '), 'u'));
        assert.deepEqual(someone.asked, []);
        assert.equal(stage.account.log.total, 0);
      });
    }

    it('of the environment, by credential_source', async () => {
      const role = stage.role('admin', { Principal: { AWS: caller } });
      await stage.config('[profile p]', `role_arn = ${role}`, 'credential_source = Environment');
      assert.deepEqual(await failureOf(stage.profile('p')), { kind: 'credentials', cause: { kind: 'no-environment' } });
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's' });
      assert.equal(await whoIs(stage.profile('p')), session('admin'));
    });

    it('are assumed again when AWS says that the session has expired', async () => {
      const role = stage.role('admin', { Principal: { AWS: caller } });
      await stage.config('[profile p]', `role_arn = ${role}`, 'source_profile = base');
      await stage.keys('base');
      const account = stage.profile('p');
      assert.equal(await eightCalls(account), 8);
      stage.account.clock.advance(2 * hour);
      assert.equal(await eightCalls(account), 8);
      assert.equal(assumed(), 2);
    });
  });

  describe('with an MFA device', () => {
    const device = `arn:aws:iam::${accountId}:mfa/kim`;

    beforeEach(async () => {
      const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
      const role = stage.role('careful', { Principal: { AWS: caller }, Condition });
      stage.account.state.identities.mfaDevices.set(device, { code: '123456', lastUsed: undefined });
      await stage.config('[profile p]', `role_arn = ${role}`, 'source_profile = base', `mfa_serial = ${device}`);
      await stage.keys('base');
    });

    it('asks once, however many calls wait, and keeps the session', async () => {
      const someone = person('123456');
      assert.equal(await eightCalls(stage.profile('p', someone)), 8);
      // Looking again, as a refresh of the view does.
      assert.equal(await eightCalls(stage.profile('p', someone)), 8);
      assert.deepEqual(someone.asked, [{ profile: 'p', device, role: `arn:aws:iam::${accountId}:role/careful` }]);
      assert.equal(assumed(), 1);
    });

    it('respects that no code is given, until somebody tries again', async () => {
      const someone = person(undefined, '123456');
      const account = stage.profile('p', someone);
      assert.equal(await eightCalls(account), 0);
      assert.equal(await eightCalls(account), 0);
      assert.equal(someone.asked.length, 1);
      const failure = await failureOf(account);
      assert.deepEqual(failure, { kind: 'credentials', cause: { kind: 'mfa-code', profile: 'p', device } });
      assert.equal(account.loginFails, true);
      account.retryLogin();
      assert.equal(await eightCalls(account), 8);
      assert.equal(someone.asked.length, 2);
      assert.equal(account.loginFails, false);
    });

    it('tells that a code was wrong, and asks again only when that is wanted', async () => {
      const someone = person('000000', '123456');
      const account = stage.profile('p', someone);
      const failure = await failureOf(account);
      assert.deepEqual(failure, { kind: 'credentials', cause: { kind: 'mfa-refused', profile: 'p', device } });
      assert.equal(await eightCalls(account), 0);
      assert.equal(someone.asked.length, 1);
      account.retryLogin();
      assert.equal(await eightCalls(account), 8);
    });

    it('asks for no other code because a Region is not enabled', async () => {
      const someone = person('123456', '654321');
      const account = stage.profile('p', someone);
      stage.account.interfere = ({ region }) =>
        region === 'ap-east-1'
          ? { kind: 'error', code: 'UnrecognizedClientException', message: 'The token is invalid.', statusCode: 403 }
          : undefined;
      const { supported } = await account.readRegion('ap-east-1', (call) => call(), new AbortController().signal);
      assert.equal(supported.state, 'unknown');
      assert.equal(await eightCalls(account), 8);
      assert.equal(someone.asked.length, 1);
      assert.equal(account.loginFails, false);
    });

    it('asks for nothing before the credentials that the role needs are there', async () => {
      const role = `arn:aws:iam::${accountId}:role/careful`;
      await stage.config(
        ...['[profile p]', `role_arn = ${role}`, 'source_profile = base', `mfa_serial = ${device}`],
        ...['[profile base]', 'credential_process = exit 3'],
      );
      await stage.keys();
      const someone = person('123456');
      const failure = await failureOf(stage.profile('p', someone));
      assert.ok(failure.kind === 'credentials' && failure.cause.kind === 'process');
      assert.deepEqual(someone.asked, []);
    });

    it('asks once more when the session has expired', async () => {
      const someone = person('123456', '654321');
      const account = stage.profile('p', someone);
      assert.equal(await eightCalls(account), 8);
      stage.account.clock.advance(2 * hour);
      stage.account.state.identities.mfaDevices.set(device, { code: '654321', lastUsed: undefined });
      assert.equal(await eightCalls(account), 8);
      assert.equal(someone.asked.length, 2);
    });
  });

  describe('by IAM Identity Center', () => {
    const later = (): string => new Date(Date.now() + hour).toISOString();
    const earlier = (): string => new Date(Date.now() - hour).toISOString();
    const expected = /assumed-role\/AWSReservedSSO_Reader_/u;

    beforeEach(async () => {
      const profile = ['sso_account_id = 111122223333', 'sso_role_name = Reader', 'services = local'];
      await stage.config(
        ...['[sso-session corp]', 'sso_region = eu-west-1', 'sso_start_url = https://corp.example/start'],
        ...['[profile p]', 'sso_session = corp', ...profile],
        ...['[profile old]', 'sso_region = eu-west-1', 'sso_start_url = https://old.example/start', ...profile],
      );
      const { identities } = stage.account.state;
      identities.ssoAssignments.add('111122223333/Reader');
      identities.ssoTokens.set('a-login', Date.now() + hour);
    });

    it('with a login of a session, and with one of the older form', async () => {
      await stage.ssoToken('corp', { accessToken: 'a-login', expiresAt: later() });
      assert.match(await whoIs(stage.profile('p')), expected);
      await stage.ssoToken('https://old.example/start', { accessToken: 'a-login', expiresAt: later() });
      assert.match(await whoIs(stage.profile('old')), expected);
    });

    it('asks the portal once for all that wait', async () => {
      await stage.ssoToken('corp', { accessToken: 'a-login', expiresAt: later() });
      assert.equal(await eightCalls(stage.profile('p')), 8);
      assert.equal(stage.account.log.count('sso', 'GetRoleCredentials'), 1);
    });

    for (const profile of ['p', 'old']) {
      it(`names the command that logs in, where there is no login (${profile})`, async () => {
        const failure = await failureOf(stage.profile(profile));
        assert.deepEqual(failure, { kind: 'credentials', cause: { kind: 'sso-login', profile } });
        assert.ok(failure.kind === 'credentials');
        assert.equal(loginCommand(failure.cause), `aws sso login --profile ${profile}`);
        assert.match(nextStep(failure), /aws sso login --profile/u);
        assert.equal(stage.account.log.total, 0);
      });
    }

    it('is picked up after a login without anything else', async () => {
      await stage.ssoToken('corp', { accessToken: 'gone', expiresAt: earlier() });
      assert.equal((await failureOf(stage.profile('p'))).kind, 'credentials');
      await stage.ssoToken('corp', { accessToken: 'a-login', expiresAt: later() });
      assert.equal(await eightCalls(stage.profile('p')), 8);
    });

    it('with a login that the portal has ended needs another', async () => {
      await stage.ssoToken('corp', { accessToken: 'ended', expiresAt: later() });
      const failure = await failureOf(stage.profile('p'));
      assert.deepEqual(failure, { kind: 'credentials', cause: { kind: 'sso-login', profile: 'p' } });
    });

    it('renews a login that allows it, and leaves the new one in the cache', async () => {
      const client = { clientId: 'c', clientSecret: 'not-a-secret', refreshToken: 'r' };
      stage.account.state.identities.ssoRefreshTokens.set('r', 'c');
      // A session of its own: the SDK remembers for half a minute that it tried one.
      await stage.config(
        ...['[sso-session renewing]', 'sso_region = eu-west-1', 'sso_start_url = https://corp.example/start'],
        ...['[profile p]', 'sso_session = renewing', 'services = local'],
        ...['sso_account_id = 111122223333', 'sso_role_name = Reader'],
      );
      await stage.ssoToken('renewing', { accessToken: 'gone', expiresAt: earlier(), ...client });
      assert.equal(await eightCalls(stage.profile('p')), 8);
      assert.equal(stage.account.log.count('sso-oidc', 'CreateToken'), 1);
      assert.notEqual((await stage.readSsoToken('renewing'))['accessToken'], 'gone');
    });

    it('says which access the login lacks', async () => {
      stage.account.state.identities.ssoAssignments.clear();
      await stage.ssoToken('corp', { accessToken: 'a-login', expiresAt: later() });
      const cause = { kind: 'sso-access', profile: 'p', account: accountId, role: 'Reader' };
      assert.deepEqual(await failureOf(stage.profile('p')), { kind: 'credentials', cause });
    });

    it('is not reached: the network, not the login', async () => {
      await stage.ssoToken('corp', { accessToken: 'a-login', expiresAt: later() });
      const file = join(stage.home, '.aws', 'config');
      const lines = ['[profile q]', 'sso_session = corp', 'sso_account_id = 1', 'sso_role_name = r', 'services = off'];
      const session = ['[sso-session corp]', 'sso_region = eu-west-1', 'sso_start_url = https://corp.example/start'];
      const off = ['[services off]', 'sso =', '  endpoint_url = http://127.0.0.1:9'];
      await writeFile(file, [...lines, ...session, ...off, ''].join('\n'));
      assert.equal((await failureOf(stage.profile('q'))).kind, 'network');
    });
  });

  describe('by a program', () => {
    const printing = (answer: object): string => `echo '${JSON.stringify(answer)}'`;

    it('takes what it prints', async () => {
      const answer = { Version: 1, AccessKeyId: 'printed', SecretAccessKey: 's' };
      stage.account.state.callers.set('printed', `arn:aws:iam::${accountId}:user/printed`);
      await stage.config('[profile p]', `credential_process = ${printing(answer)}`);
      assert.equal(await whoIs(stage.profile('p')), `arn:aws:iam::${accountId}:user/printed`);
    });

    it('tells what it said when it failed, and runs it once', async () => {
      const mark = join(stage.home, 'runs');
      const secret = 'aB3'.repeat(14);
      await stage.config(
        '[profile p]',
        `credential_process = echo run >> ${mark}; echo "Log in to the vault first ${secret}" >&2; exit 1`,
      );
      const account = stage.profile('p');
      assert.equal(await eightCalls(account), 0);
      assert.equal(await eightCalls(account), 0);
      const failure = await failureOf(account);
      assert.match(describeFailure(failure), /credential process of p failed: Log in to the vault first …/u);
      assert.ok(!describeFailure(failure).includes(secret));
      const { readFile } = await import('node:fs/promises');
      assert.equal(await readFile(mark, 'utf8'), 'run\n');
    });

    it('is not run where programs may not run', async () => {
      const mark = join(stage.home, 'ran');
      await stage.config('[profile p]', `credential_process = touch ${mark}`);
      const someone = person();
      someone.trusting = false;
      const failure = await failureOf(stage.profile('p', someone));
      assert.deepEqual(failure, { kind: 'credentials', cause: { kind: 'programs-off', profile: 'p' } });
      const { access } = await import('node:fs/promises');
      await assert.rejects(access(mark));
    });

    const { signal } = new AbortController();
    const wrong: readonly (readonly [string, string, RegExp])[] = [
      ['no JSON', 'echo hello', /did not print JSON/u],
      ['another version', printing({ Version: 2 }), /Version 1/u],
      ['no keys', printing({ Version: 1 }), /AccessKeyId/u],
      [
        'what has expired',
        printing({ Version: 1, AccessKeyId: 'k', SecretAccessKey: 's', Expiration: '2020-01-01T00:00:00Z' }),
        /expired/u,
      ],
      ['nothing', 'exit 7', /exit code 7/u],
    ];
    for (const [title, command, words] of wrong) {
      it(`that prints ${title}`, async () => {
        await assert.rejects(credentialsOfProcess('p', command, signal), words);
      });
    }

    it('that hangs is ended, with all it started', async () => {
      const mark = join(stage.home, 'survived');
      await assert.rejects(credentialsOfProcess('p', `(sleep 2; touch ${mark}) | cat`, signal, 200), /did not answer/u);
      await new Promise((resolve) => setTimeout(resolve, 2_200));
      const { access } = await import('node:fs/promises');
      await assert.rejects(access(mark));
    });

    it('is ended when nobody waits any more', async () => {
      const waiting = new AbortController();
      const credentials = credentialsOfProcess('p', 'sleep 30', waiting.signal);
      waiting.abort();
      await assert.rejects(credentials, { name: 'AbortError' });
    });
  });

  describe('by a web identity', () => {
    const provider = 'accounts.example';

    beforeEach(async () => {
      const Action = 'sts:AssumeRoleWithWebIdentity';
      const role = stage.role('robot', { Principal: { Federated: provider }, Action });
      stage.account.state.identities.webTokens.set('good', { provider, expiresAt: Date.now() + hour });
      stage.account.state.identities.webTokens.set('old', { provider, expiresAt: Date.now() - hour });
      const file = join(stage.home, 'token');
      await stage.config('[profile p]', `role_arn = ${role}`, `web_identity_token_file = ${file}`);
    });

    it('takes the token in the file', async () => {
      await stage.write('token', 'good\n');
      assert.equal(await whoIs(stage.profile('p')), session('robot'));
    });

    it('of the environment', async () => {
      await stage.write('token', 'good');
      process.env['AWS_WEB_IDENTITY_TOKEN_FILE'] = join(stage.home, 'token');
      process.env['AWS_ROLE_ARN'] = `arn:aws:iam::${accountId}:role/robot`;
      const account = stage.connect({ kind: 'environment', regions: ['eu-west-1'], endpoint: stage.url });
      assert.equal(await whoIs(account), session('robot'));
    });

    for (const [title, token, words] of [
      ['a token that has expired', 'old', /Token expired/u],
      ['a token that nobody knows', 'none', /No OpenIDConnect provider/u],
      ['no file', undefined, /token cannot be read/u],
    ] as const) {
      it(`says what is wrong with ${title}`, async () => {
        if (token !== undefined) await stage.write('token', token);
        const failure = await failureOf(stage.profile('p'));
        assert.ok(failure.kind === 'credentials' && failure.cause.kind === 'web-identity');
        assert.match(describeFailure(failure), words);
      });
    }
  });

  describe('with what the program finds around it', () => {
    it('takes the keys of the environment, with their token', async () => {
      const role = stage.role('admin', { Principal: { AWS: caller } });
      await stage.config('[profile p]', `role_arn = ${role}`, 'source_profile = base');
      await stage.keys('base');
      await whoIs(stage.profile('p'));
      const [[key, { sessionToken }] = ['', { sessionToken: '' }]] = stage.account.state.identities.sessions;
      Object.assign(process.env, {
        AWS_ACCESS_KEY_ID: key,
        AWS_SECRET_ACCESS_KEY: 's',
        AWS_SESSION_TOKEN: sessionToken,
      });
      const account = stage.connect({ kind: 'environment', regions: ['eu-west-1'], endpoint: stage.url });
      assert.equal(await whoIs(account), session('admin'));
    });

    it('says that the environment has no keys', async () => {
      const account = stage.connect({ kind: 'environment', regions: ['eu-west-1'], endpoint: stage.url });
      assert.deepEqual(await failureOf(account), { kind: 'credentials', cause: { kind: 'no-environment' } });
    });

    it('takes the role of the container', async () => {
      const server = createServer((_, response) => {
        const answer = {
          AccessKeyId: 'boxed',
          SecretAccessKey: 's',
          Token: 't',
          Expiration: new Date(Date.now() + hour),
        };
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = `http://127.0.0.1:${port}/credentials`;
      stage.account.state.callers.set('boxed', session('box'));
      const account = stage.connect({ kind: 'metadata', regions: ['eu-west-1'], endpoint: stage.url });
      assert.equal(await whoIs(account), session('box'));
      server.close();
    });

    it('does not wait for a machine that never answers', async () => {
      const server = createServer(() => undefined);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = `http://127.0.0.1:${port}`;
      await assert.rejects(credentialsOfMachine('instance', 300), /no credentials of a container or instance role/u);
      server.closeAllConnections();
      server.close();
    });
  });

  describe('with credentials that AWS does not take', () => {
    it('says that temporary keys have expired, and takes others after another try', async () => {
      const role = stage.role('admin', { Principal: { AWS: caller } });
      await stage.config('[profile mint]', `role_arn = ${role}`, 'source_profile = base');
      await stage.keys('base');
      await whoIs(stage.profile('mint'));
      const [[key, { sessionToken }] = ['', { sessionToken: '' }]] = stage.account.state.identities.sessions;
      const keys = `aws_access_key_id = ${key}\naws_secret_access_key = s\naws_session_token = ${sessionToken}\n`;
      await stage.write('.aws/credentials', `[copied]\n${keys}`);
      const account = stage.profile('copied');
      assert.equal(await whoIs(account), session('admin'));
      stage.account.clock.advance(2 * hour);
      assert.equal(await eightCalls(account), 0);
      assert.deepEqual(await failureOf(account), { kind: 'credentials', cause: { kind: 'expired' } });
      assert.equal(account.loginFails, true);
      await stage.keys('copied');
      account.retryLogin();
      assert.equal(await eightCalls(account), 8);
      assert.equal(account.loginFails, false);
    });

    it('a token that does not belong to the key is rejected', async () => {
      const role = stage.role('admin', { Principal: { AWS: caller } });
      await stage.config('[profile mint]', `role_arn = ${role}`, 'source_profile = base');
      await stage.keys('base');
      await whoIs(stage.profile('mint'));
      const [[key] = ['']] = stage.account.state.identities.sessions;
      await stage.write('.aws/credentials', `[p]\naws_access_key_id = ${key}\naws_secret_access_key = s\n`);
      const failure = await failureOf(stage.profile('p'));
      assert.ok(failure.kind === 'credentials' && failure.cause.kind === 'rejected');
    });
  });

  describe("with a clock that differs from AWS's", () => {
    for (const [title, milliseconds] of [
      ['an hour behind', hour],
      ['an hour ahead', -hour],
    ] as const) {
      it(`${title} is corrected by itself`, async () => {
        await stage.keys('p');
        stage.account.interfere = () => ({ kind: 'skew', milliseconds });
        const account = stage.profile('p');
        assert.equal(await eightCalls(account), 8);
        assert.match(await whoIs(account), /explorer/u);
      });
    }

    it('is named where it cannot be corrected', async () => {
      await stage.keys('p');
      stage.account.interfere = () => ({
        kind: 'error',
        code: 'RequestTimeTooSkewed',
        message: 'The difference between the request time and the current time is too large.',
        statusCode: 403,
      });
      assert.deepEqual(await failureOf(stage.profile('p')), { kind: 'clock' });
    });
  });
});
