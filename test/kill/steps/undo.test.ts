import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { surveyToFile } from '../../../src/commands/undoSurvey';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import { fillBucket } from '../../bench/fullBucket';
import { emptyAccount, region } from '../../unit/emulator/sample';
import { inProcess } from '../../unit/support/accounts';
import type { Stage } from './stage';
import { endStages, killAtEach, nextWindow, openStage } from './stage';

const bucket = 'files';

/** More than one call takes. */
const keys = 2_500;

const folders: string[] = [];

afterEach(async () => {
  await endStages();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A bucket whose objects are all deleted, and the list of them that a person has agreed to. */
async function newStage(): Promise<Stage> {
  const clients = emptyAccount({ now: Date.now() });
  fillBucket(clients.account, bucket, keys, true);
  const folder = mkdtempSync(join(tmpdir(), 's3backup-undo-'));
  folders.push(folder);
  const listener = { changed: () => undefined, log: (message: string) => assert.fail(message) };
  const session = new AccountSession({ kind: 'sample' }, inProcess(clients.account), listener);
  const request = { bucket, region, prefix: '', since: new Date(0), folder };
  const { job } = await surveyToFile(request, session, new AbortController().signal, () => undefined);
  session.dispose();
  assert.equal(job.keys, keys);
  return openStage(clients, {
    flow: 'undoFlow.ts',
    env: { KILL_JOB: JSON.stringify(job) },
    operations: { [`POST /${bucket}`]: 'DeleteObjects' },
  });
}

/** All that there is of the bucket, page by page. */
async function countVersions({ clients: { s3 } }: Stage): Promise<Record<'current' | 'all' | 'markers', number>> {
  const count = { current: 0, all: 0, markers: 0 };
  let marker: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | undefined = {};
  while (marker !== undefined) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, ...marker }),
    );
    const { Versions: versions = [], DeleteMarkers: markers = [] } = page;
    count.current += versions.filter(({ IsLatest }) => IsLatest).length;
    count.all += versions.length;
    count.markers += markers.length;
    const { IsTruncated: isTruncated, NextKeyMarker: KeyMarker = '', NextVersionIdMarker: VersionIdMarker = '' } = page;
    marker = isTruncated === true ? { KeyMarker, VersionIdMarker } : undefined;
  }
  return count;
}

/** The next window brings back what is missing, and touches nothing else. */
async function checkRecovery(stage: Stage): Promise<void> {
  assert.equal((await stage.run({})).kind, 'done');
  assert.deepEqual(await countVersions(stage), { current: keys, all: keys, markers: 0 });
  const { work, session } = nextWindow(stage);
  await work.look();
  const [entry, ...more] = work.journal.entries;
  assert.equal(more.length, 0, 'it is one undo');
  assert.ok(entry?.state.kind === 'ended', entry?.state.kind);
  assert.deepEqual([entry.state.state, (entry.state.verified as { back: number }).back], ['COMPLETED', keys]);
  await work.close();
  session.dispose();
}

describe('a window that is killed while it undoes deletes', () => {
  it('as a call arrives, or before its answer does, loses nothing', async function () {
    this.timeout(120_000);
    for (const nth of [1, 2, 3]) {
      for (const when of ['before', 'after'] as const) {
        const stage = await newStage();
        assert.deepEqual(await stage.run({ call: { operation: 'DeleteObjects', nth, when } }), { kind: 'killed' });
        await checkRecovery(stage);
      }
    }
  });

  it('at steps on the disk, loses nothing', async function () {
    this.timeout(240_000);
    const whole = await newStage();
    const ending = await whole.run({});
    assert.ok(ending.kind === 'done');
    // Every third: each takes two processes.
    const some = Array.from({ length: Math.ceil(ending.steps / 3) }, (_none, index) => 3 * index + 1);
    await killAtEach(some, async (at) => {
      const stage = await newStage();
      const killed = await stage.run({ at });
      // How often it notes how far it is hangs on the clock: the last steps may not come.
      if (killed.kind === 'killed') await checkRecovery(stage);
      else assert.ok(at > ending.steps / 2, `it lives at step ${at} of ${ending.steps}`);
    });
  });
});
