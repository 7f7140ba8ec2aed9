import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  type S3ServiceException,
  paginateListBuckets,
  paginateListObjectsV2,
  type ListObjectVersionsCommandInput,
} from '@aws-sdk/client-s3';
import { compareKeys } from '../../../src/emulator/sortedKeys';
import { connect, emptyAccount, makeBucket, put, type Clients } from './sample';

const Bucket = 'orders';

async function versioned(): Promise<Clients> {
  const clients = emptyAccount();
  await makeBucket(clients, Bucket, 'Enabled');
  return clients;
}

async function read({ s3 }: Clients, Key: string, VersionId?: string): Promise<string | undefined> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Body?.transformToString();
}

describe('objects in a versioned bucket', () => {
  it('keep every version; a delete marker hides them and can itself be deleted', async () => {
    const clients = await versioned();
    const { s3 } = clients;
    const first = await put(clients, Bucket, 'a', 'one');
    const second = await put(clients, Bucket, 'a', 'two');
    const deleted = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    assert.equal(deleted.DeleteMarker, true);
    await assert.rejects(read(clients, 'a'), { name: 'NoSuchKey' });
    await assert.rejects(read(clients, 'a', deleted.VersionId), { name: 'MethodNotAllowed' });
    assert.equal(await read(clients, 'a', first), 'one');
    const listed = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    assert.deepEqual(
      listed.Versions?.map((version) => [version.VersionId, version.IsLatest]),
      [
        [second, false],
        [first, false],
      ],
    );
    assert.deepEqual(
      listed.DeleteMarkers?.map((marker) => [marker.VersionId, marker.IsLatest]),
      [[deleted.VersionId, true]],
    );
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: deleted.VersionId }));
    assert.equal(await read(clients, 'a'), 'two');
  });

  it('come back by copying an old version over the current one', async () => {
    const clients = await versioned();
    const first = await put(clients, Bucket, 'dir/a b+c', 'one');
    await put(clients, Bucket, 'dir/a b+c', 'two');
    const CopySource = `${Bucket}/${encodeURIComponent('dir/a b+c')}?versionId=${first}`;
    const copied = await clients.s3.send(new CopyObjectCommand({ Bucket, Key: 'dir/a b+c', CopySource }));
    assert.equal(copied.CopySourceVersionId, first);
    assert.equal(await read(clients, 'dir/a b+c'), 'one');
  });

  it('are overwritten as version null while versioning is suspended', async () => {
    const clients = await versioned();
    const { s3 } = clients;
    await put(clients, Bucket, 'a', 'kept');
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }));
    assert.equal(await put(clients, Bucket, 'a', 'null 1'), 'null');
    await put(clients, Bucket, 'a', 'null 2');
    const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    assert.equal(Versions?.length, 2);
    assert.equal(await read(clients, 'a', 'null'), 'null 2');
  });

  it('are gone for good in a bucket that was never versioned', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, Bucket);
    await put(clients, Bucket, 'a', 'one');
    await put(clients, Bucket, 'a', 'two');
    const deleted = await clients.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    assert.equal(deleted.VersionId, undefined);
    const listed = await clients.s3.send(new ListObjectVersionsCommand({ Bucket }));
    assert.equal(listed.Versions, undefined);
    assert.equal(listed.DeleteMarkers, undefined);
  });

  it('are deleted a thousand at a time', async () => {
    const clients = await versioned();
    for (let i = 0; i < 30; i++) {
      await put(clients, Bucket, `k${i}`, 'x');
    }
    const Objects = Array.from({ length: 30 }, (_none, i) => ({ Key: `k${i}` }));
    const { Deleted } = await clients.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    assert.equal(Deleted?.length, 30);
    assert.ok(Deleted.every((deleted) => deleted.DeleteMarker));
    assert.equal((await clients.s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount, 0);
  });
});

describe('the bytes of an object', () => {
  it('arrive as they were sent: text, bytes and streams, with their checksum', async () => {
    const clients = await versioned();
    const { s3 } = clients;
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_none, i) => (i * 7) % 256));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'bytes', Body: bytes, ContentType: 'x/y' }));
    const Body = Readable.from([bytes.subarray(0, 50_000), bytes.subarray(50_000)]);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: bytes.length }));
    for (const Key of ['bytes', 'stream']) {
      const answer = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
      assert.ok(answer.ChecksumCRC32, Key);
      assert.deepEqual(Buffer.from((await answer.Body?.transformToByteArray()) ?? []), bytes);
    }
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'bytes' }));
    assert.equal(head.ContentLength, 70_000);
    assert.equal(head.ContentType, 'x/y');
  });

  it('can be asked for in part', async () => {
    const clients = await versioned();
    await put(clients, Bucket, 'a', '0123456789');
    const part = async (Range: string) => {
      const answer = await clients.s3.send(new GetObjectCommand({ Bucket, Key: 'a', Range }));
      return [answer.$metadata.httpStatusCode, answer.ContentRange, await answer.Body?.transformToString()];
    };
    assert.deepEqual(await part('bytes=2-4'), [206, 'bytes 2-4/10', '234']);
    assert.deepEqual(await part('bytes=-3'), [206, 'bytes 7-9/10', '789']);
    await assert.rejects(part('bytes=10-'), { name: 'InvalidRange' });
  });

  it('are refused where they are not what the sender says', async () => {
    const clients = await versioned();
    const wrong = new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' });
    await assert.rejects(clients.s3.send(wrong), { name: 'BadDigest' });
  });

  it('obey conditions', async () => {
    const clients = await versioned();
    const { s3 } = clients;
    await put(clients, Bucket, 'a', 'one');
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    const failed = { name: 'PreconditionFailed' };
    await assert.rejects(s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfNoneMatch: '*' })), failed);
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: 'a', IfMatch: '"other"' })), failed);
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: 'a', IfNoneMatch: ETag })), (error: object) => {
      assert.equal((error as S3ServiceException).$metadata.httpStatusCode, 304);
      return true;
    });
  });

  it('encrypted with SSE-C are refused, since new buckets block it', async () => {
    const { s3 } = await versioned();
    const key = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) };
    await assert.rejects(s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ...key })), {
      name: 'AccessDenied',
    });
  });
});

