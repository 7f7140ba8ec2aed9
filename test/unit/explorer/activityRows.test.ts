import assert from 'node:assert/strict';
import { StartBackupJobCommand } from '@aws-sdk/client-backup';
import { forget, isMoving, renew, rows } from '../../../src/explorer/activity/rows';
import { arnOf, connect, day, makeBucket, makeVault, put, role } from '../emulator/sample';
import type { Look } from '../support/accounts';
import { allRead, endLooks, lookAt } from '../support/accounts';
import { beneath, texts } from '../support/listRows';

afterEach(endLooks);

/** An account where one backup has just been started. */
async function startBackup(): Promise<Look> {
  const look = lookAt({ scenario: 'empty' }, ['eu-west-1']);
  const clients = connect(look.account);
  await makeBucket(clients, 'orders', 'Enabled');
  await put(clients, 'orders', 'a', 'one');
  await makeVault(clients, 'main');
  const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role };
  await clients.backup.send(new StartBackupJobCommand(input));
  await look.session.open();
  return look;
}

/** How many jobs the groups say there are. */
async function counted(look: Look): Promise<number> {
  const groups = await texts(rows(look.session));
  return groups.map((text) => Number(text.split(' | ')[1])).reduce((sum, count) => sum + count);
}

describe('the rows of activity', () => {
  it('are the jobs of all buckets by how they stand, for three calls', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    look.account.log.clear();
    const shown = await texts(rows(look.session));
    const labels = shown.map((text) => text.replace(/ \| .*/u, ''));
    assert.deepEqual(labels, ['Running', 'Failed or stopped', 'Completed with issues', 'Completed']);
    await rows(look.session);
    assert.equal(look.account.log.total, 3);
    assert.deepEqual(look.log, []);
  });

  it('tell why a job failed, newest first', async () => {
    // Which job is the newest hangs on the time of day.
    const look = lookAt({ now: Date.UTC(2026, 10, 22, 9) }, ['eu-west-1']);
    await look.session.open();
    const failed = await texts(beneath(rows(look.session), 'Failed or stopped'));
    const [uploads = ''] = failed.filter((text) => text.startsWith('uploads'));
    assert.match(uploads, /^uploads \| .*\d\d:\d\d · Versioning is not enabled on uploads/u);
    assert.ok(failed.some((text) => /^reports \| .*does not have permission/u.test(text)));
  });

  it('move a job on when it has ended', async () => {
    const look = await startBackup();
    assert.deepEqual(await texts(rows(look.session)), ['Running | 1']);
    assert.equal(await isMoving(look.session), true);
    look.account.clock.advance(day);
    await renew(look.session);
    assert.equal(await isMoving(look.session), false);
    const shown = await texts(rows(look.session));
    assert.match(shown.join(), /^Completed(?: with issues)? \| 1$/u);
  });

  it('follow only what is under way, with one call for its list, and see what began since', async () => {
    const look = await startBackup();
    await rows(look.session);
    look.account.log.clear();
    const { backup } = connect(look.account);
    look.account.clock.advance(60_000);
    await backup.send(
      new StartBackupJobCommand({ BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role }),
    );
    look.account.log.clear();
    await renew(look.session);
    assert.deepEqual(
      look.account.log.recent.map(({ operation }) => operation),
      ['ListBackupJobs'],
    );
    assert.deepEqual(await texts(rows(look.session)), ['Running | 1', 'Completed | 1']);
    look.account.clock.advance(day);
    await renew(look.session);
    look.account.log.clear();
    await renew(look.session);
    assert.equal(look.account.log.total, 0, 'Nothing is under way any more.');
  });

  it('keep what they have where following fails', async () => {
    const look = await startBackup();
    const before = await texts(rows(look.session));
    look.account.deny('backup:ListBackupJobs', '*');
    await renew(look.session);
    assert.deepEqual(await texts(rows(look.session)), before);
    assert.equal(await isMoving(look.session), true);
  });

  it('read anew, see all that began since, however many, and what was under way', async () => {
    const look = await startBackup();
    await rows(look.session);
    const { backup } = connect(look.account);
    const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role };
    for (let job = 0; job < 600; job += 1) {
      look.account.clock.advance(60_000);
      await backup.send(new StartBackupJobCommand(input));
    }
    look.account.clock.advance(day);
    await look.session.details.jobs.renew();
    assert.deepEqual(await counted(look), 601);
    assert.equal(await isMoving(look.session), false);
    look.account.log.clear();
    await look.session.details.jobs.renew();
    assert.equal(look.account.log.count('backup', 'ListBackupJobs'), 1, 'Only what began since is asked for.');
  });

  it('read anew, say what could not be read, and look as far back the next time', async () => {
    const look = await startBackup();
    const before = await texts(rows(look.session));
    const allow = look.account.deny('backup:ListBackupJobs', '*');
    await look.session.details.jobs.renew();
    assert.deepEqual(await texts(rows(look.session)), [
      ...before,
      'The backup jobs of eu-west-1 could not be read. | backup:ListBackupJobs is denied',
    ]);
    allow();
    look.account.clock.advance(day);
    await look.session.details.jobs.renew();
    assert.equal(await isMoving(look.session), false);
    assert.equal(await counted(look), 1);
  });

  it('lead from a job to its bucket, vault and recovery point', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    const all = rows(look.session);
    const failed = await texts(beneath(beneath(all, 'Failed or stopped'), 'uploads'));
    assert.match(failed[0] ?? '', /^Versioning is not enabled on uploads/u);
    assert.ok(failed.includes('Bucket | uploads'), failed.join('\n'));
    const completed = await texts(beneath(beneath(all, 'Completed'), 'orders-prod'));
    assert.ok(
      completed.some((text) => /^Vault \| (main|locked)$/u.test(text)),
      completed.join('\n'),
    );
    assert.ok(completed.some((text) => text.startsWith('Recovery point | ')));
    const [job] = await beneath(all, 'Running');
    assert.ok(job !== undefined && 'children' in job && job.children);
    const progress = await texts(job.children());
    assert.ok(
      progress.some((text) => /^Progress \| \d+ %/u.test(text)),
      progress.join('\n'),
    );
  });

  it('name the list that is denied, beside the others, until it is allowed', async () => {
    const look = lookAt({}, ['eu-west-1']);
    const allow = look.account.deny('backup:ListCopyJobs', '*');
    await look.session.open();
    const denied = 'The copy jobs of eu-west-1 could not be read. | backup:ListCopyJobs is denied';
    const shown = await texts(rows(look.session));
    assert.ok(shown.includes(denied), shown.join('\n'));
    assert.ok(shown.length > 2);
    allow();
    forget(look.session);
    assert.ok(!(await texts(rows(look.session))).includes(denied));
  });

  it('say that nothing was done', async () => {
    const look = lookAt({ scenario: 'empty' }, ['eu-west-1']);
    await look.session.open();
    assert.deepEqual(await texts(rows(look.session)), ['AWS Backup did nothing with S3 in the last 30 days.']);
  });

  it('load more where there is more than a page', async () => {
    const look = await startBackup();
    const { backup } = connect(look.account);
    const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role };
    for (let job = 0; job < 500; job += 1) {
      look.account.clock.advance(day / 24);
      await backup.send(new StartBackupJobCommand(input));
    }
    const shown = await texts(rows(look.session));
    assert.ok(shown.includes('Load more…'), shown.join('\n'));
    assert.ok(shown.some((text) => text.endsWith(' or more')));
    await look.session.details.jobs.more();
    assert.equal(await counted(look), 501);
  });
});
