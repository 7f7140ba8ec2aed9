import assert from 'node:assert/strict';
import { StartBackupJobCommand } from '@aws-sdk/client-backup';
import type { BucketReading } from '../../../src/aws/account';
import { valueOf } from '../../../src/model/fact';
import type { Assessment } from '../../../src/verdict/assess';
import { arnOf, connect, day, makeBucket, makePlan, makeVault, put, role, select } from '../emulator/sample';
import { allRead, endLooks, lookAt } from '../support/accounts';

afterEach(endLooks);

interface Told {
  readonly reading: BucketReading;
  readonly assessment: Assessment;
}

/** A bucket with a point in each of some vaults, made a day apart, looked at afterwards. */
async function tell(vaults: readonly string[], isSelected: boolean): Promise<Told> {
  const look = lookAt({ scenario: 'empty' }, ['eu-west-1']);
  const clients = connect(look.account);
  await makeBucket(clients, 'orders', 'Enabled');
  await put(clients, 'orders', 'a', 'one');
  for (const vault of vaults) {
    await makeVault(clients, vault);
    const job = new StartBackupJobCommand({ BackupVaultName: vault, ResourceArn: arnOf('orders'), IamRoleArn: role });
    await clients.backup.send(job);
    look.account.clock.advance(day);
  }
  if (isSelected) {
    await makeVault(clients);
    await select(clients, await makePlan(clients), { Resources: [arnOf('orders')] });
  }
  await look.session.open();
  await allRead(look);
  const state = look.session.entry('orders')?.state;
  assert.ok(state?.kind === 'read');
  return state;
}

function onDemand({ reasons }: Assessment): string | undefined {
  return reasons.find(({ code }) => code === 'on-demand-only')?.message;
}

describe('how many recovery points a bucket has', () => {
  it('is told of one vault', async () => {
    const { reading, assessment } = await tell(['one'], false);
    assert.equal(reading.hasAllPoints, true);
    assert.equal(onDemand(assessment), '1 on-demand recovery point can be restored.');
  });

  it('counts all vaults where nothing selects the bucket and they are few', async () => {
    const { reading, assessment } = await tell(['one', 'two', 'three'], false);
    assert.deepEqual([reading.hasAllPoints, valueOf(reading.points)?.length], [true, 3]);
    assert.equal(onDemand(assessment), '3 on-demand recovery points can be restored.');
  });

  it('reads on in all vaults as long as no plan is known to have made one', async () => {
    const { reading, assessment } = await tell(['one', 'two', 'three', 'four', 'five'], false);
    assert.deepEqual([reading.hasAllPoints, valueOf(reading.points)?.length], [true, 5]);
    assert.equal(onDemand(assessment), '5 on-demand recovery points can be restored.');
  });

  it('is not told of a bucket that a plan selects where another vault was not asked', async () => {
    assert.equal((await tell(['one', 'two'], true)).reading.hasAllPoints, false);
    assert.equal((await tell(['one'], true)).reading.hasAllPoints, true);
  });
});
