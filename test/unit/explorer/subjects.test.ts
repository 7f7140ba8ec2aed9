import assert from 'node:assert/strict';
import { rows as jobRows } from '../../../src/explorer/activity/rows';
import { bucketSubject } from '../../../src/explorer/buckets/bucketSubject';
import { sessionReport } from '../../../src/explorer/buckets/sessionReport';
import { rows as planRows } from '../../../src/explorer/plans/rows';
import { bucketSubjects, planSubjects, vaultSubjects } from '../../../src/explorer/shared/allSubjects';
import { bucketConsole, planConsole, pointConsole, roleConsole } from '../../../src/explorer/shared/consoleLink';
import type { ListRow } from '../../../src/explorer/shared/listRow';
import { markersOf } from '../../../src/explorer/shared/rowSubject';
import { allRead, endLooks, lookAt, sampleStatuses } from '../support/accounts';
import { beneath } from '../support/listRows';

afterEach(endLooks);

describe('what a row stands for', () => {
  it('is of a bucket its name, ARN, URI, page and all that is known', async () => {
    const look = lookAt();
    await look.session.open();
    await allRead(look);
    const subject = bucketSubject('uploads', look.session);
    assert.deepEqual(
      [subject.name, subject.arn, subject.uri, subject.consoleUrl],
      [
        'uploads',
        'arn:aws:s3:::uploads',
        's3://uploads/',
        'https://eu-west-1.console.aws.amazon.com/s3/buckets/uploads?region=eu-west-1',
      ],
    );
    assert.equal(markersOf(subject), '+name+arn+uri+consoleUrl+json+refresh');
    const json = subject.json?.() as { status: string; explanation: unknown[]; asOf: Date };
    assert.equal(json.status, 'failing');
    assert.ok(json.explanation.length > 5 && json.asOf instanceof Date);
  });

  it('is read anew by itself: a bucket by its own calls alone', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    look.account.log.clear();
    await bucketSubject('orders-prod', look.session).refresh?.();
    assert.ok(look.account.log.total <= 7, `${look.account.log.total} calls`);
  });

  it('is of a vault and a plan what AWS calls it, and each Region is read anew by itself', async () => {
    const look = lookAt();
    await look.session.open();
    await allRead(look);
    const readings = await look.session.regionReadings();
    const [vault] = vaultSubjects(readings, look.session).filter(({ name }) => name === 'main');
    assert.match(vault?.arn ?? '', /^arn:aws:backup:eu-west-1:111122223333:backup-vault:main$/u);
    const [plan] = planSubjects(readings, look.session).filter(({ name }) => name === 'daily-35');
    assert.match(plan?.arn ?? '', /^arn:aws:backup:eu-west-1:111122223333:backup-plan:/u);
    const json = (await vault?.json?.()) as { description: { state: string } };
    assert.equal(json.description.state, 'known');
    look.account.log.clear();
    await plan?.refresh?.();
    await look.session.regionReadings();
    assert.equal(look.account.log.count('backup', 'ListBackupPlans'), 1);
    assert.equal((await bucketSubjects(look.session)).length, 12);
  });

  it('is of rows of plans and jobs told apart by their ids', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    const plans = (await planRows(look.session)).filter((row): row is ListRow => 'label' in row);
    const below = await Promise.all(plans.map(async (plan) => (await plan.children?.()) ?? []));
    const jobs = await beneath(jobRows(look.session), 'Completed');
    const ids = [...plans, ...below.flat(), ...jobs].flatMap((row) => ('subject' in row ? [row.subject.id] : []));
    assert.ok(ids.length > 10);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('the pages of the AWS console', () => {
  it('are those of the partition', () => {
    assert.equal(bucketConsole('b', 'cn-north-1'), 'https://console.amazonaws.cn/s3/buckets/b?region=cn-north-1');
    assert.equal(bucketConsole('b', 'us-iso-east-1'), undefined);
    assert.equal(
      planConsole('1/2', 'us-gov-west-1'),
      'https://console.amazonaws-us-gov.com/backup/home?region=us-gov-west-1#/backupplan/details/1%2F2',
    );
    assert.equal(
      roleConsole('arn:aws:iam::111122223333:role/service-role/Backup'),
      'https://console.aws.amazon.com/iam/home#/roles/Backup',
    );
    assert.match(pointConsole('arn:aws:x', 'main', 'eu-west-1') ?? '', /details\/main\/arn%3Aaws%3Ax$/u);
  });
});

describe('the report of what a session knows', () => {
  it('has the statuses of the view and what is gone', async () => {
    const look = lookAt();
    await look.session.open();
    await allRead(look);
    const { buckets, gone, account } = await sessionReport(look.session);
    assert.deepEqual(
      Object.fromEntries(buckets.map(({ name, assessment }) => [name, assessment.status])),
      sampleStatuses,
    );
    assert.deepEqual([gone.map(({ name }) => name), account], [['old-crm'], '111122223333']);
  });

  it('says of what was not looked at that it is unknown, and names the calls that failed', async () => {
    const look = lookAt({}, ['eu-west-1']);
    look.account.deny('backup:ListBackupVaults', '*');
    await look.session.open();
    const { buckets, errors } = await sessionReport(look.session);
    const waiting = buckets.filter(({ read }) => read === undefined);
    assert.ok(waiting.every(({ assessment }) => assessment.status === 'unknown' && assessment.reasons.length === 1));
    assert.deepEqual(
      errors.map(({ action }) => action),
      ['backup:ListBackupVaults'],
    );
  });
});
