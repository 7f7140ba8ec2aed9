import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { awsCommand, shellWord } from '../../../src/aws/changes/awsCommands';
import type { Call } from '../../../src/aws/changes/calls';
import type { Change } from '../../../src/aws/changes/change';
import { callsOf } from '../../../src/aws/changes/change';
import { cloudFormationText } from '../../../src/aws/changes/cloudFormation';
import { policyFor } from '../../../src/aws/changes/policy';
import { terraformText } from '../../../src/aws/changes/terraform';
import { changePreview } from '../../../src/ui/changePreview';
import { changeReport } from '../../../src/ui/changeReport';
import { emptyAccount } from '../emulator/sample';
import { lintCommand } from '../support/lintCommand';
import { plan, run, targetOf } from './changing';
import { settledBucket, wholeDocumentGoals } from './settled';
import { goals, stage } from './unprotected';

async function newPlan(): Promise<Change> {
  return plan(targetOf((await stage()).account), ...goals);
}

async function wholeDocuments(): Promise<Change> {
  const clients = emptyAccount();
  await settledBucket(clients);
  return plan(targetOf(clients.account), ...wholeDocumentGoals);
}

function calls(change: Change): readonly Call[] {
  return callsOf(change).map(({ call }) => call);
}

describe('a change as text', () => {
  it('quotes for the shell so that every text arrives as it is', () => {
    for (const text of [
      'plain',
      "it's",
      '$HOME',
      '`id`',
      'a b',
      '',
      '"',
      '\\',
      'two\nlines',
      '!',
      '*',
      '~',
      '-x',
      'ä',
    ]) {
      const { stdout } = spawnSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
      assert.equal(stdout, text);
    }
  });

  it('names profile and endpoint, where the connection has them', () => {
    const call: Call = {
      operation: 'PutBucketVersioning',
      region: 'eu-west-1',
      input: { Bucket: 'orders', VersioningConfiguration: { Status: 'Enabled' } },
    };
    const connection = { profile: 'prod admin', endpoints: { s3: 'http://localhost:9000' } };
    assert.deepEqual(awsCommand(call, connection).split(' \\\n  '), [
      'aws s3api put-bucket-versioning',
      '--bucket orders',
      `--versioning-configuration '{"Status":"Enabled"}'`,
      '--region eu-west-1',
      `--profile 'prod admin'`,
      '--endpoint-url http://localhost:9000',
    ]);
  });

  it('gives the smallest policy that allows it', async () => {
    const policy = JSON.parse(policyFor(calls(await newPlan()))) as {
      readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
    };
    const allowed = policy.Statement.flatMap(({ Action, Resource }) => Action.map((action) => `${action} ${Resource}`));
    for (const right of [
      's3:PutBucketVersioning arn:aws:s3:::orders',
      's3:PutBucketTagging arn:aws:s3:::invoices',
      'iam:PassRole arn:aws:iam::111122223333:role/AWSBackupS3',
      'iam:AttachRolePolicy arn:aws:iam::*:role/AWSBackupS3',
      'backup:CreateBackupPlan *',
    ]) {
      assert.ok(allowed.includes(right), `${right} is not in\n${allowed.join('\n')}`);
    }
    assert.ok(!allowed.some((right) => right.startsWith('s3:') && right.endsWith(' *')));
  });

  it('is shown with each call, each document, what it costs and what can be undone', async () => {
    const text = changePreview(await wholeDocuments(), {});
    for (const words of [
      'put-bucket-lifecycle-configuration',
      'put-bucket-notification-configuration',
      'put-bucket-tagging',
      '"TransitionDefaultMinimumObjectSize": "varies_by_storage_class"',
      '+       "ID": "s3-backup-old-versions"',
      'function:thumbnails',
      '**Cost:**',
      '**Undo:**',
      's3:PutLifecycleConfiguration',
    ]) {
      assert.ok(text.includes(words), words);
    }
    // All twenty tags are there, and not as changes.
    assert.equal([...text.matchAll(/^ +"Key": "key \d+"/gmu)].length, 20);
  });

  it('is reported step by step', async () => {
    const { account } = await stage();
    account.deny('backup:CreateBackupPlan', '*');
    const target = targetOf(account);
    const change = await plan(target, ...goals);
    const report = changeReport(change, await run(change, target));
    assert.match(report, /- ✓ Create the role AWSBackupS3/u);
    assert.match(
      report,
      /- ✗ Create the backup plan s3-daily in eu-west-1. Not done: backup:CreateBackupPlan is denied/u,
    );
    assert.match(report, /- ○ Opt S3 in/u);
    assert.match(report, /safe to run it again/u);
  });

  it('cannot be said by CloudFormation where nothing is new', async () => {
    assert.equal(cloudFormationText(calls(await wholeDocuments())), undefined);
  });
});

describe('a change as templates', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'change-texts-'));
  });

  after(() => rm(folder, { recursive: true }));

  const texts: readonly (readonly [name: string, file: string, text: () => Promise<string>])[] = [
    ['Terraform', 'plan.tf', async () => terraformText(calls(await newPlan()))],
    ['Terraform of whole documents', 'documents.tf', async () => terraformText(calls(await wholeDocuments()))],
    ['CloudFormation', 'plan.yaml', async () => cloudFormationText(calls(await newPlan())) ?? ''],
  ];
  for (const [name, file, text] of texts) {
    it(`has no error for our own linter: ${name}`, async () => {
      const directory = path.join(folder, file.replace('.', '-'));
      const place = path.join(directory, file);
      await mkdir(directory);
      await writeFile(place, await text());
      const { stdout, stderr } = await lintCommand('--format', 'json', place);
      const report = JSON.parse(stdout) as {
        readonly findings: readonly { readonly severity: string; readonly message: string }[];
        readonly skipped: readonly unknown[];
      };
      assert.deepEqual(
        report.findings.filter(({ severity }) => severity === 'error'),
        [],
        stderr,
      );
      assert.deepEqual(report.skipped, []);
    });
  }

  it('writes names as texts, never as templates', () => {
    const text = terraformText([
      {
        operation: 'PutBucketTagging',
        region: 'eu-west-1',
        input: { Bucket: 'a.b', Tagging: { TagSet: [{ Key: '${x}', Value: '%{if}"\\' }] } },
      },
      { operation: 'PutBucketVersioning', region: 'eu-west-1', input: { Bucket: 'a_b', VersioningConfiguration: {} } },
    ]);
    assert.ok(text.includes(String.raw`"$${'$'}{x}" = "%%{if}\"\\"`), text);
    assert.match(text, /resource "aws_s3_bucket" "a_b"/u);
    assert.match(text, /resource "aws_s3_bucket_versioning" "a_b_2"/u);
  });
});
