import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWindow } from './window';

/** An endpoint that refuses everything and remembers who asked, and for which Region. */
interface Endpoint {
  readonly url: string;
  /** `access key id/Region` of every signed request. */
  readonly signers: Set<string>;
  close(): void;
}

async function openEndpoint(): Promise<Endpoint> {
  const signers = new Set<string>();
  const server: Server = createServer((request, response) => {
    const scope = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '');
    if (scope) signers.add(`${scope[1]}/${scope[2]}`);
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end('<Error><Code>AccessDenied</Code><Message>Not here.</Message></Error>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, signers, close: () => void server.close() };
}

function connection(profile: string, region: string, endpoint: Endpoint): Record<string, unknown> {
  return {
    's3backup.connection.source': 'profile',
    's3backup.connection.profile': profile,
    's3backup.connection.regions': [region],
    's3backup.connection.endpoint': endpoint.url,
    's3backup.connection.endpoints': { s3: endpoint.url, sts: endpoint.url },
  };
}

describe('the settings of the connection', () => {
  let folder: string;
  let env: Record<string, string>;
  let own: Endpoint;
  let foreign: Endpoint;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 's3-backup-profiles-'));
    const profile = (name: string): string =>
      `[${name}]\naws_access_key_id = ${name}-sample\naws_secret_access_key = not-a-secret\n`;
    writeFileSync(join(folder, 'credentials'), ['own', 'workspace', 'machine'].map(profile).join('\n'));
    writeFileSync(join(folder, 'config'), '');
    env = { AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'), AWS_CONFIG_FILE: join(folder, 'config') };
    [own, foreign] = await Promise.all([openEndpoint(), openEndpoint()]);
    // As a dev container can set it.
    for (const name of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL_STS']) env[name] = foreign.url;
  });

  after(() => {
    own.close();
    foreign.close();
    rmSync(folder, { recursive: true });
  });

  it('of a workspace or a machine do not connect anybody', async () => {
    const editor = await openWindow({
      env,
      machineSettings: connection('machine', 'us-east-1', foreign),
      workspaceSettings: connection('workspace', 'us-west-2', foreign),
    });
    try {
      await editor.showContainer();
      await editor.button('Explore the sample account').waitFor();
      assert.deepEqual([...foreign.signers], []);
    } finally {
      await editor.close();
    }
  });

  it("are the person's own, whatever a workspace or a machine says", async () => {
    const editor = await openWindow({
      env,
      settings: connection('own', 'eu-west-1', own),
      machineSettings: connection('machine', 'us-east-1', foreign),
      workspaceSettings: connection('workspace', 'us-west-2', foreign),
    });
    try {
      await editor.showContainer();
      await editor.row(/denied/).waitFor();
      assert.deepEqual([...own.signers], ['own-sample/eu-west-1']);
      assert.deepEqual([...foreign.signers], []);
    } finally {
      await editor.close();
    }
  });
});
