import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { AwsConnection } from '../../../src/aws/connection';
import type { LoginHost } from '../../../src/aws/credentials/loginHost';
import { describeFailure, nextStep } from '../../../src/aws/failure';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import { until } from '../support/accounts';
import { accountId, LoginStage, person } from '../support/loginStage';

const hour = 3_600_000;

describe('A session over the network', () => {
  let stage: LoginStage;
  let log: string[];
  let changes: number;
  const sessions: AccountSession[] = [];

  beforeEach(async () => {
    stage = await LoginStage.open();
    log = [];
    changes = 0;
  });

  afterEach(async () => {
    for (const session of sessions.splice(0)) session.dispose();
    await stage.close();
  });

  function look(
    profile: string,
    host: LoginHost = person(),
    regions: readonly string[] = ['us-east-1'],
  ): AccountSession {
    const connection: AwsConnection = { kind: 'profile', profile, regions, endpoint: stage.url };
    const listener = { changed: () => (changes += 1), log: (message: string) => log.push(message) };
    const session = new AccountSession(connection, undefined, listener, { login: host });
    sessions.push(session);
    return session;
  }

  it('asks for one code, though its list, its identity and its Regions all wait for it', async () => {
    const device = `arn:aws:iam::${accountId}:mfa/kim`;
    stage.account.state.identities.mfaDevices.set(device, { code: '123456', lastUsed: undefined });
    const role = `arn:aws:iam::${accountId}:role/backup-s3`;
    await stage.config('[profile p]', `role_arn = ${role}`, 'source_profile = base', `mfa_serial = ${device}`);
    await stage.keys('base');
    const someone = person('123456');
    const session = look('p', someone, ['eu-west-1', 'us-east-1']);
    await session.open();
    await until(() => session.identity.state === 'known', 'the identity');
    assert.equal(session.entries.length, 12);
    assert.equal(someone.asked.length, 1);
  });

  it('that is ended ends its calls, and nothing of it is told afterwards', async () => {
    await stage.keys('p');
    stage.account.interfere = ({ operation }) => (operation.startsWith('GetBucket') ? { kind: 'hang' } : undefined);
    const session = look('p');
    await session.open();
    await until(() => stage.account.log.count('s3', 'GetBucketVersioning') > 0, 'calls under way');
    session.dispose();
    const [told, asked] = [changes, stage.account.log.total];
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(changes, told);
    assert.equal(stage.account.log.total, asked);
    assert.deepEqual(log, []);
  });

  it('that is ended while its login waits ends the login', async () => {
    await stage.config('[profile p]', 'credential_process = sleep 30');
    const session = look('p');
    const opening = session.open();
    await new Promise((resolve) => setTimeout(resolve, 100));
    session.dispose();
    await opening;
    assert.equal(changes, 0);
    assert.deepEqual(log, []);
  });

  it('goes on when its role session expires meanwhile', async () => {
    const role = `arn:aws:iam::${accountId}:role/backup-s3`;
    await stage.config('[profile p]', `role_arn = ${role}`, 'source_profile = base');
    await stage.keys('base');
    const session = look('p');
    await session.open();
    await session.whenFilled();
    stage.account.clock.advance(2 * hour);
    await session.refresh(['site-us']);
    const state = session.entry('site-us')?.state;
    assert.ok(state?.kind === 'read');
    assert.equal(state.reading.bucket.versioning.state, 'known');
    assert.equal(session.loginFails, false);
  });

  it('knows that its login fails once AWS refuses it, and tries again with a row that is refreshed', async () => {
    const role = `arn:aws:iam::${accountId}:role/backup-s3`;
    await stage.config('[profile mint]', `role_arn = ${role}`, 'source_profile = base');
    await stage.keys('base');
    const minting = look('mint');
    await minting.open();
    const [[key, { sessionToken }] = ['', { sessionToken: '' }]] = stage.account.state.identities.sessions;
    const keys = `aws_access_key_id = ${key}\naws_secret_access_key = s\naws_session_token = ${sessionToken}\n`;
    await stage.write('.aws/credentials', `[p]\n${keys}`);
    const session = look('p');
    await session.open();
    await session.whenFilled();
    stage.account.clock.advance(2 * hour);
    await session.refresh(['site-us']);
    assert.equal(session.loginFails, true);
    await stage.keys('p');
    await session.refresh(['site-us']);
    assert.equal(session.loginFails, false);
    const state = session.entry('site-us')?.state;
    assert.ok(state?.kind === 'read' && state.reading.bucket.versioning.state === 'known');
  });

  it('writes nothing secret into the log, whatever fails', async () => {
    const secrets = ['sEcr3t'.repeat(7), 'T0ken'.repeat(9), 'pRint3d'.repeat(6)] as const;
    const [secret, token, printed] = secrets;
    await stage.config(
      ...['[profile process]', `credential_process = echo "${printed}"; echo "bad ${printed}" >&2; exit 1`],
      ...['[profile garbage]', `credential_process = echo "${printed}"`],
      ...['[profile role]', `role_arn = arn:aws:iam::${accountId}:role/none`, 'source_profile = keys'],
      ...['[profile sso]', 'sso_session = corp', 'sso_account_id = 1', 'sso_role_name = r', 'services = local'],
      ...['[sso-session corp]', 'sso_region = eu-west-1', 'sso_start_url = https://corp.example/start'],
    );
    await stage.write(
      '.aws/credentials',
      `[keys]\naws_access_key_id = k\naws_secret_access_key = ${secret}\naws_session_token = ${token}\n`,
    );
    await stage.ssoToken('corp', { accessToken: token, expiresAt: new Date(Date.now() + hour).toISOString() });
    stage.account.interfere = ({ operation }) =>
      operation === 'ListBuckets'
        ? { kind: 'error', code: 'InvalidToken', message: 'The provided token is malformed.', statusCode: 400 }
        : undefined;
    const shown: string[] = [];
    for (const profile of ['process', 'garbage', 'role', 'sso', 'keys']) {
      const session = look(profile);
      await session.open();
      const { list } = session;
      assert.ok(list.kind === 'failed', profile);
      shown.push(describeFailure(list.failure), nextStep(list.failure));
    }
    assert.equal(log.length, 5);
    const said = [...log, ...shown].join('\n');
    for (const text of secrets) assert.ok(!said.includes(text), said);
    assert.match(await readFile(`${stage.home}/.aws/credentials`, 'utf8'), new RegExp(secret, 'u'));
  });
});
