import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Server } from 'node:net';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSampleAccount, type SampleAccount } from '../../src/emulator/account';
import { serveSampleAccount, type SampleEndpoint } from '../../src/emulator/http';
import { makeCertificate } from './selfSigned';
import { until } from '../unit/support/accounts';
import { openWindow } from './window';

const hour = 3_600_000;
const accountId = '111122223333';

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

describe('connections', () => {
  let home: string;
  let account: SampleAccount;
  let endpoint: SampleEndpoint;
  let env: Record<string, string>;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 's3-backup-home-'));
    mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
    env = { HOME: home };
    account = createSampleAccount();
    endpoint = await serveSampleAccount(account);
  });

  after(async () => {
    await endpoint.close();
    rmSync(home, { recursive: true });
  });

  function files(config: readonly string[], credentials: readonly string[] = []): void {
    writeFileSync(join(home, '.aws', 'config'), [...config, ''].join('\n'));
    writeFileSync(join(home, '.aws', 'credentials'), [...credentials, ''].join('\n'));
  }

  const profile = (url: string): Record<string, unknown> => ({
    's3backup.connection.source': 'profile',
    's3backup.connection.profile': 'p',
    's3backup.connection.regions': ['eu-west-1', 'us-east-1'],
    's3backup.connection.endpoint': url,
  });

  const keys = ['[p]', 'aws_access_key_id = sample', 'aws_secret_access_key = not-a-secret'];

  it("go through the proxy, and trust the authorities, of the person's own machine", async function () {
    const certificate = makeCertificate(home, 'aws.test');
    if (certificate === undefined) this.skip();
    files([], keys);
    const { key, cert, authorityFile } = certificate;
    const secure = createSecureServer({ key, cert }, (incoming, outgoing) => {
      const { method = 'GET', url: path = '/', headers } = incoming;
      const onward = request(endpoint.url, { method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    });
    const securePort = await listening(secure);
    const tunnels: string[] = [];
    const proxy = createServer().on('connect', ({ url: to = '' }, socket, head) => {
      tunnels.push(to);
      const onward = connect(securePort, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      const end = (): void => {
        socket.destroy();
        onward.destroy();
      };
      onward.on('error', end);
      socket.on('error', end);
    });
    const proxyUrl = `http://127.0.0.1:${await listening(proxy)}`;
    const editor = await openWindow({
      env: { ...env, HTTPS_PROXY: proxyUrl, https_proxy: proxyUrl, NODE_EXTRA_CA_CERTS: authorityFile },
      settings: { ...profile('https://aws.test'), 'http.systemCertificates': false, 'http.proxySupport': 'on' },
    });
    try {
      await editor.showContainer();
      await editor.row('orders-prod').waitFor();
      assert.deepEqual([...new Set(tunnels)], ['aws.test:443']);
    } finally {
      await editor.screenshot('connection by a proxy');
      await editor.close();
      secure.close();
      proxy.close();
    }
  });

  it('that need a login say so, and go on by themselves after it', async () => {
    const local = ['[services local]', 'sso =', `  endpoint_url = ${endpoint.url}`];
    const session = ['[sso-session corp]', 'sso_region = eu-west-1', 'sso_start_url = https://corp.example/start'];
    const own = [
      '[profile p]',
      'sso_session = corp',
      'services = local',
      `sso_account_id = ${accountId}`,
      'sso_role_name = Reader',
    ];
    files([...local, ...session, ...own]);
    account.state.identities.ssoTokens.set('a-login', Date.now() + hour);
    account.state.identities.ssoAssignments.add(`${accountId}/Reader`);
    const editor = await openWindow({ env, settings: profile(endpoint.url) });
    try {
      await editor.showContainer();
      await editor.row('The profile p needs a login.').waitFor();
      await editor.row('Run aws sso login --profile p in a terminal.').waitFor();
      await editor.screenshot('connection needs a login');
      const name = `${createHash('sha1').update('corp').digest('hex')}.json`;
      const token = { accessToken: 'a-login', expiresAt: new Date(Date.now() + hour).toISOString() };
      writeFileSync(join(home, '.aws', 'sso', 'cache', name), JSON.stringify(token));
      await editor.row('orders-prod').waitFor();
      await editor.page.locator('.part.statusbar').getByText('p · 1111… · eu-west-1 +1').waitFor();
      await editor.screenshot('connection after a login');
    } finally {
      await editor.close();
    }
  });

  it('ask for a code only when somebody wants them to', async () => {
    const device = `arn:aws:iam::${accountId}:mfa/kim`;
    account.state.identities.mfaDevices.set(device, { code: '123456', lastUsed: undefined });
    const role = `arn:aws:iam::${accountId}:role/backup-s3`;
    files(
      ['[profile p]', `role_arn = ${role}`, 'source_profile = base', `mfa_serial = ${device}`],
      ['[base]', ...keys.slice(1)],
    );
    const editor = await openWindow({ env, settings: profile(endpoint.url) });
    try {
      await editor.showContainer();
      await editor.row('The profile p needs a code').waitFor();
      const box = editor.page.locator('.quick-input-widget');
      assert.equal(await box.isVisible(), false);
      await editor.row('Enter the code.').click();
      await box.getByText('MFA code for the profile p').waitFor();
      await editor.screenshot('connection asks for a code');
      await editor.page.keyboard.type('123456');
      await editor.page.keyboard.press('Enter');
      await editor.row('orders-prod').waitFor();
      const before = account.log.count('s3', 'ListBuckets');
      await editor.runCommand('S3 Backup: Refresh Buckets');
      await until(() => account.log.count('s3', 'ListBuckets') > before, 'the buckets to be listed again');
      await editor.row('orders-prod').waitFor();
      assert.equal(await box.isVisible(), false);
      assert.equal(account.log.count('sts', 'AssumeRole'), 1);
      await editor.page.locator('.part.statusbar').getByText('p · 1111…').click();
      await box.getByText('Copy caller ARN').waitFor();
      await editor.screenshot('connection menu');
    } finally {
      await editor.close();
    }
  });
});
