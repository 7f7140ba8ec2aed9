import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { awsScript } from '../../src/aws/changes/awsCommands';
import type { Change } from '../../src/aws/changes/change';
import { callsOf } from '../../src/aws/changes/change';
import type { Goal } from '../../src/aws/changes/goal';
import type { SampleAccount } from '../../src/emulator/account';
import { serveSampleAccount } from '../../src/emulator/http';
import { plan, run, targetOf } from '../unit/changes/changing';
import { settledBucket, wholeDocumentGoals } from '../unit/changes/settled';
import { goals, settings, stage } from '../unit/changes/unprotected';
import type { Clients } from '../unit/emulator/sample';
import { emptyAccount } from '../unit/emulator/sample';

const runProgram = promisify(execFile);

async function settled(): Promise<Clients> {
  const clients = emptyAccount();
  await settledBucket(clients);
  return clients;
}

const cases: readonly (readonly [what: string, stage: () => Promise<Clients>, goals: readonly Goal[]])[] = [
  ['all that a new plan needs', stage, goals],
  ['documents that are replaced as a whole', settled, wholeDocumentGoals],
];

/** What is copied from a preview, run by the real AWS CLI. */
describe('a change as commands of the AWS CLI', function () {
  this.timeout(120_000);
  let folder: string | undefined;

  before(async function () {
    if (spawnSync('aws', ['--version']).status !== 0) {
      console.log('    The AWS CLI is not on the PATH: copied commands were not run.');
      this.skip();
    }
    folder = await mkdtemp(path.join(tmpdir(), 'copied-commands-'));
  });

  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  async function runScript(account: SampleAccount, change: Change): Promise<void> {
    const endpoint = await serveSampleAccount(account);
    const endpoints = { s3: endpoint.url, backup: endpoint.url, iam: endpoint.url };
    const script = awsScript(
      callsOf(change).map(({ call }) => call),
      { endpoints },
    );
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      AWS_ACCESS_KEY_ID: 'sample',
      AWS_SECRET_ACCESS_KEY: 'sample',
      AWS_PAGER: '',
    };
    try {
      await runProgram('sh', ['-c', script], { env });
    } finally {
      await endpoint.close();
    }
  }

  for (const [what, begin, wanted] of cases) {
    it(`comes to the same end as making it from here: ${what}`, async () => {
      const here = await begin();
      const target = targetOf(here.account);
      const change = await plan(target, ...wanted);
      assert.equal((await run(change, target)).stop, undefined);

      const there = await begin();
      await runScript(there.account, await plan(targetOf(there.account), ...wanted));
      assert.deepEqual(settings(there.account), settings(here.account));
      assert.deepEqual(callsOf(await plan(targetOf(there.account), ...wanted)), []);
    });
  }
});
