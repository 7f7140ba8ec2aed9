import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Account } from '../../../src/aws/account';
import type { AwsConnection } from '../../../src/aws/connection';
import { describeConnection } from '../../../src/aws/connection';
import { environmentEndpoints } from '../../../src/aws/endpoints';
import { LoginStage, whoIs } from '../support/loginStage';

const { signal } = new AbortController();

/** An endpoint that refuses everything, and counts who came. */
interface Other {
  readonly url: string;
  readonly server: Server;
  asked: number;
}

describe('Where requests go', () => {
  let stage: LoginStage;
  let other: Other;

  beforeEach(async () => {
    stage = await LoginStage.open();
    const server = createServer((_, response) => {
      other.asked += 1;
      response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error><Code>AccessDenied</Code></Error>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    other = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, asked: 0 };
    await stage.keys('p', 'q');
  });

  afterEach(async () => {
    other.server.close();
    await stage.close();
  });

  const connection = (more: Partial<Extract<AwsConnection, { kind: 'profile' }>> = {}): AwsConnection => ({
    kind: 'profile',
    profile: 'p',
    regions: ['eu-west-1'],
    ...more,
  });

  async function listed(account: Account): Promise<number> {
    return (await account.listBuckets(undefined, signal)).buckets.length;
  }

  const variables = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL_BACKUP'];

  it('the environment does not redirect a connection with an endpoint', async () => {
    for (const name of variables) process.env[name] = other.url;
    const account = await stage.connectAsConfigured(connection({ endpoint: stage.url }));
    assert.equal(await listed(account), 12);
    assert.match(await whoIs(account), /explorer/u);
    assert.equal(other.asked, 0);
  });

  for (const kind of ['profile', 'environment'] as const) {
    it(`the environment does not redirect one without (${kind})`, async () => {
      for (const name of variables) process.env[name] = other.url;
      process.env['AWS_ACCESS_KEY_ID'] = process.env['AWS_SECRET_ACCESS_KEY'] = 'k';
      // A Region that there is not: what goes to AWS itself finds no host.
      const regions = ['eu-nowhere-9'];
      const there: AwsConnection =
        kind === 'profile' ? { kind: 'profile', profile: 'p', regions } : { kind: 'environment', regions };
      await listed(await stage.connectAsConfigured(there)).catch(() => undefined);
      assert.equal(other.asked, 0);
    }).timeout(60_000);
  }

  it('neither does another profile, though AWS_PROFILE names it', async () => {
    await stage.config('[default]', `endpoint_url = ${other.url}`, '[profile q]', `endpoint_url = ${other.url}`);
    process.env['AWS_PROFILE'] = 'q';
    const account = await stage.connectAsConfigured(connection({ endpoint: stage.url }));
    assert.equal(await listed(account), 12);
    assert.equal(other.asked, 0);
  });

  it('the chosen profile does, for all services', async () => {
    await stage.config('[profile p]', `endpoint_url = ${stage.url}`);
    const account = await stage.connectAsConfigured(connection());
    assert.equal(await listed(account), 12);
    assert.match(await whoIs(account), /explorer/u);
  });

  it('and for single ones, which come first', async () => {
    const services = ['[services mine]', 's3 =', `  endpoint_url = ${stage.url}`];
    await stage.config('[profile p]', `endpoint_url = ${other.url}`, 'services = mine', ...services);
    const account = await stage.connectAsConfigured(connection());
    assert.equal(await listed(account), 12);
    assert.equal(other.asked, 0);
    await whoIs(account);
    assert.notEqual(other.asked, 0);
  });

  it('unless it says to ignore them', async () => {
    await stage.config('[profile p]', `endpoint_url = ${other.url}`, 'ignore_configured_endpoint_urls = true');
    const account = await stage.connectAsConfigured(connection({ endpoints: { s3: stage.url } }));
    assert.equal(await listed(account), 12);
    assert.equal(other.asked, 0);
  });

  it("the person's settings come before the profile, a service's own before the one for all", async () => {
    await stage.config('[profile p]', `endpoint_url = ${other.url}`);
    const account = await stage.connectAsConfigured(connection({ endpoint: stage.url }));
    assert.match(await whoIs(account), /explorer/u);
    const single = await stage.connectAsConfigured(connection({ endpoint: stage.url, endpoints: { sts: other.url } }));
    assert.equal(await listed(single), 12);
    assert.equal(other.asked, 0);
    await whoIs(single);
    assert.notEqual(other.asked, 0);
  });

  it('logins to IAM Identity Center do not go to the endpoint of the account', async () => {
    const session = ['[sso-session corp]', 'sso_region = eu-west-1', 'sso_start_url = https://corp.example/start'];
    const profile = ['sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = r', 'services = local'];
    await stage.config(...session, '[profile s]', ...profile);
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    await stage.ssoToken('corp', { accessToken: 'a-login', expiresAt: inAnHour });
    stage.account.state.identities.ssoTokens.set('a-login', Date.now() + 3_600_000);
    stage.account.state.identities.ssoAssignments.add('111122223333/r');
    const account = await stage.connectAsConfigured(connection({ profile: 's', endpoint: other.url }));
    await listed(account).catch(() => undefined);
    assert.equal(stage.account.log.count('sso', 'GetRoleCredentials'), 1);
  });

  it('is told without the password that an endpoint may hold', () => {
    const endpoint = 'https://kim:not-a-secret@minio.example:9000/x@y';
    const told = describeConnection(connection({ endpoint, endpoints: { s3: 'http://localhost:1' } }));
    assert.equal(told, 'p at https://minio.example:9000/x@y, http://localhost:1');
  });

  it('on the command line the environment is the caller and does', () => {
    const variables = { AWS_ENDPOINT_URL: 'http://a', AWS_ENDPOINT_URL_S3: 'http://b', AWS_ENDPOINT_URL_IAM: '' };
    assert.deepEqual(environmentEndpoints(variables), { endpoint: 'http://a', endpoints: { s3: 'http://b' } });
    const ignoring = { ...variables, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
    assert.deepEqual(environmentEndpoints(ignoring), { endpoints: {} });
  });
});
