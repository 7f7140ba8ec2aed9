import assert from 'node:assert/strict';
import { connect as connectSocket } from 'node:net';
import { Readable } from 'node:stream';
import { BackupClient, ListBackupVaultsCommand } from '@aws-sdk/client-backup';
import {
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { runEmulate } from '../../../src/cli/emulate';
import { createSampleAccount } from '../../../src/emulator/account';
import { serveSampleAccount, type SampleEndpoint } from '../../../src/emulator/http';
import { decodeAwsChunked } from '../../../src/emulator/wire/awsChunked';
import { start } from './sample';

const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=sample/20260310/eu-west-1/s3/aws4_request' };

describe('the sample account over HTTP', () => {
  let endpoint: SampleEndpoint;
  let config: { region: string; endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } };

  before(async () => {
    endpoint = await serveSampleAccount(createSampleAccount({ now: start }));
    config = {
      region: 'eu-west-1',
      endpoint: endpoint.url,
      credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
    };
  });

  after(() => endpoint.close());

  it('answers clients of several services at one address', async () => {
    const { BackupVaultList } = await new BackupClient(config).send(new ListBackupVaultsCommand({}));
    assert.equal(BackupVaultList?.length, 2);
    assert.equal((await new S3Client(config).send(new ListBucketsCommand({}))).Buckets?.length, 12);
    assert.equal((await new STSClient(config).send(new GetCallerIdentityCommand({}))).Account, '111122223333');
  });

  it('takes a stream, which the SDK sends in chunks with the checksum behind them', async () => {
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    const body = Buffer.alloc(300_000, 'sample ');
    const Body = Readable.from([body.subarray(0, 100_000), body.subarray(100_000)]);
    const named = { Bucket: 'scratch', Key: 'über/stream one+two.bin' };
    await s3.send(new PutObjectCommand({ ...named, Body, ContentLength: body.length, ChecksumAlgorithm: 'CRC32' }));
    const answer = await s3.send(new GetObjectCommand({ ...named, ChecksumMode: 'ENABLED' }));
    assert.deepEqual(Buffer.from((await answer.Body?.transformToByteArray()) ?? []), body);
    assert.ok(answer.ChecksumCRC32);
    assert.equal(answer.ContentEncoding, undefined);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'scratch', Prefix: 'über/' }));
    assert.deepEqual(
      Contents?.map(({ Key }) => Key),
      [named.Key],
    );
  });

  it('answers a presigned address by the scope in its query', async () => {
    const scope = encodeURIComponent('sample/20260310/eu-west-1/s3/aws4_request');
    const response = await fetch(`${endpoint.url}/orders-prod/config/shop.json?X-Amz-Credential=${scope}`);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /"currency":"EUR"/);
  });

  const requests: readonly (readonly [what: string, path: string, init: RequestInit, status: number, body: RegExp])[] =
    [
      ['without a signature', '/', {}, 403, /<Code>AccessDenied<\/Code>/],
      [
        'for a service that is not there',
        '/',
        { headers: { authorization: signed.authorization.replace('/s3/', '/ec2/') } },
        501,
        /The service ec2 is not part of the sample account/,
      ],
      [
        'for a property of all objects',
        '/',
        { headers: { authorization: signed.authorization.replace('/s3/', '/constructor/') } },
        501,
        /The service constructor is not part/,
      ],
      [
        'with a method that is none of S3',
        '/orders-prod',
        { method: 'PATCH', headers: signed },
        405,
        /MethodNotAllowed/,
      ],
      ['with a path that is not encoded right', '/orders-prod/%zz', { headers: signed }, 405, /MethodNotAllowed/],
      [
        'with a body that is no XML',
        '/orders-prod?versioning',
        { method: 'PUT', headers: signed, body: '<<<' },
        400,
        /<Code>MalformedXML<\/Code>/,
      ],
      [
        'with a body that is no JSON',
        '/backup-jobs',
        {
          method: 'PUT',
          headers: { authorization: signed.authorization.replace('/s3/', '/backup/') },
          body: '{',
        },
        400,
        /SerializationException|could not be read/,
      ],
      [
        'with chunks that do not add up',
        '/scratch/a',
        { method: 'PUT', headers: { ...signed, 'content-encoding': 'aws-chunked' }, body: 'ff\r\nshort' },
        400,
        /IncompleteBody/,
      ],
      [
        'to a query service without an action',
        '/',
        { method: 'POST', headers: { authorization: signed.authorization.replace('/s3/', '/sts/') }, body: 'a=b' },
        400,
        /MissingAction/,
      ],
    ];
  for (const [what, path, init, status, body] of requests) {
    it(`answers a request ${what} as AWS would`, async () => {
      const response = await fetch(endpoint.url + path, init);
      assert.match(await response.text(), body);
      assert.equal(response.status, status);
    });
  }

  it('survives what is not HTTP', async () => {
    const { port } = new URL(endpoint.url);
    await new Promise<void>((resolve) => {
      const socket = connectSocket(Number(port), '127.0.0.1', () => {
        socket.write('\u0000\u0001 this is not HTTP\r\n\r\n');
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        resolve();
      });
      socket.resume();
    });
    assert.equal((await fetch(endpoint.url, { headers: signed })).status, 200);
  });
});

