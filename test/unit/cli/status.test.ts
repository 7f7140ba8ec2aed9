import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Terminal } from '../../../src/cli/io';
import { runStatus } from '../../../src/cli/status';
import { createSampleAccount } from '../../../src/emulator/account';
import { serveSampleAccount } from '../../../src/emulator/http';
import { accountId, LoginStage } from '../support/loginStage';
import { sampleStatuses } from '../support/accounts';

interface ReportedBucket {
  readonly name: string;
  readonly region: string | null;
  readonly status: string;
  readonly reasons: readonly Readonly<Record<'rule' | 'code' | 'severity' | 'message' | 'action', string>>[];
  readonly facts: Readonly<
    Record<string, { readonly state: string; readonly value?: unknown; readonly action?: string }>
  >;
  readonly newestRecoveryPoint?: string;
  readonly selectedBy: readonly string[];
  readonly explanation: readonly { readonly subject: string; readonly outcome: string; readonly message: string }[];
}

interface Reported {
  readonly asOf: string;
  readonly account: string | null;
  readonly regions: readonly string[];
  readonly buckets: readonly ReportedBucket[];
  readonly gone: readonly { readonly name: string; readonly region: string }[];
  readonly errors: readonly { readonly region: string; readonly action: string; readonly message: string }[];
}

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function status(...args: readonly string[]): Promise<Outcome> {
  return statusAt(undefined, ...args);
}

