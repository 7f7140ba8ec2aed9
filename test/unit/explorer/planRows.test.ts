import assert from 'node:assert/strict';
import { CreateBackupPlanCommand } from '@aws-sdk/client-backup';
import { forget, rows } from '../../../src/explorer/plans/rows';
import { scheduleWords } from '../../../src/explorer/plans/scheduleWords';
import { connect, makeVault } from '../emulator/sample';
import { allRead, endLooks, lookAt } from '../support/accounts';
import { beneath, texts } from '../support/listRows';

afterEach(endLooks);

describe('the rows of plans', () => {
  it('tell how many rules each has and when it runs next', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    const shown = await texts(rows(look.session));
    assert.equal(shown.length, 3);
    assert.match(shown[0] ?? '', /^daily-35 \| next \S+ .* · 2 rules$/u);
    assert.deepEqual(look.log, []);
  });

  it('tell the rules in words, with the lock of the vault', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    const daily = await texts(beneath(rows(look.session), 'daily-35'));
    assert.ok(daily.includes('pitr | every day at 05:00 UTC · continuous · kept 35 days · to main'));
    const nightly = await texts(beneath(rows(look.session), 'snapshots-90'));
    assert.ok(nightly.includes('every-night | every day at 03:30 Europe/Dublin · kept 90 days · to locked (locked)'));
  });

  it('tell which buckets a selection matches, and of which it cannot be told', async () => {
    const look = lookAt();
    await look.session.open();
    await allRead(look);
    const plan = beneath(rows(look.session), 'daily-35');
    assert.ok((await texts(plan)).includes('tagged-daily | 4 buckets · cannot tell of 1'));
    assert.deepEqual(await texts(beneath(plan, 'tagged-daily')), [
      'backup-s3 | may back up S3',
      'invoices',
      'new-uploads',
      'orders-prod',
      'uploads',
      'finance | cannot tell',
    ]);
  });

  it('do not count as none the buckets that are still to be read', async () => {
    const look = lookAt({}, ['eu-west-1']);
    look.account.interfere = ({ operation }) =>
      operation === 'GetBucketTagging' ? { kind: 'delay', milliseconds: 2_000 } : undefined;
    await look.session.open();
    const shown = await texts(beneath(rows(look.session), 'daily-35'));
    assert.ok(shown.includes('tagged-daily | 0 buckets · 11 not read'), shown.join('\n'));
  });

  it('tell the copies of a rule, what of objects is backed up, and each run that is announced', async () => {
    const look = lookAt({ scenario: 'empty' }, ['eu-west-1']);
    const clients = connect(look.account);
    await makeVault(clients);
    const CopyActions = [
      {
        DestinationBackupVaultArn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:dr',
        Lifecycle: { DeleteAfterDays: 90 },
      },
      { DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:444455556666:backup-vault:safe' },
    ];
    const Rules = [{ RuleName: 'nightly', TargetBackupVaultName: 'main', CopyActions }];
    const AdvancedBackupSettings = [{ ResourceType: 'S3', BackupOptions: { BackupACLs: 'disabled' } }];
    const BackupPlan = { BackupPlanName: 'copied', Rules, AdvancedBackupSettings };
    await clients.backup.send(new CreateBackupPlanCommand({ BackupPlan }));
    await look.session.open();
    const plan = beneath(rows(look.session), 'copied');
    const [rule, options, runs] = await texts(plan);
    assert.match(
      rule ?? '',
      /^nightly \| every day at 05:00 UTC · .* · copied to dr in us-east-1 · copied to safe in eu-west-1$/u,
    );
    assert.equal(options, 'Advanced settings | tags of objects are backed up, their ACLs are not');
    assert.match(runs ?? '', /^Next runs \| /u);
    assert.deepEqual(await texts(beneath(plan, 'nightly')), [
      'Copy to dr | us-east-1 · account 111122223333 · kept 90 days',
      'Copy to safe | eu-west-1 · account 444455556666 · kept for ever',
    ]);
    const announced = await texts(beneath(plan, 'Next runs'));
    assert.equal(announced.length, 10);
    assert.match(announced[0] ?? '', / \| nightly · periodic$/u);
  });

  it('say where S3 is not backed up, and where that is not known', async () => {
    const look = lookAt({}, ['eu-west-1']);
    look.account.deny('backup:GetSupportedResourceTypes', '*');
    look.account.deny('backup:DescribeRegionSettings', '*');
    await look.session.open();
    const shown = await texts(rows(look.session));
    assert.deepEqual(shown.slice(-2), [
      'It is not known whether AWS Backup backs up S3 in eu-west-1. | backup:GetSupportedResourceTypes is denied',
      'The opt-in of eu-west-1 could not be read. | backup:DescribeRegionSettings is denied',
    ]);
  });

  it('warn of a role that has no rights', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    const plan = beneath(rows(look.session), 'reporting');
    const [role] = await texts(beneath(plan, 'reports'));
    assert.equal(role, 'AWSBackupDefaultServiceRole | no policy allows S3 backups');
  });

  it('name the action that is denied, beside the plans that could be read', async () => {
    const look = lookAt({}, ['eu-west-1']);
    const allow = look.account.deny('backup:GetBackupSelection', '*');
    await look.session.open();
    const denied = 'Not all selections could be read. | backup:GetBackupSelection is denied';
    const shown = await texts(beneath(rows(look.session), 'daily-35'));
    assert.ok(shown.includes(denied), shown.join('\n'));
    assert.ok(!shown.some((text) => text.startsWith('Nothing is assigned')));
    allow();
    forget(look.session);
    assert.ok(!(await texts(beneath(rows(look.session), 'daily-35'))).includes(denied));
  });

  it('say that there are none, but not where they could not be read', async () => {
    const empty = lookAt({ scenario: 'empty' }, ['eu-west-1']);
    await empty.session.open();
    assert.deepEqual(await texts(rows(empty.session)), ['There are no backup plans.']);
    const denied = lookAt({}, ['eu-west-1']);
    denied.account.deny('backup:ListBackupPlans', '*');
    await denied.session.open();
    assert.deepEqual(await texts(rows(denied.session)), [
      'Not all plans of eu-west-1 could be read. | backup:ListBackupPlans is denied',
    ]);
  });
});