describe('lists of objects', () => {
  const keys = ['a', 'dir/', 'dir/a', 'dir/b', 'dir/sub/c', 'dir2/x', 'é', '\u{1f600}', '\uffee', 'z&<"z'];

  async function filled(): Promise<Clients> {
    const clients = await versioned();
    for (const key of [...keys].reverse()) {
      await put(clients, Bucket, key, key);
      await put(clients, Bucket, key, `${key} again`);
    }
    return clients;
  }

  it('are in the order of UTF-8 bytes, whatever the characters', async () => {
    const { s3 } = await filled();
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    const listed = Contents.map((object) => object.Key ?? '');
    assert.deepEqual(
      listed,
      [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
    assert.deepEqual([...keys].sort(compareKeys), listed);
  });

  it('come in pages that neither repeat nor leave out', async () => {
    const { s3 } = await filled();
    for (const pageSize of [1, 2, 3, 100]) {
      const seen: (string | undefined)[] = [];
      for await (const page of paginateListObjectsV2({ client: s3, pageSize }, { Bucket })) {
        seen.push(...(page.Contents ?? []).map((object) => object.Key));
      }
      assert.deepEqual(seen, [...keys].sort(compareKeys), `pages of ${pageSize}`);
    }
  });

  it('roll keys up at the delimiter, also across pages', async () => {
    const { s3 } = await filled();
    for (const pageSize of [1, 2, 100]) {
      const prefixes: (string | undefined)[] = [];
      const contents: (string | undefined)[] = [];
      for await (const page of paginateListObjectsV2(
        { client: s3, pageSize },
        { Bucket, Prefix: 'd', Delimiter: '/' },
      )) {
        prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
        contents.push(...(page.Contents ?? []).map((object) => object.Key));
      }
      assert.deepEqual([prefixes, contents], [['dir/', 'dir2/'], []], `pages of ${pageSize}`);
    }
  });

  it('of versions come in pages, newest version of a key first', async () => {
    const clients = await filled();
    await clients.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    for (const MaxKeys of [1, 2, 3, 7, 100]) {
      const seen: string[] = [];
      let markers: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> = {};
      for (let more = true; more;) {
        const page = await clients.s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys, ...markers }));
        const lines = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
        assert.ok(lines.length <= MaxKeys);
        seen.push(...lines.map((line) => `${line.Key ?? ''}@${line.VersionId ?? ''}`));
        markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
        more = page.IsTruncated ?? false;
      }
      assert.equal(seen.length, 21, `pages of ${MaxKeys}`);
      assert.equal(new Set(seen).size, 21, `pages of ${MaxKeys}`);
    }
  });
});

describe('lists of buckets', () => {
  it('come by name, in pages, with a prefix, and tell the Region only to those who send a parameter', async () => {
    const clients = emptyAccount();
    for (const name of ['b-2', 'a-1', 'b-1', 'c-1']) {
      await makeBucket(clients, name);
    }
    const plain = await clients.s3.send(new ListBucketsCommand({}));
    assert.deepEqual(
      plain.Buckets?.map((bucket) => [bucket.Name, bucket.BucketRegion]),
      ['a-1', 'b-1', 'b-2', 'c-1'].map((name) => [name, undefined]),
    );
    const seen: unknown[] = [];
    for await (const page of paginateListBuckets({ client: clients.s3, pageSize: 1 }, { Prefix: 'b-' })) {
      assert.ok((page.Buckets?.length ?? 0) <= 1);
      seen.push(...(page.Buckets ?? []).map((bucket) => [bucket.Name, bucket.BucketRegion]));
    }
    assert.deepEqual(seen, [
      ['b-1', 'eu-west-1'],
      ['b-2', 'eu-west-1'],
    ]);
  });
});

describe('the Region of a bucket', () => {
  it('is told to a client of another Region in a redirect', async () => {
    const clients = await versioned();
    const elsewhere = connect(clients.account, 'us-east-1');
    await assert.rejects(elsewhere.s3.send(new ListObjectsV2Command({ Bucket })), (error: Error) => {
      const { $response } = error as Error & { $response?: { statusCode: number; headers: Record<string, string> } };
      assert.equal(error.name, 'PermanentRedirect');
      assert.equal($response?.statusCode, 301);
      assert.equal($response.headers['x-amz-bucket-region'], 'eu-west-1');
      return true;
    });
  });

  it('lets the SDK follow it', async () => {
    const clients = await versioned();
    await put(clients, Bucket, 'a', 'one');
    const s3 = new S3Client({
      region: 'us-east-1',
      credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
      requestHandler: clients.account,
      followRegionRedirects: true,
    });
    assert.equal((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount, 1);
  });

  it('does not depend on how the bucket is addressed', async () => {
    const clients = await versioned();
    await put(clients, Bucket, 'a/b c', 'one');
    const s3 = new S3Client({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
      requestHandler: clients.account,
      forcePathStyle: true,
    });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a/b c' }));
    assert.equal(await Body?.transformToString(), 'one');
  });
});