/** With a person at a terminal, or nobody. */
async function statusAt(terminal: Terminal | undefined, ...args: readonly string[]): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const code = await runStatus(args, {
    ...(terminal && { terminal }),
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  return { status: code, stdout, stderr };
}

function parsed({ stdout }: Outcome): Reported {
  return JSON.parse(stdout) as Reported;
}

function bucketOf({ buckets }: Reported, name: string): ReportedBucket {
  const bucket = buckets.find((one) => one.name === name);
  assert.ok(bucket, name);
  return bucket;
}

describe('s3backup status', () => {
  let stage: LoginStage;

  beforeEach(async () => {
    stage = await LoginStage.open();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'sample', AWS_SECRET_ACCESS_KEY: 'sample' });
  });

  afterEach(async () => {
    await stage.close();
  });

  const json = (...args: readonly string[]): Promise<Outcome> =>
    status('--endpoint-url', stage.url, '--format', 'json', ...args);

  it('gives each bucket the status that the explorer gives it, in all Regions where none is named', async () => {
    const outcome = await json();
    const report = parsed(outcome);
    assert.deepEqual([outcome.status, outcome.stderr], [1, '']);
    assert.equal(report.account, accountId);
    assert.deepEqual(report.regions, ['eu-west-1', 'us-east-1']);
    assert.ok(!Number.isNaN(Date.parse(report.asOf)));
    assert.deepEqual(Object.fromEntries(report.buckets.map(({ name, status: is }) => [name, is])), sampleStatuses);
    assert.deepEqual(
      report.gone.map(({ name, region }) => [name, region]),
      [['old-crm', 'eu-west-1']],
    );
    assert.deepEqual(report.errors, []);
  });

  it('gives facts, reasons by rule or code, and the action that is denied', async () => {
    const report = parsed(await json());
    const finance = bucketOf(report, 'finance');
    assert.deepEqual(finance.facts['tags'], { state: 'denied', action: 's3:GetBucketTagging' });
    assert.equal(finance.reasons[0]?.code, 'denied');
    assert.match(finance.reasons[0].message, /s3:GetBucketTagging is denied/u);
    const uploads = bucketOf(report, 'uploads');
    assert.deepEqual(uploads.facts['versioning'], { state: 'known', value: 'suspended' });
    assert.equal(uploads.reasons[0]?.rule, 'bucket-versioning');
    assert.equal(uploads.reasons[0].severity, 'error');
    assert.ok(!Number.isNaN(Date.parse(uploads.newestRecoveryPoint ?? '')));
    assert.notDeepEqual(uploads.selectedBy, []);
    const scratch = bucketOf(report, 'scratch');
    assert.deepEqual([scratch.selectedBy, scratch.newestRecoveryPoint], [[], undefined]);
  });

  it('explains each status: by a problem, by what is not known, or by there being neither', async () => {
    const report = parsed(await json());
    const outcomes = new Map(
      report.buckets.map(({ name, explanation }) => [name, new Set(explanation.map(({ outcome }) => outcome))]),
    );
    for (const { name, status: is } of report.buckets) {
      const has = outcomes.get(name);
      if (['orphaned', 'unprotected', 'failing', 'stale'].includes(is)) assert.ok(has?.has('problem'), name);
      if (['protected', 'waiting'].includes(is)) assert.equal(has?.has('problem'), false, name);
      if (is === 'unknown') assert.ok(has?.has('unknown'), name);
    }
  });

  it('looks at the Regions that are named, and at no other', async () => {
    const report = parsed(await json('--region', 'us-east-1'));
    assert.deepEqual(report.regions, ['us-east-1']);
    assert.deepEqual(
      report.buckets.map(({ name }) => name),
      ['site-us'],
    );
    const several = parsed(await json('--region', 'us-east-1', '--region', 'eu-west-1'));
    assert.equal(several.buckets.length, 12);
  });

  it('exits by the severity that is asked for', async () => {
    assert.equal((await json('--region', 'us-east-1', '--fail-on', 'warning')).status, 1);
    assert.equal((await json('--region', 'us-east-1', '--fail-on', 'error')).status, 0);
    assert.equal((await json('--fail-on', 'error')).status, 1);
  });

  it('prints a table of at most 80 columns', async () => {
    const { stdout } = await status('--endpoint-url', stage.url);
    const lines = stdout.split('\n');
    assert.deepEqual(
      lines.filter((line) => line.length > 80 || line !== line.trimEnd()),
      [],
    );
    assert.match(stdout, /^scratch +eu-west-1 +unprotected +no selection matches/mu);
    assert.match(stdout, /^12 buckets of account 111122223333/mu);
    assert.match(stdout, /^old-crm \(eu-west-1\) no longer exists/mu);
    const some = await status('--endpoint-url', stage.url, '--region', 'us-east-1');
    assert.match(some.stdout, /^11 buckets in other Regions/mu);
  });

  it('exits with 2 only where no bucket could be listed, and says why in the report too', async () => {
    stage.account.deny('*', '*');
    const denied = await json('--region', 'eu-west-1');
    assert.equal(denied.status, 2);
    assert.match(denied.stderr, /s3:ListAllMyBuckets is denied/u);
    const report = parsed(denied);
    assert.deepEqual(report.buckets, []);
    const [error] = report.errors.filter(({ action }) => action === 's3:ListAllMyBuckets');
    assert.equal(error?.region, 'eu-west-1');
    const table = await status('--endpoint-url', stage.url);
    assert.deepEqual([table.status, table.stdout], [2, '']);
  });

  it('says unknown where all but the list is denied, names each action once, and exits with 0', async () => {
    for (const service of ['s3:Get*', 'backup:*', 'iam:*', 'sts:*']) stage.account.deny(service, '*');
    const outcome = await json('--region', 'eu-west-1', '--fail-on', 'hint');
    const report = parsed(outcome);
    assert.equal(report.buckets.length, 11);
    assert.deepEqual(new Set(report.buckets.map(({ status: is }) => is)), new Set(['unknown']));
    const [reason] = bucketOf(report, 'orders-prod').reasons;
    assert.equal(reason?.code, 'denied');
    assert.equal(reason.action, 'Allow backup:ListBackupPlans to see the status.');
    const actions = report.errors.map(({ action }) => action).filter((action) => action.startsWith('backup:'));
    assert.deepEqual(actions.toSorted(), [
      'backup:DescribeRegionSettings',
      'backup:GetSupportedResourceTypes',
      'backup:ListBackupPlans',
      'backup:ListBackupVaults',
      'backup:ListProtectedResources',
    ]);
    assert.ok(report.errors.every(({ region, message }) => region === 'eu-west-1' && message !== ''));
    assert.equal(outcome.status, 0);
  });

  it('says unknown where the endpoint has no AWS Backup', async () => {
    stage.account.interfere = ({ service }) =>
      service === 's3'
        ? undefined
        : { kind: 'error', code: 'UnknownOperation', message: 'not implemented', statusCode: 501 };
    const outcome = await json('--fail-on', 'error');
    const report = parsed(outcome);
    assert.deepEqual(new Set(report.buckets.map(({ status: is }) => is)), new Set(['unknown']));
    assert.equal(report.account, null);
    assert.ok(report.errors.some(({ action }) => action === 'backup:ListBackupPlans'));
    assert.equal(outcome.status, 0);
  });

  it('says of what is no S3 that it is none', async () => {
    const server = createServer((_, response) => response.end('<html><body>Hello</body></html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const outcome = await status('--endpoint-url', `http://127.0.0.1:${port}`, '--region', 'us-east-1');
    server.close();
    server.closeAllConnections();
    assert.deepEqual([outcome.status, outcome.stdout], [2, '']);
    assert.match(outcome.stderr, /did not answer as AWS does/u);
    assert.doesNotMatch(outcome.stderr, /inspect the hidden field/u);
  });

  it('reads an empty account, and a large one by as few calls as the explorer', async function () {
    this.timeout(60_000);
    const empty = await serveSampleAccount(createSampleAccount({ scenario: 'empty' }));
    const none = await status('--endpoint-url', empty.url, '--format', 'json');
    await empty.close();
    assert.deepEqual([none.status, parsed(none).buckets], [0, []]);
    const sample = createSampleAccount({ scenario: 'large', size: { buckets: 300, recoveryPoints: 600 } });
    const large = await serveSampleAccount(sample);
    const many = parsed(await status('--endpoint-url', large.url, '--format', 'json'));
    await large.close();
    assert.equal(many.buckets.length, 300);
    assert.ok(many.buckets.every(({ region }) => region !== null));
    assert.equal(sample.log.count('s3', 'GetBucketVersioning'), 300);
    assert.equal(sample.log.count('s3', 'ListBuckets'), 1);
    assert.ok(sample.log.mostInFlight <= 8 + 3, `${sample.log.mostInFlight} calls at once`);
  });

  it('takes credentials, Region and endpoint from a profile, and the profile from the environment', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) Reflect.deleteProperty(process.env, name);
    await stage.config('[profile work]', 'region = us-east-1', `endpoint_url = ${stage.url}`);
    await stage.keys('work');
    const named = await status('--profile', 'work', '--format', 'json');
    assert.deepEqual(parsed(named).regions, ['us-east-1']);
    process.env['AWS_PROFILE'] = 'work';
    assert.deepEqual(parsed(await status('--format', 'json')).regions, ['us-east-1']);
    process.env['AWS_REGION'] = 'eu-west-1';
    assert.deepEqual(parsed(await status('--format', 'json')).regions, ['eu-west-1']);
    const missing = await status('--profile', 'nobody', '--endpoint-url', stage.url);
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /there is no profile nobody/u);
  });

  it('shows a person how far it is, on the terminal and nowhere else', async () => {
    const lines: string[] = [];
    const terminal: Terminal = { progress: (line) => lines.push(line), ask: () => Promise.resolve(undefined) };
    const outcome = await statusAt(terminal, '--endpoint-url', stage.url);
    assert.ok(lines.includes('12 of 12 buckets'), lines.join());
    assert.equal(lines.at(-1), '');
    // The account's clock goes on between the two.
    const ageless = ({ stdout }: Outcome): string => stdout.replace(/\d+ (?:min|h) ago/gu, 'lately');
    assert.equal(ageless(outcome), ageless(await status('--endpoint-url', stage.url)));
    assert.equal(outcome.stderr, '');
  });

  it('asks a person at a terminal for one MFA code, and tells a script that it cannot', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) Reflect.deleteProperty(process.env, name);
    const device = `arn:aws:iam::${accountId}:mfa/kim`;
    stage.account.state.identities.mfaDevices.set(device, { code: '123456', lastUsed: undefined });
    const role = `arn:aws:iam::${accountId}:role/backup-s3`;
    await stage.config('[profile p]', `role_arn = ${role}`, 'source_profile = base', `mfa_serial = ${device}`);
    await stage.keys('base');
    const questions: string[] = [];
    const terminal: Terminal = {
      progress: () => undefined,
      ask: (question) => {
        questions.push(question);
        return Promise.resolve(' 123 456');
      },
    };
    const args = ['--endpoint-url', stage.url, '--profile', 'p'];
    const asked = await statusAt(terminal, ...args);
    assert.match(asked.stdout, /^12 buckets of account/mu);
    assert.deepEqual(questions, [`MFA code of ${device} for the role ${role}: `]);
    const script = await status(...args);
    assert.equal(script.status, 2);
    assert.match(script.stderr, /can be entered in a terminal only/u);
    const [, ...causes] = script.stderr.trimEnd().split('\n');
    assert.equal(causes.length, 1, 'One cause is told once.');
    assert.match(causes.join(), /^us-east-1: s3:ListAllMyBuckets, sts:GetCallerIdentity: the profile p needs a code/u);
  });

  it('takes the endpoint from the environment', async () => {
    process.env['AWS_ENDPOINT_URL'] = stage.url;
    assert.equal(parsed(await status('--format', 'json')).buckets.length, 12);
  });

  it('exits with 2 for what it does not understand, and for no credentials', async () => {
    for (const args of [
      ['--format', 'xml'],
      ['--fail-on', 'never'],
      ['--region', 'evil.example/#'],
      ['--endpoint-url', 'localhost:4566'],
      ['--unheard'],
      ['bucket'],
    ]) {
      const outcome = await status(...args);
      assert.deepEqual([outcome.status, outcome.stdout], [2, ''], args.join(' '));
      assert.match(outcome.stderr, /Usage: s3backup status/u);
    }
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) Reflect.deleteProperty(process.env, name);
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    const lost = await status('--endpoint-url', stage.url);
    assert.equal(lost.status, 2);
    assert.match(lost.stderr, /There are no AWS credentials/u);
  });
});
