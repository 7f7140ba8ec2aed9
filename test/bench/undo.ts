// 100,000 deletes are undone against an account in a process of its own, beside bare calls of DeleteObjects that remove
// as many markers: how much of what the account can take is used, and how much memory that needs.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { largestBatch } from '../../src/aws/objects/batches';
import { LinesFile, readDeletedList } from '../../src/aws/objects/deletedList';
import { surveyDeletes } from '../../src/aws/objects/surveyDeletes';
import { noCounts, parallelRemovals, undoDeletes } from '../../src/aws/objects/undoDeletes';
import { serveSampleAccount } from '../../src/emulator/http';
import { emptyAccount, fillBucket, region } from './fullBucket';
import { figure, heading } from './print';

const keys = 100_000;
const never = new AbortController().signal;
const since = new Date(Date.now() - 3_600_000);

/** Milliseconds that a call takes in the account beside its own work; S3 takes longer. */
const delays = [0, 100] as const;

/** The account: a bucket for each measurement. */
async function serve(): Promise<void> {
  const account = emptyAccount();
  for (const delay of delays) for (const name of ['bare', 'undo']) fillBucket(account, `${name}-${delay}`, keys, true);
  let delay = 0;
  account.interfere = () => (delay === 0 ? undefined : { kind: 'delay', milliseconds: delay });
  const { url } = await serveSampleAccount(account);
  process.on('message', (milliseconds: number) => {
    delay = milliseconds;
    process.send?.(url);
  });
  process.send?.(url);
}

function clientOf(endpoint: string): S3Client {
  return new S3Client({
    region,
    endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
  });
}

async function list(s3: S3Client, bucket: string, path: string): Promise<number> {
  const file = await LinesFile.open(path, 'new');
  let found = 0;
  for await (const page of surveyDeletes(s3, { bucket, prefix: '', since }, never)) {
    await file.add(page.found);
    found += page.found.length;
  }
  await file.close();
  return found;
}

/** As many calls at once as the undo makes, and nothing else. */
async function bare(s3: S3Client, bucket: string, path: string): Promise<void> {
  const batches: { Key: string; VersionId: string }[][] = [[]];
  for await (const { key, markers } of readDeletedList(path)) {
    if ((batches.at(-1)?.length ?? 0) >= largestBatch) batches.push([]);
    for (const VersionId of markers) batches.at(-1)?.push({ Key: key, VersionId });
  }
  const next = batches.values();
  const worker = async (): Promise<void> => {
    for (const Objects of next) await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
  };
  await Promise.all(Array.from({ length: parallelRemovals }, worker));
}

async function undo(
  s3: S3Client,
  bucket: string,
  path: string,
): Promise<{ back: number; heap: number; removing: number }> {
  let counts = noCounts;
  let heap = 0;
  const started = performance.now();
  let removedAt = started;
  const place = { s3, bucket, region, prefix: '', address: { Bucket: bucket } };
  const end = await undoDeletes(
    (behind) => readDeletedList(path, behind),
    place,
    {
      removed: () => {
        removedAt = performance.now();
        heap = Math.max(heap, process.memoryUsage().heapUsed);
        return Promise.resolve();
      },
      report: () => Promise.resolve(),
      verified: (_key, sums) => {
        counts = sums;
        heap = Math.max(heap, process.memoryUsage().heapUsed);
        return Promise.resolve();
      },
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
    never,
  );
  if (end.kind !== 'done') throw new Error(JSON.stringify(end));
  return { back: counts.back, heap, removing: (removedAt - started) / 1_000 };
}

async function timed<T>(run: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  const result = await run();
  return [result, (performance.now() - started) / 1_000];
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'undo-'));
  const child = fork(__filename, ['serve'], { execArgv: ['--import', 'tsx'] });
  try {
    const [url] = (await once(child, 'message')) as [string];
    const s3 = clientOf(url);
    for (const delay of delays) {
      child.send(delay);
      await once(child, 'message');
      heading(`${keys} deletes undone, ${delay} ms a call`);
      const [first, second] = [`bare-${delay}`, `undo-${delay}`] as const;
      await list(s3, first, join(folder, first));
      const [found, listing] = await timed(() => list(s3, second, join(folder, second)));
      figure('looking for them', `${found} keys in ${listing.toFixed(1)} s`);
      const [, alone] = await timed(() => bare(s3, first, join(folder, first)));
      figure('bare calls of DeleteObjects', `${(keys / alone).toFixed(0)} keys/s`);
      globalThis.gc?.();
      const before = process.memoryUsage().heapUsed;
      const [{ back, heap, removing }, whole] = await timed(() => undo(s3, second, join(folder, second)));
      figure('the undo removes them', `${(keys / removing).toFixed(0)} keys/s`);
      figure('of the bare calls', `${((100 * alone) / removing).toFixed(0)} %`);
      figure('and verifies each', `${(whole - removing).toFixed(1)} s more, ${back} back`);
      figure('heap on top while it ran', `${((heap - before) / 1e6).toFixed(0)} MB`);
    }
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
}

void (process.argv[2] === 'serve' ? serve() : measure());
