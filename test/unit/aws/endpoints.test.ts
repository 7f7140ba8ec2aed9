import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bucket } from '../../../src/model/bucket';
import type { Collection } from '../../../src/model/estate';
import { Account } from '../../../src/aws/account';
import type { Failure } from '../../../src/aws/failure';
import { classify } from '../../../src/aws/failure';
import { listProfiles } from '../../../src/aws/profiles';
import { createSampleAccount } from '../../../src/emulator/account';
import { serveSampleAccount } from '../../../src/emulator/http';

const { signal } = new AbortController();

describe('A profile and its endpoint', () => {
  const kept = { ...process.env };
  const servers: Server[] = [];
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 's3backup-'));
    process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials');
    const config = ['[default]', 'region = eu-west-1', '[profile team]', 'region = us-east-1'];
    const chain = ['[profile chain]', 'role_arn = arn:aws:iam::111122223333:role/x', 'source_profile = gone'];
    const session = ['[sso-session corp]', 'sso_region = eu-west-1', '[profile sso]', 'sso_session = corp'];
    await writeFile(join(folder, 'config'), [...config, ...chain, ...session, ''].join('\n'));
    const keys = ['aws_access_key_id = sample', 'aws_secret_access_key = sample'];
    await writeFile(join(folder, 'credentials'), ['[team]', ...keys, ''].join('\n'));
  });

  after(async () => {
    process.env = kept;
    await rm(folder, { recursive: true });
  });

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function account(endpoint: string, profile = 'team'): Account {
    const connection = { kind: 'profile', profile, regions: ['eu-west-1'], endpoint } as const;
    return new Account(connection, undefined, { connect: 500, answer: 300 });
  }

  async function failureOf(subject: Account): Promise<Failure> {
    try {
      const page = await subject.listBuckets(undefined, signal);
      assert.fail(`It answered: ${JSON.stringify(page)}`);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return classify(error, 's3:ListAllMyBuckets');
    }
  }

  it('lists the profiles, the default first, without the sections that are none', async () => {
    assert.deepEqual(await listProfiles(), [
      { name: 'default', region: 'eu-west-1', problem: 'it says nothing of how to log in' },
      { name: 'chain', problem: 'its source_profile gone does not exist' },
      { name: 'sso', problem: 'sso_account_id, sso_role_name, sso_start_url are missing' },
      { name: 'team', region: 'us-east-1', kind: 'access keys' },
    ]);
  });

  it('reads the sample account over HTTP as it does in process', async () => {
    const endpoint = await serveSampleAccount(createSampleAccount(), 0);
    const { buckets } = await account(endpoint.url).listBuckets(undefined, signal);
    await endpoint.close();
    assert.equal(buckets.length, 12);
  });

  it('a profile that is not there', async () => {
    const failure = await failureOf(account('http://127.0.0.1:9', 'nobody'));
    assert.ok(failure.kind === 'credentials');
    assert.deepEqual(failure.cause, { kind: 'no-profile', profile: 'nobody' });
  });

  it('a role whose source profile is not there', async () => {
    assert.equal((await failureOf(account('http://127.0.0.1:9', 'chain'))).kind, 'credentials');
  });

  it('nobody listens', async () => {
    assert.equal((await failureOf(account('http://127.0.0.1:9'))).kind, 'network');
  });

  it('never answers', async () => {
    const endpoint = await serve(() => undefined);
    assert.equal((await failureOf(account(endpoint))).kind, 'timeout');
  });

  /** What is read of a bucket, and of plans, from an endpoint that has one page for everything. */
  async function posing(type: string, body: string): Promise<Bucket & { readonly plans: Collection<unknown> }> {
    const endpoint = await serve((_, response) => response.setHeader('content-type', type).end(body));
    const subject = account(endpoint);
    const schedule = <T>(call: () => Promise<T>): Promise<T> => call();
    const region = await subject.readRegion('eu-west-1', schedule, signal);
    const { bucket } = await subject.readBucket({ name: 'orders' }, 'eu-west-1', region, schedule, signal);
    return { ...bucket, plans: region.plans };
  }

  const pages: readonly (readonly [string, string, string])[] = [
    ['an empty page', 'application/xml', ''],
    ['a web page', 'text/html', '<!doctype html><html><body><h1>It works!</h1></body></html>'],
    [
      'a web page in XML',
      'application/xhtml+xml',
      '<?xml version="1.0"?>\n<html><body><h1>It works!</h1></body></html>',
    ],
    ['the answer to something else', 'application/xml', '<ListAllMyBucketsResult/>'],
  ];
  for (const [title, type, body] of pages) {
    it(`settings answered by ${title} are not known, never "not configured"`, async () => {
      const { versioning, mfaDelete, lifecycle, eventBridge, tags, plans } = await posing(type, body);
      for (const fact of [versioning, mfaDelete, lifecycle, eventBridge, tags]) {
        assert.ok(fact.state === 'unknown', fact.state);
        assert.match(fact.why, /^the endpoint did not answer as AWS does/u);
      }
      assert.equal(plans.completeness.kind, 'partial');
    });
  }

  const nonsense: readonly (readonly [string, string, string])[] = [
    ['a web page', 'text/html', '<!doctype html><html><body><h1>It works!</h1></body></html>'],
    ['JSON', 'application/json', '{"hello": "world"}'],
    ['plain text', 'text/plain', 'pong'],
    ['nothing', 'text/plain', ''],
  ];
  for (const [title, type, body] of nonsense) {
    it(`answers ${title}`, async () => {
      const endpoint = await serve((_, response) => response.setHeader('content-type', type).end(body));
      assert.equal((await failureOf(account(endpoint))).kind, 'not-aws');
    });
  }
});
