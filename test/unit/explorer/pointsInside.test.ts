import assert from 'node:assert/strict';
import { entryAt, listAt, readAt } from '../../../src/aws/accessPoints/readThrough';
import { createAccessPoint } from '../../../src/aws/accessPoints/operations';
import { sendRest } from '../../../src/aws/restClient/send';
import { readIndexedPoints, readPointIndex, setPointIndex } from '../../../src/aws/search/pointIndex';
import { indexWords } from '../../../src/explorer/buckets/pointWords';
import type { RecoveryPoint } from '../../../src/model/recoveryPoint';
import { insidePreview } from '../../../src/ui/insidePreview';
import type { Look } from '../support/accounts';
import { allRead, endLooks, lookAt } from '../support/accounts';

afterEach(endLooks);

const region = 'eu-west-1';
const bucket = 'orders-prod';
const minute = 60_000;

async function stage(): Promise<Look & { snapshot: RecoveryPoint }> {
  const look = lookAt();
  await look.session.open();
  await allRead(look);
  return { ...look, snapshot: await newestSnapshot(look) };
}

async function newestSnapshot({ session }: Look): Promise<RecoveryPoint> {
  const points = await session.openPoints(bucket, region, session.now());
  const snapshot = points.shown.find(({ kind }) => kind === 'snapshot');
  assert.ok(snapshot);
  return snapshot;
}

describe('ways into a recovery point', () => {
  it('an index is asked for, and told by the row of the point', async () => {
    const { account, session, snapshot } = await stage();
    const { inside } = session;
    const client = inside.backup(region);
    assert.deepEqual(await readPointIndex(client, snapshot.vaultName, snapshot.arn, inside.signal), {});
    assert.equal(indexWords(snapshot), undefined);
    assert.equal(await setPointIndex(client, snapshot.vaultName, snapshot.arn, 'ENABLED'), 'PENDING');
    account.clock.advance(minute);
    session.forgetPoints(bucket);
    const again = await newestSnapshot({ account, session, changes: [], log: [] });
    assert.equal(again.arn, snapshot.arn);
    assert.equal(indexWords(again), 'indexed');
    assert.deepEqual(
      (await readIndexedPoints(client, snapshot.bucketArn, inside.signal)).map(({ arn }) => arn),
      [snapshot.arn],
    );
  });

  it('an access point is read like folders and files, and writes nothing', async () => {
    const { account, session, snapshot } = await stage();
    const { inside } = session;
    const client = inside.backup(region);
    assert.deepEqual(await inside.offer('access-points', region), { kind: 'offered' });
    const input = { Name: 'look-inside', RecoveryPointArn: snapshot.arn };
    await sendRest(client, createAccessPoint, input);
    account.clock.advance(minute);
    const [made] = await inside.accessPoints(region);
    const access = { s3: inside.s3(region), alias: made?.alias ?? '', signal: inside.signal };
    const walk = async (path: string): Promise<string[]> => {
      const found: string[] = [];
      for (const { kind, name } of await listAt(access, path)) {
        const inner = path === '' ? name : `${path}/${name}`;
        found.push(...(kind === 'folder' ? await walk(inner) : [inner]));
      }
      return found;
    };
    const files = await walk('');
    assert.ok(files.length > 0);
    for (const file of files) {
      const entry = await entryAt(access, file);
      assert.ok(entry?.kind === 'object');
      assert.equal((await readAt(access, file)).length, entry.bytes);
    }
    const folder = files.find((file) => file.includes('/'))?.split('/')[0];
    if (folder !== undefined) assert.equal((await entryAt(access, folder))?.kind, 'folder');
    assert.equal((await entryAt(access, ''))?.kind, 'folder');
    assert.equal(await entryAt(access, 'no/such/key'), undefined);
    await assert.rejects(readAt(access, 'no/such/key'), { name: 'NoSuchKey' });
  });

  it('what is not offered is asked for once, what is denied each time', async () => {
    const { account, session } = await stage();
    const { inside } = session;
    account.interfere = ({ operation }) =>
      operation === 'ListSearchJobs'
        ? { kind: 'error', code: 'UnknownOperationException', message: 'No such operation.', statusCode: 404 }
        : undefined;
    assert.deepEqual(await inside.offer('search', region), { kind: 'not-offered' });
    const asked = account.log.count('backup-search', 'ListSearchJobs');
    account.interfere = undefined;
    assert.deepEqual(await inside.offer('search', region), { kind: 'not-offered' });
    assert.equal(account.log.count('backup-search', 'ListSearchJobs'), asked);
    const allow = account.deny('backup:ListBackupAccessPoints', '*');
    assert.deepEqual(await inside.offer('access-points', region), {
      kind: 'denied',
      action: 'backup:ListBackupAccessPoints',
    });
    allow();
    assert.deepEqual(await inside.offer('access-points', region), { kind: 'offered' });
  });

  it('is previewed with the exact call', () => {
    const notes = {
      title: 'Search',
      account: '111122223333',
      asOf: new Date(0),
      afterwards: ['It is searched.'],
      costs: ['It is billed.'],
      undo: 'There is none.',
      actions: ['backup:SearchRecoveryPoint'],
    };
    const input = { SearchScope: { BackupResourceTypes: ['S3'] }, ClientToken: 'token' };
    const call = { service: 'backupsearch', operation: 'StartSearchJob', region, input } as const;
    const text = insidePreview(notes, call, { endpoints: { backup: 'http://localhost:1' } });
    assert.ok(text.includes('aws backupsearch start-search-job'));
    assert.ok(text.includes(`--search-scope '{"BackupResourceTypes":["S3"]}'`));
    assert.ok(text.includes('--endpoint-url http://localhost:1'));
    assert.ok(text.includes('It is billed.'));
  });
});
