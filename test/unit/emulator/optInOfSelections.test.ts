import assert from 'node:assert/strict';
import { ListBackupJobsCommand, UpdateRegionSettingsCommand, type BackupSelection } from '@aws-sdk/client-backup';
import { CreateBucketCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3';
import {
  arnOf,
  afterNextRun,
  connect,
  emptyAccount,
  makeBucket,
  makePlan,
  makeVault,
  select,
  type Clients,
} from './sample';

/** The buckets of the worked examples; what selections cover where S3 is opted in is in the table of agreement. */
const buckets: Readonly<Record<string, { name: string; tags: Readonly<Record<string, string>> }>> = {
  A: { name: 'app-data', tags: { backup: 'true', stage: 'prod' } },
  B: { name: 'app-logs', tags: {} },
  C: { name: 'web', tags: { backup: 'true', stage: 'test' } },
  D: { name: 'arch', tags: { backup: 'true yes' } },
};

type What = Omit<Partial<BackupSelection>, 'SelectionName' | 'IamRoleArn'>;

const tag = (key: string, value: string) => [
  { ConditionType: 'STRINGEQUALS' as const, ConditionKey: key, ConditionValue: value },
];

describe('which buckets a plan backs up', () => {
  async function accountWithBuckets(): Promise<Clients> {
    const clients = emptyAccount();
    await makeVault(clients);
    for (const { name, tags } of Object.values(buckets)) {
      await makeBucket(clients, name, 'Enabled');
      const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      await clients.s3.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet } }));
    }
    return clients;
  }

  async function backedUp(clients: Clients): Promise<string> {
    afterNextRun(clients);
    const { BackupJobs = [] } = await clients.backup.send(new ListBackupJobsCommand({}));
    const arns = BackupJobs.map((job) => job.ResourceArn);
    return Object.entries(buckets)
      .filter(([, { name }]) => arns.includes(arnOf(name)))
      .map(([letter]) => letter)
      .join('');
  }

  describe('where the Region opts S3 out', () => {
    const cases: readonly (readonly [what: What, covers: string])[] = [
      [{ ListOfTags: tag('backup', 'true') }, ''],
      [{ Resources: ['*'] }, ''],
      [{ Resources: ['arn:aws:s3:*'] }, ''],
      [{ Resources: ['arn:aws:s3:::*'] }, 'ABCD'],
      [{ Resources: [arnOf('web')], ListOfTags: tag('backup', 'true') }, 'C'],
    ];
    for (const [what, covers] of cases) {
      it(`${JSON.stringify(what)} covers ${covers === '' ? 'nothing' : covers}`, async () => {
        const clients = await accountWithBuckets();
        await select(clients, await makePlan(clients), what);
        await clients.backup.send(new UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { S3: false } }));
        assert.equal(await backedUp(clients), covers);
      });
    }
  });

  it('a plan sees only the buckets of its Region, and none that restore testing made', async () => {
    const clients = await accountWithBuckets();
    await makeBucket(clients, 'awsbackup-restore-test-1', 'Enabled');
    const elsewhere = connect(clients.account, 'us-east-1');
    await elsewhere.s3.send(new CreateBucketCommand({ Bucket: 'app-elsewhere' }));
    await select(clients, await makePlan(clients), { Resources: ['*'] });
    afterNextRun(clients);
    const { BackupJobs = [] } = await clients.backup.send(new ListBackupJobsCommand({}));
    assert.equal(BackupJobs.length, 4);
  });
});
