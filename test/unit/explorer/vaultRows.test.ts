import assert from 'node:assert/strict';
import { forget, rows } from '../../../src/explorer/vaults/rows';
import { ListBackupVaultsCommand, StartBackupJobCommand } from '@aws-sdk/client-backup';
import { arnOf, connect, day, makeBucket, makeVault, put, role } from '../emulator/sample';
import type { Look } from '../support/accounts';
import { allRead, endLooks, lookAt } from '../support/accounts';
import { beneath, texts } from '../support/listRows';

afterEach(endLooks);

/** A recovery point whose role was gone when its time was up. */
async function leaveExpired({ account }: Look): Promise<void> {
  const clients = connect(account);
  await makeBucket(clients, 'orders', 'Enabled');
  await put(clients, 'orders', 'a', 'one');
  await makeVault(clients, 'main');
  const Lifecycle = { DeleteAfterDays: 1 };
  const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role, Lifecycle };
  await clients.backup.send(new StartBackupJobCommand(input));
  account.clock.advance(day / 2);
  // What is due happens with the next call.
  await clients.backup.send(new ListBackupVaultsCommand());
  account.state.roles.delete('backup-s3');
  account.clock.advance(2 * day);
}

describe('the rows of vaults', () => {
  it('tell the lock and how many recovery points each has', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    const [locked = '', main = ''] = await texts(rows(look.session));
    assert.match(locked, /^locked \| locked · \d+ recovery points$/u);
    assert.match(main, /^main \| \d+ recovery points$/u);
  });

  it('tell beneath a vault its lock, kind, key, policy, notifications and contents, for four calls once', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    look.account.log.clear();
    const shown = await texts(beneath(rows(look.session), 'locked'));
    const [lock, kind, key, policy, notifications, expired, buckets] = shown;
    assert.equal(lock, 'Lock | governance mode · retention 7 to 400 days');
    assert.equal(kind, 'Kind | standard');
    assert.match(key ?? '', /^Key \| customer managed · key\//u);
    assert.equal(notifications, 'Notifications | none: nobody is told of objects that fail');
    assert.equal(policy, 'Access policy | none: what IAM allows in this account is allowed');
    assert.equal(expired, 'Expired, still billed | none');
    assert.match(buckets ?? '', /^By bucket \| \d buckets?$/u);
    assert.equal(shown.length, 7);
    await beneath(rows(look.session), 'locked');
    assert.equal(look.account.log.total, 4);
    assert.deepEqual(look.log, []);
  });

  it('tell in words what the access policy says', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    const main = beneath(rows(look.session), 'main');
    const words = 'denies everybody: DeleteRecoveryPoint, UpdateRecoveryPointLifecycle';
    assert.ok((await texts(main)).includes(`Access policy | ${words}`), (await texts(main)).join('\n'));
    assert.deepEqual(await texts(beneath(main, 'Access policy')), [`KeepRecoveryPoints | ${words}`]);
  });

  it('tell whose the recovery points are, most first', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    const buckets = await texts(beneath(beneath(rows(look.session), 'main'), 'By bucket'));
    assert.ok(
      buckets.some((text) => /^orders-prod \| \d+ recovery points · .*B · newest /u.test(text)),
      buckets.join('\n'),
    );
    const counts = buckets.map((text) => Number(/\| (\d+)/u.exec(text)?.[1]));
    assert.deepEqual(
      counts,
      counts.toSorted((one, other) => other - one),
    );
  });

  it('list the points that AWS Backup could not delete, with their reason', async () => {
    const look = lookAt({ scenario: 'empty' }, ['eu-west-1']);
    await leaveExpired(look);
    await look.session.open();
    const vault = beneath(rows(look.session), 'main');
    const shown = await texts(vault);
    assert.ok(
      shown.some((text) => text.startsWith('Expired, still billed | 1 recovery point · ')),
      shown.join('\n'),
    );
    const [point = ''] = await texts(beneath(vault, 'Expired, still billed'));
    assert.match(point, /^orders \| .* · made .* · its time was up .* · AWS Backup could not delete/u);
  });

  it('name what is denied of a vault, each beside the rest', async () => {
    const look = lookAt({}, ['eu-west-1']);
    for (const action of ['GetBackupVaultAccessPolicy', 'ListRecoveryPointsByBackupVault']) {
      look.account.deny(`backup:${action}`, '*');
    }
    await look.session.open();
    const shown = await texts(beneath(rows(look.session), 'main'));
    assert.ok(shown.includes('The access policy could not be read. | backup:GetBackupVaultAccessPolicy is denied'));
    assert.ok(
      shown.includes('Not all recovery points could be read. | backup:ListRecoveryPointsByBackupVault is denied'),
    );
    assert.ok(shown.includes('Notifications | 2 events'));
    assert.ok(!shown.some((text) => text.startsWith('Expired')), 'Nothing is known of expired ones.');
  });

  it('take three calls for the first look at a large vault, and show no more rows than can be drawn', async () => {
    const size = { buckets: 1_000, recoveryPoints: 100_000 };
    const look = lookAt({ scenario: 'large', size }, ['eu-west-1']);
    await look.session.regionReadings();
    look.account.log.clear();
    const vault = beneath(rows(look.session), 'main');
    const shown = await texts(vault);
    assert.equal(look.account.log.count('backup', 'ListRecoveryPointsByBackupVault'), 3);
    assert.ok(shown.some((text) => /^Expired, still billed \| none · among the 2000 that are read$/u.test(text)));
    assert.ok(shown.some((text) => text.startsWith('Load more recovery points…')));
    assert.equal((await beneath(vault, 'By bucket')).length, 501);
    await look.session.details.vaultContents('eu-west-1', 'main').more();
    assert.equal(look.account.log.count('backup', 'ListRecoveryPointsByBackupVault'), 13);
  });

  it('name the Region where there are several', async () => {
    const look = lookAt();
    await look.session.open();
    assert.ok((await texts(rows(look.session))).includes('Default | 0 recovery points · us-east-1'));
  });

  it('name the action that is denied, beside what could be read', async () => {
    const look = lookAt({}, ['eu-west-1']);
    look.account.deny('backup:DescribeBackupVault', '*');
    await look.session.open();
    const shown = await texts(beneath(rows(look.session), 'main'));
    assert.ok(shown.includes('The kind and the key could not be read. | backup:DescribeBackupVault is denied'));
    assert.ok(shown.includes('Notifications | 2 events'));
  });

  it('say that the list is denied, and show it after a refresh with the right', async () => {
    const look = lookAt({}, ['eu-west-1']);
    const allow = look.account.deny('backup:ListBackupVaults', '*');
    await look.session.open();
    assert.deepEqual(await texts(rows(look.session)), [
      'The vaults of eu-west-1 could not be read. | backup:ListBackupVaults is denied',
    ]);
    allow();
    forget(look.session);
    assert.equal((await rows(look.session)).length, 2);
  });

  it('say that there are none', async () => {
    const look = lookAt({ scenario: 'empty' }, ['eu-west-1']);
    await look.session.open();
    assert.match(
      (await texts(rows(look.session))).join(),
      /^(There are no backup vaults\.|Default \| 0 recovery points)$/u,
    );
  });
});
