import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Account } from '../../src/aws/account';
import type { AccountStatus } from '../../src/cli/statusReading';
import { readAccountStatus } from '../../src/cli/statusReading';
import type { Bucket } from '../../src/model/bucket';
import { valueOf } from '../../src/model/fact';

const region = 'eu-west-1';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Buckets whose settings have all the shapes that are read. */
async function furnish(s3: S3Client): Promise<void> {
  for (const Bucket of ['bare', 'dressed', 'suspended']) {
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }));
  }
  const versioning = (Bucket: string, Status: 'Enabled' | 'Suspended'): Promise<unknown> =>
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  await versioning('dressed', 'Enabled');
  await versioning('suspended', 'Enabled');
  await versioning('suspended', 'Suspended');
  const tags = Array.from({ length: 20 }, (_, index) => ({ Key: `key-${index}`, Value: `a & b <${index}>` }));
  await s3.send(new PutBucketTaggingCommand({ Bucket: 'dressed', Tagging: { TagSet: tags } }));
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: 'dressed',
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: 'dressed',
      LifecycleConfiguration: {
        Rules: [
          {
            ID: 'whole',
            Status: 'Enabled',
            Filter: { Prefix: '' },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
          {
            ID: 'archive',
            Status: 'Disabled',
            Filter: { And: { Prefix: 'logs/', Tags: [{ Key: 'a', Value: 'b' }] } },
            Transitions: [{ Days: 90, StorageClass: 'GLACIER' }],
            Expiration: { Days: 365 },
          },
        ],
      },
    }),
  );
}

/** How this machine's moto, an S3 that is neither AWS's nor ours, is read. */
describe('moto_server', function () {
  this.timeout(120_000);

  let server: ChildProcess | undefined;
  let url: string;
  let report: AccountStatus;
  const kept = { ...process.env };

  before(async function () {
    if (spawnSync('moto_server', ['--help']).status !== 0) {
      console.log('    moto_server is not on the PATH: what is read of S3 was not compared with it.');
      this.skip();
    }
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    const credentials = { accessKeyId: 'sample', secretAccessKey: 'sample' };
    for (let wait = 0; wait < 300 && !(await isUp(url)); wait += 1) await pause(100);
    await furnish(new S3Client({ region, endpoint: url, forcePathStyle: true, credentials }));
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'sample', AWS_SECRET_ACCESS_KEY: 'sample' });
    const account = new Account({ kind: 'environment', regions: [region], endpoint: url });
    report = await readAccountStatus(account, new AbortController().signal);
    account.dispose();
  });

  after(() => {
    server?.kill();
    process.env = kept;
  });

  function bucket(name: string): Bucket {
    const read = report.buckets.find((one) => one.name === name)?.read;
    assert.ok(read, name);
    return read.evidence.bucket;
  }

  it('lists its buckets', () => {
    assert.deepEqual(
      report.buckets.map(({ name }) => name),
      ['bare', 'dressed', 'suspended'],
    );
    assert.equal(report.isListed, true);
  });

  it('says of a bare bucket that nothing is configured', () => {
    const { versioning, lifecycle, eventBridge, tags } = bucket('bare');
    assert.deepEqual(
      [versioning, lifecycle, eventBridge, tags].map(({ state }) => state),
      ['absent', 'absent', 'absent', 'absent'],
    );
  });

  it('tells versioning and tags as they are', () => {
    const { versioning, eventBridge, tags } = bucket('dressed');
    assert.equal(valueOf(versioning), 'enabled');
    assert.equal(valueOf(bucket('suspended').versioning), 'suspended');
    // What it is told of EventBridge it does not tell again.
    assert.equal(eventBridge.state, 'absent');
    const entries = valueOf(tags)?.entries;
    assert.equal(entries?.size, 20);
    assert.deepEqual(entries.get('key-7'), { state: 'known', value: 'a & b <7>', basis: 'written' });
  });

  it('tells lifecycle rules in all their shapes', () => {
    const rules = valueOf(bucket('dressed').lifecycle)?.rules.items ?? [];
    assert.deepEqual(
      rules.map(({ id, status, scope }) => [valueOf(id), valueOf(status), valueOf(scope)]),
      [
        ['whole', 'Enabled', 'whole-bucket'],
        ['archive', 'Disabled', 'filtered'],
      ],
    );
    const [whole, archive] = rules;
    assert.equal(whole && valueOf(whole.abortIncompleteMultipartUpload), 7);
    const noncurrent = whole && valueOf(whole.noncurrentVersionExpiration);
    assert.equal(noncurrent && valueOf(noncurrent.noncurrentDays), 30);
    const [transition] = archive?.transitions.items ?? [];
    assert.equal(transition && valueOf(transition.storageClass), 'GLACIER');
  });

  it('has no whole AWS Backup, and so no bucket is said to be protected or unprotected', () => {
    for (const { name, assessment } of report.buckets) {
      assert.equal(assessment.status, 'unknown', name);
      assert.notEqual(assessment.reasons[0]?.message ?? '', '', name);
    }
    assert.ok(report.errors.some(({ action }) => action.startsWith('backup:')));
  });
});

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status > 0;
  } catch {
    return false;
  }
}
