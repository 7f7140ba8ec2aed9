import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  CopyObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Change } from '../../../src/aws/changes/change';
import { callsOf } from '../../../src/aws/changes/change';
import type { ChangeTarget } from '../../../src/aws/changes/changeTarget';
import { send } from '../../../src/aws/changes/send';
import { policyFor } from '../../../src/aws/changes/policy';
import { keyNow } from '../../../src/aws/objects/keyNow';
import { contentOf, hasUntoldMetadata, partSizeFor } from '../../../src/aws/objects/largeCopy';
import { changePreview } from '../../../src/ui/changePreview';
import { describeStop } from '../../../src/ui/changeReport';
import { plan, run } from '../changes/changing';
import type { Clients } from '../emulator/sample';
import { put } from '../emulator/sample';
import { at, bucket, holds, oneBucket } from './support';

const gibibyte = 1024 ** 3;
const key = 'a b/ü+1.bin';
const about = { Bucket: bucket, Key: key };
/** Stands for 6 GiB and a bit: 25 parts, the last of one byte. */
const body = Array.from({ length: 500 }, (_, index) => String.fromCodePoint(33 + (index % 90))).join('');
const size = 6 * gibibyte + 1;

interface Stage {
  readonly clients: Clients;
  readonly target: ChangeTarget;
  readonly change: Change;
}

async function largeVersion(): Promise<Stage> {
  const { clients, target } = await oneBucket();
  clients.account.state.pretendedSize = (_, bytes) => (bytes === body.length ? size : undefined);
  const { VersionId: versionId = '' } = await clients.s3.send(
    new PutObjectCommand({
      ...about,
      Body: body,
      ContentType: 'text/plain',
      Metadata: { who: 'me' },
      Tagging: 'a=1%202&b%2B=%26',
      StorageClass: 'STANDARD_IA',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/one',
    }),
  );
  await put(clients, bucket, key, 'newer');
  const [now] = (await keyNow(at(key), target)).versions;
  const goal = { kind: 'restoreVersion', ...at(key), versionId, current: now?.versionId ?? '' } as const;
  return { clients, target, change: await plan(target, goal) };
}

async function uploads({ s3 }: Clients): Promise<number> {
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  return Uploads.length;
}

function calls({ account }: Clients, operation: string): number {
  return account.log.recent.filter((call) => call.operation === operation).length;
}

