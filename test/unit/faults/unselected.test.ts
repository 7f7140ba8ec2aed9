import assert from 'node:assert/strict';
import { DeleteBackupPlanCommand, DeleteBackupSelectionCommand, StartBackupJobCommand } from '@aws-sdk/client-backup';
import type { SampleAccount } from '../../../src/emulator/account';
import type { Assessment } from '../../../src/verdict/assess';
import type { Clients } from '../emulator/sample';
import {
  afterNextRun,
  arnOf,
  connect,
  day,
  makeBucket,
  makePlan,
  makeVault,
  put,
  role,
  select,
} from '../emulator/sample';
import { allRead, endLooks, lookAt } from '../support/accounts';

const otherVaults = ['two', 'three', 'four', 'five'];

/** One recovery point that a plan made, in the vault `main`; then the plan goes. */
async function backUpOnce(clients: Clients): Promise<void> {
  await makeVault(clients);
  const plan = await makePlan(clients, [{ Lifecycle: { DeleteAfterDays: 90 } }]);
  const selection = await select(clients, plan, { Resources: [arnOf('orders')] });
  afterNextRun(clients);
  await clients.backup.send(new DeleteBackupSelectionCommand({ BackupPlanId: plan, SelectionId: selection }));
  await clients.backup.send(new DeleteBackupPlanCommand({ BackupPlanId: plan }));
}

/** Newer ones in other vaults, made by hand. */
async function backUpByHand(clients: Clients): Promise<void> {
  for (const vault of otherVaults) {
    await makeVault(clients, vault);
    const job = { BackupVaultName: vault, ResourceArn: arnOf('orders'), IamRoleArn: role };
    await clients.backup.send(new StartBackupJobCommand(job));
    clients.account.clock.advance(day);
  }
}

describe('a bucket that no plan selects any more, with recovery points in five vaults', () => {
  afterEach(endLooks);

  async function look(spoil: (account: SampleAccount) => void = () => undefined): Promise<Assessment> {
    const looking = lookAt({ scenario: 'empty' }, ['eu-west-1']);
    const clients = connect(looking.account);
    await makeBucket(clients, 'orders', 'Enabled');
    await put(clients, 'orders', 'a', 'one');
    await backUpOnce(clients);
    await backUpByHand(clients);
    spoil(looking.account);
    await looking.session.open();
    await allRead(looking);
    const state = looking.session.entry('orders')?.state;
    assert.ok(state?.kind === 'read');
    return state.assessment;
  }

  it('is orphaned, in whichever vault the point lies that a plan made', async () => {
    const { status, reasons } = await look();
    assert.equal(status, 'orphaned');
    assert.equal(reasons[0]?.code, 'orphaned');
  });

  it('is unknown where that vault may not be read, by the name of the action', async () => {
    const { status, reasons } = await look((account) =>
      account.deny('backup:ListRecoveryPointsByBackupVault', '*:backup-vault:main'),
    );
    assert.equal(status, 'unknown');
    assert.match(reasons[0]?.brief ?? '', /^backup:ListRecoveryPointsByBackupVault is denied$/u);
  });

  it('is unknown where the vaults may not be listed', async () => {
    const { status, reasons } = await look((account) => account.deny('backup:ListBackupVaults', '*'));
    assert.equal(status, 'unknown');
    assert.match(reasons[0]?.brief ?? '', /^backup:ListBackupVaults is denied$/u);
  });
});