describe('scheduleWords', () => {
  const words: readonly (readonly [string, string | undefined])[] = [
    ['cron(0 5 ? * * *)', 'every day at 05:00'],
    ['cron(30 5,17 * * ? *)', 'every day at 05:30 and 17:30'],
    ['cron(0 1 ? * MON-FRI *)', 'Monday to Friday at 01:00'],
    ['cron(0 1 ? * 1,7 *)', 'every Sunday and Saturday at 01:00'],
    ['cron(15 2 1 * ? *)', 'on day 1 of each month at 02:15'],
    ['cron(0 2 L * ? *)', 'on the last day of each month at 02:00'],
    ['cron(0 * * * ? *)', 'every hour'],
    ['cron(0 0/6 * * ? *)', 'every 6 hours'],
    ['cron(5 */12 ? * SAT *)', 'every Saturday, every 12 hours at 05 past'],
    // What has no words is shown as it is.
    ['cron(0 0/5 * * ? *)', undefined],
    ['cron(0 5 ? * MON#1 *)', undefined],
    ['cron(0 5 ? 1 * *)', undefined],
    ['cron(0 5 ? * * 2027)', undefined],
    ['cron(0 25 ? * * *)', undefined],
    ['cron(0 5)', undefined],
    ['rate(1 day)', undefined],
    ['', undefined],
  ];
  for (const [expression, expected] of words) {
    it(`${expression} is ${expected ?? 'left as it is'}`, () => {
      assert.equal(scheduleWords(expression), expected);
    });
  }
});