describe('restoring a version of more than 5 GB', () => {
  it('copies it in parts, with metadata, tags, class and encryption', async () => {
    const { clients, target, change } = await largeVersion();
    const outcome = await run(change, target);
    assert.equal(outcome.stop, undefined, JSON.stringify(outcome.stop));
    const head = await clients.s3.send(new HeadObjectCommand(about));
    const { Body } = await clients.s3.send(new GetObjectCommand(about));
    const { TagSet } = await clients.s3.send(new GetObjectTaggingCommand(about));
    assert.equal(await Body?.transformToString(), body);
    assert.equal(head.ContentLength, size);
    assert.match(head.ETag ?? '', /-25"$/u);
    assert.equal(head.ContentType, 'text/plain');
    assert.deepEqual(head.Metadata, { who: 'me' });
    assert.equal(head.StorageClass, 'STANDARD_IA');
    assert.equal(head.SSEKMSKeyId, 'arn:aws:kms:eu-west-1:111122223333:key/one');
    assert.deepEqual(TagSet, [
      { Key: 'a', Value: '1 2' },
      { Key: 'b+', Value: '&' },
    ]);
    assert.equal(await uploads(clients), 0);
  });

  it('is what one call cannot do', async () => {
    const { clients, change } = await largeVersion();
    const [planned] = callsOf(change);
    assert.ok(planned?.call.operation === 'CopyInParts');
    const CopySource = planned.call.input.from.CopySource;
    await assert.rejects(clients.s3.send(new CopyObjectCommand({ ...about, CopySource })), { name: 'InvalidRequest' });
  });

  it('tries a part again where S3 is slow for a moment', async () => {
    const { clients, target, change } = await largeVersion();
    let faults = 0;
    clients.account.interfere = ({ operation }) => {
      if (operation !== 'UploadPartCopy' || (faults += 1) > 5) return undefined;
      return { kind: 'error', code: 'SlowDown', message: 'Please reduce your request rate.', statusCode: 503 };
    };
    const outcome = await run(change, target);
    assert.equal(outcome.stop, undefined, JSON.stringify(outcome.stop));
    assert.ok(faults > 25);
  });

  it('aborts the upload where a part fails for good, and leaves all as it was', async () => {
    const { clients, target, change } = await largeVersion();
    const before = await holds(clients);
    let parts = 0;
    clients.account.interfere = ({ operation }) => {
      if (operation !== 'UploadPartCopy' || (parts += 1) !== 7) return undefined;
      return { kind: 'error', code: 'AccessDenied', message: 'Access Denied', statusCode: 403 };
    };
    const { stop } = await run(change, target);
    assert.equal(stop?.kind, 'failed');
    assert.ok(calls(clients, 'UploadPartCopy') < 12, 'no new part is begun after one has failed');
    assert.equal(await uploads(clients), 0);
    assert.deepEqual(await holds(clients), before);
  });

  it('aborts the upload where it is cancelled between parts', async () => {
    const { clients, target, change } = await largeVersion();
    const before = await holds(clients);
    const isCancelled = () => calls(clients, 'UploadPartCopy') >= 5;
    const { stop } = await run(change, target, { isCancelled });
    assert.equal(stop?.kind, 'cancelled');
    assert.equal(calls(clients, 'AbortMultipartUpload'), 1);
    assert.equal(await uploads(clients), 0);
    assert.deepEqual(await holds(clients), before);
  });

  it('says which upload is left where it cannot be aborted', async () => {
    const { clients, target, change } = await largeVersion();
    clients.account.deny('s3:AbortMultipartUpload', '*');
    const isCancelled = () => calls(clients, 'UploadPartCopy') >= 5;
    const { stop } = await run(change, target, { isCancelled });
    assert.ok(stop?.kind === 'left');
    const { Uploads = [] } = await clients.s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    assert.equal(stop.upload.uploadId, Uploads[0]?.UploadId);
    assert.match(describeStop(stop), /^Cancelled\. The upload \S+ of .* was left, and its parts are billed/u);
  });

  it('is refused by S3 itself where somebody wrote meanwhile, and nothing is left', async () => {
    const { clients, target, change } = await largeVersion();
    const [planned] = callsOf(change);
    assert.ok(planned);
    await put(clients, bucket, key, 'third');
    const before = await holds(clients);
    const pace = { isCancelled: () => false, wait: () => Promise.resolve() };
    await assert.rejects(send(planned.call, target, pace), { name: 'PreconditionFailed' });
    assert.equal(await uploads(clients), 0);
    assert.deepEqual(await holds(clients), before);
  });

  it('shows the calls, what an interrupted one costs, and the rights it takes', async () => {
    const { change } = await largeVersion();
    const text = changePreview(change, {});
    for (const operation of ['create-multipart-upload', 'upload-part-copy', 'complete-multipart-upload']) {
      assert.ok(text.includes(`aws s3api ${operation}`), text);
    }
    assert.match(text, /an upload is begun, 25 parts are copied/u);
    assert.match(text, /until the upload is aborted/u);
    const [planned] = callsOf(change);
    assert.ok(planned);
    assert.ok(policyFor([planned.call]).includes('s3:AbortMultipartUpload'));
  });

  it('shows a script that a shell runs, with a range for each part', async () => {
    const { change } = await largeVersion();
    const [planned] = callsOf(change);
    assert.ok(planned);
    const { awsScript } = await import('../../../src/aws/changes/awsCommands');
    // Stands for the AWS CLI: notes what it is asked, and answers as `--query` asks.
    const stub = [
      'aws() {',
      'echo "$*" | tr "\\n" " " >&2; echo >&2',
      'case "$2" in create-multipart-upload) echo upload-1;; upload-part-copy) echo \'"etag"\';; esac',
      'case "$*" in *file://*) F="${*##*file://}"; cat "${F%% *}" >&2; echo >&2;; esac',
      '}',
    ].join('\n');
    const script = awsScript([planned.call], {}).replace('set -eu', `set -eu\n${stub}`);
    const lines = execFileSync('sh', ['-c', `exec 2>&1\n${script}`], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
    const ranges = lines.flatMap((line) => /--copy-source-range bytes=(\d+)-(\d+)/u.exec(line)?.slice(1) ?? []);
    assert.equal(ranges.length, 50);
    assert.equal(ranges.at(-1), String(size - 1));
    const { Parts } = JSON.parse(lines.at(-1) ?? '') as { readonly Parts: readonly unknown[] };
    assert.deepEqual(Parts[24], { PartNumber: 25, ETag: 'etag' });
    assert.ok(!lines.some((line) => line.includes('abort-multipart-upload')));
  });

  it('carries every header over, and knows metadata that it cannot', () => {
    const headers = {
      CacheControl: 'no-cache',
      ContentDisposition: 'inline',
      ContentEncoding: 'gzip',
      ContentLanguage: 'de',
      ContentType: 'text/plain',
      Metadata: { who: 'me' },
    };
    const ExpiresString = 'Tue, 10 Mar 2026 12:00:00 GMT';
    const head = { ...headers, ExpiresString, $metadata: {} };
    assert.deepEqual(contentOf(head), { ...headers, Expires: new Date('2026-03-10T12:00:00Z') });
    assert.equal(hasUntoldMetadata(head), false);
    assert.equal(hasUntoldMetadata({ ...head, MissingMeta: 1 }), true);
    assert.equal(hasUntoldMetadata({ ...head, ExpiresString: 'never' }), true);
  });

  it('takes no more parts than S3 does, of no more than 5 GiB', () => {
    for (const bytes of [5 * gibibyte + 1, 3 * 1024 * gibibyte, 5 * 1024 * gibibyte, 48 * 1024 * gibibyte]) {
      assert.ok(Math.ceil(bytes / partSizeFor(bytes)) <= 10_000);
      assert.ok(partSizeFor(bytes) <= 5 * gibibyte);
    }
  });
});
