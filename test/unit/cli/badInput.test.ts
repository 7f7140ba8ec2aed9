import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createDialects } from '../../../src/cli/dialects';
import { disk } from '../../../src/cli/disk';
import { lintProject } from '../../../src/lint/project';
import { lintCommand as run } from '../support/lintCommand';

const bucketYaml = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
const bucketTf = 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n';
const versionedTf = `${bucketTf}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id
  versioning_configuration {
    status = "Enabled"
  }
}
`;

interface Report {
  readonly findings: readonly { readonly rule: string; readonly resource: string; readonly file: string }[];
  readonly buckets: readonly { readonly resource: string; readonly versioning: string; readonly file: string }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

describe('s3backup lint: what may lie on a disk', () => {
  let directory = '';
  const path = (name: string): string => join(directory, name);
  const write = async (name: string, content: string | Buffer): Promise<string> => {
    await mkdir(dirname(path(name)), { recursive: true });
    await writeFile(path(name), content);
    return path(name);
  };
  const lint = async (): Promise<Report & { readonly status: number }> => {
    const { status, stdout, stderr } = await run('--format', 'json', directory);
    assert.equal(stderr, '');
    return { ...(JSON.parse(stdout) as Report), status };
  };
  const skippedAs = ({ skipped }: Report): readonly string[] =>
    skipped.map(({ file, reason }) => `${file.slice(directory.length + 1)}: ${reason}`);
  /** The rest of the tree is linted whatever the rest is. */
  const seesTheOther = (report: Report & { readonly status: number }): void => {
    const others = report.findings.filter(({ file }) => file.endsWith('/other/bad.yaml'));
    assert.ok(others.length > 0, 'the other template has lost its findings');
    assert.equal(report.status, 1);
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 's3backup-bad-'));
    await write('other/bad.yaml', bucketYaml);
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('does not wait at a pipe', async () => {
    await promisify(execFile)('mkfifo', [path('main.tf'), path('pipe.yaml')]);
    await write('buckets.tf', bucketTf);
    const report = await lint();
    seesTheOther(report);
    assert.deepEqual(skippedAs(report).toSorted(), [
      'main.tf: It is no regular file.',
      'pipe.yaml: It is no regular file.',
    ]);
    assert.deepEqual(
      report.buckets.filter(({ file }) => file.endsWith('.tf')).map(({ versioning }) => versioning),
      ['unknown'],
      'the pipe may say what this bucket is',
    );
  });

  it('does not read a socket', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(path('main.tf'), done));
    try {
      const report = await lint();
      seesTheOther(report);
      assert.deepEqual(skippedAs(report), ['main.tf: It is no regular file.']);
    } finally {
      server.close();
    }
  });

  it('tells of a link to nothing and of a link to itself, and reads what other links lead to', async () => {
    await symlink(path('nowhere'), path('gone.yaml'));
    await symlink('self.yaml', path('self.yaml'));
    const elsewhere = await mkdtemp(join(tmpdir(), 's3backup-elsewhere-'));
    try {
      await writeFile(join(elsewhere, 'shared.tf'), bucketTf);
      await mkdir(path('module'));
      await symlink(join(elsewhere, 'shared.tf'), path('module/shared.tf'));
      const report = await lint();
      seesTheOther(report);
      assert.deepEqual(skippedAs(report).toSorted(), [
        'gone.yaml: It is not there any more, or is a link to nothing.',
        'self.yaml: It is a link to itself.',
      ]);
      assert.equal(report.buckets.filter(({ file }) => file.endsWith('module/shared.tf')).length, 1);
      const { stderr } = await run('--fix', '--fix-rule', 'all', path('module'));
      assert.match(stderr, /module\/shared\.tf: It is a link/);
      assert.equal(await readFile(join(elsewhere, 'shared.tf'), 'utf8'), bucketTf, 'a fix stays in the tree');
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  });

  it('does not go round in a circle of linked directories, nor out of the tree through one', async () => {
    await mkdir(path('a/b'), { recursive: true });
    await symlink(path('a'), path('a/b/again'));
    await symlink('/', path('a/root'));
    const report = await lint();
    seesTheOther(report);
    assert.deepEqual(report.skipped, []);
    assert.equal(report.buckets.length, 1);
  });

  it('ends where a module calls itself through a link to its own directory', async () => {
    await write('loop/main.tf', `${bucketTf}module "a" {\n  source = "./x"\n}\nmodule "b" {\n  source = "./x"\n}\n`);
    await symlink(path('loop'), path('loop/x'));
    const report = await lint();
    seesTheOther(report);
    assert.deepEqual(skippedAs(report), ['loop/main.tf: It takes too many steps to evaluate.']);
  });

  it('walks a directory that is called main.tf', async () => {
    await write('main.tf/inner.tf', bucketTf);
    const report = await lint();
    seesTheOther(report);
    assert.deepEqual(report.skipped, []);
    assert.ok(report.findings.some(({ file }) => file.endsWith('/main.tf/inner.tf')));
  });

  it('takes any file name', async () => {
    const names = [
      'with space.yaml',
      'ünï-日本-🪣.yaml',
      'line\nbreak.yaml',
      `${'long'.repeat(60)}.yaml`,
      '"quoted\'.yaml',
    ];
    for (const name of names) await write(name, bucketYaml);
    const report = await lint();
    seesTheOther(report);
    assert.deepEqual(
      report.buckets.map(({ file }) => file.slice(directory.length + 1)).toSorted(),
      [...names, 'other/bad.yaml'].toSorted(),
    );
    for (const format of ['stylish', 'sarif', 'github']) {
      assert.equal((await run('--format', format, directory)).status, 1);
    }
  });

  it('goes down a very long path', async () => {
    await write(`${'d/'.repeat(800)}deep.yaml`, bucketYaml);
    const report = await lint();
    seesTheOther(report);
    assert.equal(report.buckets.length, 2);
  });

  it('leaves out what editors write beside a file', async () => {
    await write('main.tf', versionedTf);
    await symlink('somebody@somewhere.1234:1', path('.#main.tf'));
    const report = await lint();
    assert.deepEqual(report.skipped, []);
    assert.equal(report.buckets.find(({ file }) => file.endsWith('main.tf'))?.versioning, 'enabled');
  });

  const encodings: readonly { readonly name: string; readonly bytes: (text: string) => Buffer }[] = [
    { name: 'Latin-1', bytes: (text) => Buffer.from(`${text}# é\n`, 'latin1') },
    { name: 'UTF-16, low byte first', bytes: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le') },
    { name: 'UTF-16, high byte first', bytes: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16() },
  ];
  for (const { name, bytes } of encodings) {
    it(`lints what it can read of ${name}, says so, and changes nothing`, async () => {
      await write('main.tf', bytes(bucketTf));
      await write('t.yaml', bytes(bucketYaml));
      await write('unconcerned.yaml', bytes('a: b\n'));
      const report = await lint();
      seesTheOther(report);
      assert.deepEqual(
        report.skipped.map(({ file, reason }) => [file.slice(directory.length + 1), reason.includes('not UTF-8')]),
        [
          ['main.tf', true],
          ['t.yaml', true],
        ],
      );
      assert.equal(report.buckets.length, 3);
      await run('--fix', '--fix-rule', 'all', directory);
      assert.ok(bytes(bucketTf).equals(await readFile(path('main.tf'))));
      assert.ok(bytes(bucketYaml).equals(await readFile(path('t.yaml'))));
    });
  }

  it('judges no text of 50 MB, and says so only where it is relevant', async () => {
    const filler = Buffer.alloc(50 * 1024 * 1024, '# filler\n');
    await write('tf/huge.tf', Buffer.concat([Buffer.from(versionedTf.replaceAll('"logs"', '"big"')), filler]));
    await write('tf/small.tf', bucketTf);
    await write('huge.yaml', Buffer.concat([Buffer.from(bucketYaml), filler]));
    await write('huge.json', Buffer.concat([Buffer.from('{"Resources":{"Logs":{"Type":"AWS::S3::Bucket"}}}'), filler]));
    await write('unconcerned.json', filler);
    const report = await lint();
    seesTheOther(report);
    const why = 'It is longer than 4 million characters.';
    const whyNot = 'It is longer than 1 MB, and CloudFormation takes no such template.';
    assert.deepEqual(skippedAs(report).toSorted(), [
      `huge.json: ${whyNot}`,
      `huge.yaml: ${whyNot}`,
      `tf/huge.tf: ${why}`,
    ]);
    assert.deepEqual(
      report.buckets.filter(({ file }) => file.endsWith('small.tf')).map(({ versioning }) => versioning),
      ['unknown'],
      'what is not read may say what this bucket is',
    );
  });

  it('parses no block that would keep an editor waiting, and still reads those beside it', async () => {
    const long = `resource "aws_s3_bucket" "long" {\n  bucket = "${'x'.repeat(300_000)}"\n}\n\n`;
    await write('tf/main.tf', long + versionedTf);
    const report = await lint();
    assert.deepEqual(skippedAs(report), ['tf/main.tf: The block at line 1 is longer than 256 thousand characters.']);
    assert.deepEqual(
      report.buckets
        .filter(({ file }) => file.endsWith('tf/main.tf'))
        .map(({ resource, versioning }) => `${resource} ${versioning}`)
        .toSorted(),
      ['aws_s3_bucket.logs enabled', 'aws_s3_bucket.long unknown'],
    );
  });

  it('does not load a file of gigabytes', async () => {
    const file = await open(path('endless.json'), 'w');
    await file.truncate(3 * 1024 * 1024 * 1024);
    await file.close();
    const report = await lint();
    seesTheOther(report);
    assert.deepEqual(skippedAs(report), ['endless.json: It is larger than 64 MB.']);
  });

  it('tells of a file that vanishes between being listed and being read', async () => {
    await write('module/main.tf', bucketTf);
    await write('module/vanishing.tf', versionedTf);
    const vanishing = path('module/vanishing.tf');
    const outcome = await lintProject(
      {
        kind: (name) => disk.kind(name),
        list: (name) => disk.list(name),
        directories: (name) => disk.directories(name),
        entries: (name) => disk.entries(name),
        trouble: (name) => disk.trouble?.(name),
        read: async (name) => {
          if (name === vanishing) await unlink(vanishing).catch(() => undefined);
          return disk.read(name);
        },
      },
      [directory],
      createDialects(),
    );
    if (outcome.kind === 'missing') throw new Error('the directory is missing');
    const { skipped, findings } = outcome.result;
    assert.deepEqual(skipped, [{ file: vanishing, reason: 'It is not there any more, or is a link to nothing.' }]);
    assert.ok(findings.some(({ file }) => file.endsWith('/other/bad.yaml')));
  });

  it('exits with 2 and a reason where the configuration is nested without end', async () => {
    const config = await write('.s3backup.json', `{"rules":${'['.repeat(100_000)}`);
    const { status, stderr } = await run('--config', config, directory);
    assert.equal(status, 2);
    assert.match(stderr, /nested too deeply/);
    const found = await run('--format', 'json', directory);
    assert.equal(found.status, 1, 'one that is found decides nothing');
  });
});