describe('an aws-chunked body', () => {
  const decode = (text: string) => {
    const decoded = decodeAwsChunked(Buffer.from(text));
    return decoded && [Buffer.from(decoded.payload).toString(), decoded.trailers];
  };

  it('is taken apart, signed or not, with its trailers', () => {
    assert.deepEqual(decode('3\r\nabc\r\n2\r\nde\r\n0\r\nX-Amz-Checksum-Crc32: AA==\r\n\r\n'), [
      'abcde',
      { 'x-amz-checksum-crc32': 'AA==' },
    ]);
    assert.deepEqual(decode('a;chunk-signature=00\r\n0123456789\r\n0;chunk-signature=00\r\n\r\n'), ['0123456789', {}]);
    assert.deepEqual(decode('0\r\n\r\n'), ['', {}]);
  });

  for (const broken of ['', 'abc', '5\r\nab', 'zz\r\nab\r\n0\r\n', '2\r\nab\r\n']) {
    it(`${JSON.stringify(broken)} is refused`, () => {
      assert.equal(decodeAwsChunked(Buffer.from(broken)), undefined);
    });
  }
});

describe('emulate', () => {
  function run(...args: string[]) {
    const written = { out: '', err: '' };
    const status = runEmulate(args, {
      stdout: (text) => {
        written.out += text;
      },
      stderr: (text) => {
        written.err += text;
      },
    });
    return { written, status };
  }

  for (const args of [['--port', 'x'], ['--port', '70000'], ['--colour'], ['extra'], ['--scenario', 'none']]) {
    it(`${args.join(' ')} is a usage error`, async () => {
      const { written, status } = run(...args);
      assert.equal(await status, 2);
      assert.notEqual(written.err, '');
      assert.equal(written.out, '');
    });
  }

  it('says so where the port is in use', async () => {
    const endpoint = await serveSampleAccount(createSampleAccount({ scenario: 'empty' }));
    const { written, status } = run('--port', new URL(endpoint.url).port, '--scenario', 'empty');
    assert.equal(await status, 1);
    assert.match(written.err, /^Port \d+ is in use\. Choose another one with --port/);
    await endpoint.close();
  });

  it('prints its address and how to use it, and stops on an interrupt', async () => {
    const { written, status } = run('--scenario', 'empty');
    while (written.out === '') {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(written.out)?.[0] ?? '';
    assert.equal((await fetch(url, { headers: signed })).status, 200);
    process.emit('SIGTERM');
    assert.equal(await status, 0);
    await assert.rejects(fetch(url));
  });
});
