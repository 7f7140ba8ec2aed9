import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Call } from '../../src/aws/changes/calls';
import { callsOf } from '../../src/aws/changes/change';
import { cloudFormationText } from '../../src/aws/changes/cloudFormation';
import { terraformText } from '../../src/aws/changes/terraform';
import { plan, targetOf } from '../unit/changes/changing';
import { settledBucket, wholeDocumentGoals } from '../unit/changes/settled';
import { goals, stage } from '../unit/changes/unprotected';
import { emptyAccount } from '../unit/emulator/sample';

async function callsFor(which: 'new plan' | 'whole documents'): Promise<readonly Call[]> {
  if (which === 'new plan')
    return callsOf(await plan(targetOf((await stage()).account), ...goals)).map(({ call }) => call);
  const clients = emptyAccount();
  await settledBucket(clients);
  return callsOf(await plan(targetOf(clients.account), ...wholeDocumentGoals)).map(({ call }) => call);
}

function has(program: string): boolean {
  const { status } = spawnSync(program, ['--version']);
  if (status !== 0) console.log(`    ${program} is not on the PATH: copied templates were not shown to it.`);
  return status === 0;
}

/** What is copied from a preview, shown to the tools that it is for. */
describe('a change as templates', function () {
  this.timeout(120_000);
  let folder = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'copied-templates-'));
  });

  after(() => rm(folder, { recursive: true }));

  for (const which of ['new plan', 'whole documents'] as const) {
    it(`is laid out as terraform fmt does: ${which}`, async function () {
      if (!has('terraform')) this.skip();
      const text = terraformText(await callsFor(which));
      const { status, stdout, stderr } = spawnSync('terraform', ['fmt', '-check', '-diff', '-'], {
        input: text,
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${stdout}${stderr}\n${text}`);
    });
  }

  it('passes cfn-lint', async function () {
    if (!has('cfn-lint')) this.skip();
    const text = cloudFormationText(await callsFor('new plan'));
    const file = path.join(folder, 'template.yaml');
    await writeFile(file, text ?? '');
    const { status, stdout } = spawnSync('cfn-lint', ['--regions', 'eu-west-1', '--', file], { encoding: 'utf8' });
    assert.equal(status, 0, `${stdout}\n${text ?? ''}`);
  });
});
