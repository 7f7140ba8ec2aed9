import assert from 'node:assert/strict';
import { forget, rows } from '../../../src/explorer/vaults/rows';
import { allRead, endLooks, lookAt } from '../support/accounts';
import { beneath, texts } from '../support/listRows';

afterEach(endLooks);

describe('the rows of vaults', () => {
  it('tell the lock and how many recovery points each has', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    const [locked = '', main = ''] = await texts(rows(look.session));
    assert.match(locked, /^locked \| locked · \d+ recovery points$/u);
    assert.match(main, /^main \| \d+ recovery points$/u);
  });

  it('tell beneath a vault its lock, kind, key and notifications, for two calls once', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    look.account.log.clear();
    const [lock, kind, key, notifications] = await texts(beneath(rows(look.session), 'locked'));
    assert.equal(lock, 'Lock | governance mode · retention 7 to 400 days');
    assert.equal(kind, 'Kind | standard');
    assert.match(key ?? '', /^Key \| customer managed · key\//u);
    assert.equal(notifications, 'Notifications | none: nobody is told of objects that fail');
    await beneath(rows(look.session), 'locked');
    assert.equal(look.account.log.total, 2);
    assert.deepEqual(look.log, []);
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
