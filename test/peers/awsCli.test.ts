import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createSampleAccount } from '../../src/emulator/account';
import { serveSampleAccount, type SampleEndpoint } from '../../src/emulator/http';

const run = promisify(execFile);
const minute = 60_000;

/** The sample account against a client that is not ours and not the SDK's: the AWS CLI. */
describe('the AWS CLI on the sample account', function () {
  this.timeout(120_000);

  const account = createSampleAccount();
  let endpoint: SampleEndpoint | undefined;
  let folder: string | undefined;

  before(async function () {
    const version = spawnSync('aws', ['--version'], { encoding: 'utf8' });
    if (version.status !== 0) {
      console.log('    The AWS CLI is not on the PATH: the sample account was not compared with it.');
      this.skip();
    }
    endpoint = await serveSampleAccount(account);
    folder = await mkdtemp(path.join(tmpdir(), 'sample-account-'));
  });

  after(async () => {
    await endpoint?.close();
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  async function aws(...args: string[]): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      AWS_ACCESS_KEY_ID: 'sample',
      AWS_SECRET_ACCESS_KEY: 'sample',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_PAGER: '',
    };
    const { stdout } = await run('aws', ['--endpoint-url', endpoint?.url ?? '', '--output', 'json', ...args], { env });
    return stdout;
  }

  async function ask<T>(...args: string[]): Promise<T> {
    return JSON.parse(await aws(...args)) as T;
  }

  it('lists buckets, vaults, plans and recovery points', async () => {
    assert.match(await aws('s3', 'ls'), /orders-prod/);
    const vaults = await ask<string[]>('backup', 'list-backup-vaults', '--query', 'BackupVaultList[].BackupVaultName');
    assert.deepEqual(vaults.sort(), ['locked', 'main']);
    const plans = await ask<string[]>('backup', 'list-backup-plans', '--query', 'BackupPlansList[].BackupPlanName');
    assert.ok(plans.includes('daily-35'));
    const points = await ask<unknown[]>(
      ...['backup', 'list-recovery-points-by-backup-vault', '--backup-vault-name', 'main'],
      ...['--by-resource-arn', 'arn:aws:s3:::legacy-2019', '--page-size', '5', '--query', 'RecoveryPoints'],
    );
    assert.equal(points.length, 12);
    assert.match(await aws('sts', 'get-caller-identity'), /111122223333/);
    assert.match(await aws('iam', 'get-role', '--role-name', 'backup-s3'), /backup\.amazonaws\.com/);
  });

  it('reads a bucket, and is told what it may not read', async () => {
    assert.match(await aws('s3api', 'get-bucket-versioning', '--bucket', 'orders-prod'), /"Enabled"/);
    assert.match(await aws('s3api', 'get-bucket-location', '--bucket', 'orders-prod'), /"eu-west-1"/);
    assert.match(await aws('s3api', 'get-bucket-lifecycle-configuration', '--bucket', 'orders-prod'), /NoncurrentDays/);
    await assert.rejects(
      aws('s3api', 'get-bucket-versioning', '--bucket', 'finance'),
      /AccessDenied.*GetBucketVersioning/s,
    );
    await assert.rejects(aws('backup', 'list-frameworks'), /ListFrameworks is not part of the sample account/);
  });

  it('puts, gets and deletes an object', async () => {
    const [here, back] = [path.join(folder ?? '', 'here'), path.join(folder ?? '', 'back')];
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_none, i) => (i * 31) % 256));
    await writeFile(here, bytes);
    await aws('s3', 'cp', here, 's3://orders-prod/cli/an object.bin');
    await aws('s3', 'cp', 's3://orders-prod/cli/an object.bin', back);
    assert.deepEqual(await readFile(back), bytes);
    assert.match(await aws('s3', 'ls', 's3://orders-prod/cli/'), /100000 an object\.bin/);
    await aws('s3', 'rm', 's3://orders-prod/cli/an object.bin');
    const versions = await ask<{ DeleteMarkers: unknown[]; Versions: unknown[] }>(
      ...['s3api', 'list-object-versions', '--bucket', 'orders-prod', '--prefix', 'cli/'],
    );
    assert.equal(versions.Versions.length, 1);
    assert.equal(versions.DeleteMarkers.length, 1);
  });

  it('backs up and restores', async () => {
    const role = 'arn:aws:iam::111122223333:role/backup-s3';
    const { BackupJobId } = await ask<{ BackupJobId: string }>(
      ...['backup', 'start-backup-job', '--backup-vault-name', 'main'],
      ...['--resource-arn', 'arn:aws:s3:::contracts', '--iam-role-arn', role],
    );
    account.clock.advance(5 * minute);
    const job = await ask<{ State: string; RecoveryPointArn: string }>(
      ...['backup', 'describe-backup-job', '--backup-job-id', BackupJobId],
    );
    assert.equal(job.State, 'COMPLETED');
    const { RestoreJobId } = await ask<{ RestoreJobId: string }>(
      ...['backup', 'start-restore-job', '--recovery-point-arn', job.RecoveryPointArn, '--iam-role-arn', role],
      ...['--metadata', 'DestinationBucketName=contracts-restored,NewBucket=true,EncryptionType=SSE-S3'],
    );
    account.clock.advance(5 * minute);
    assert.match(await aws('backup', 'describe-restore-job', '--restore-job-id', RestoreJobId), /"COMPLETED"/);
    assert.match(await aws('s3', 'ls', 's3://contracts-restored/2024/'), /supplier-1\.txt/);
  });
});
