import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Outcome } from '../support/lintCommand';
import { lintCommand as lint } from '../support/lintCommand';

async function isThere(tool: string): Promise<boolean> {
  return promisify(execFile)(tool, ['--version']).then(
    () => true,
    () => false,
  );
}

const bad = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
const good =
  'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      ObjectLockEnabled: true\n      LifecycleConfiguration:\n        Rules:\n          - Status: Enabled\n            NoncurrentVersionExpiration: {NoncurrentDays: 7}\n';

describe('s3backup lint', () => {
  let directory = '';
  const path = (name: string): string => join(directory, name);
  const write = async (name: string, text: string): Promise<string> => {
    await mkdir(dirname(path(name)), { recursive: true });
    await writeFile(path(name), text);
    return path(name);
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 's3backup-lint-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('exits with 0 where there is nothing, with 1 where there is a finding', async () => {
    await write('good.yaml', good);
    const clean = await lint(directory);
    assert.deepEqual([clean.status, clean.stderr], [0, '']);
    await write('bad.yaml', bad);
    const dirty = await lint(directory);
    assert.deepEqual([dirty.status, dirty.stderr], [1, '']);
    assert.match(dirty.stdout, /bucket-versioning/);
  });

  it('goes by --fail-on', async () => {
    await write('bad.yaml', bad);
    assert.equal((await lint('--fail-on', 'error', directory)).status, 0);
    assert.equal((await lint('--fail-on', 'warning', directory)).status, 1);
    assert.equal((await lint('--fail-on', 'hint', directory)).status, 1);
  });

  it('exits with 2 and prints nothing to standard output where it is used wrongly', async () => {
    await write('bad.yaml', bad);
    for (const args of [
      [],
      ['--format', 'xml', directory],
      ['--fail-on', 'never', directory],
      ['--no-such-option', directory],
      ['--fix-rule', 'all', directory],
      ['--fix', '--fix-rule', 'no-such-rule', directory],
      ['--config', path('x.json'), directory],
      ['--fix', '--write-baseline', path('known.json'), directory],
      [directory, path('missing')],
    ]) {
      const { status, stdout, stderr } = await lint(...args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.notEqual(stderr, '');
    }
  });

  it('prints one JSON object, with absolute paths', async () => {
    const file = await write('a/bad.json', '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket"}}}');
    const { status, stdout } = await lint('--format', 'json', directory);
    const report = JSON.parse(stdout) as { findings: { file: string; resource: string; range: object }[] };
    assert.equal(status, 1);
    assert.deepEqual(
      report.findings.map(({ file: where, resource, range }) => ({ where, resource, range })),
      [
        {
          where: file.replaceAll('\\', '/'),
          resource: 'Logs',
          range: { start: { line: 1, column: 16 }, end: { line: 1, column: 20 } },
        },
      ],
    );
  });

  it('reads both languages below one directory', async () => {
    await write('template.yaml', bad);
    await write('infra/main.tf', 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n');
    const { stdout } = await lint('--format', 'json', directory);
    const { buckets } = JSON.parse(stdout) as { buckets: { dialect: string; resource: string }[] };
    assert.deepEqual(buckets.map(({ dialect, resource }) => `${dialect} ${resource}`).toSorted(), [
      'cloudformation Logs',
      'terraform aws_s3_bucket.logs',
    ]);
  });

  it('--fix alone changes nothing that costs', async () => {
    const file = await write('bad.yaml', bad);
    assert.equal((await lint('--fix', directory)).status, 1);
    assert.equal(await readFile(file, 'utf8'), bad);
  });

  it('--fix --fix-rule writes the preferred fix, the byte order mark and the line ends kept', async () => {
    const file = await write('bad.yaml', `\uFEFF${bad.replaceAll('\n', '\r\n')}`);
    const { status, stdout } = await lint('--fix', '--fix-rule', 'bucket-versioning', directory);
    assert.equal(status, 0);
    assert.doesNotMatch(stdout, /warning|error/);
    const after = await readFile(file, 'utf8');
    assert.ok(after.startsWith('\uFEFFResources:\r\n'));
    assert.match(after, /Status: Enabled\r\n/);
    assert.doesNotMatch(after, /[^\r]\n/);
  });

  it('--fix does not touch a file that is not UTF-8', async () => {
    const file = path('bad.yaml');
    const bytes = Buffer.concat([Buffer.from(bad), Buffer.from([0x23, 0x20, 0xe9, 0x0a])]);
    await writeFile(file, bytes);
    const other = await write('other.yaml', bad);
    const { status, stderr } = await lint('--fix', '--fix-rule', 'all', directory);
    assert.equal(status, 1, 'its finding stays');
    assert.match(stderr, /bad\.yaml: It is not UTF-8/);
    assert.ok(bytes.equals(await readFile(file)));
    assert.match(await readFile(other, 'utf8'), /Status: Enabled/);
  });

  it('--fix-dry-run prints a unified diff and writes nothing', async () => {
    const file = await write('bad.yaml', bad);
    const { status, stdout } = await lint('--fix-dry-run', '--fix-rule', 'bucket-versioning', directory);
    assert.equal(status, 1, 'the file still has its finding');
    assert.match(stdout, /^--- .*bad\.yaml\n\+\+\+ .*bad\.yaml\n@@ -1,3 \+1,12 @@\n/);
    assert.match(stdout, /^\+ {8}Status: Enabled$/m);
    assert.equal(await readFile(file, 'utf8'), bad);
  });

  for (const [tool, args] of [
    ['git', ['apply', 'fixes.diff']],
    ['patch', ['--binary', '-p1', '-i', 'fixes.diff']],
  ] as const) {
    it(`--fix-dry-run prints what ${tool} ${args[0]} makes the same of as --fix`, async function () {
      if (!(await isThere(tool))) this.skip();
      const files = {
        'plain.yaml': bad,
        'windows.yaml': bad.replaceAll('\n', '\r\n'),
        'no newline at end.yaml': bad.trimEnd(),
        'marked.yaml': `\uFEFF${bad}`,
        'deep/er/one.json': JSON.stringify({ Resources: { Logs: { Type: 'AWS::S3::Bucket' } } }, null, 2),
        'main.tf': 'resource "aws_s3_bucket" "logs" {\n  bucket = "grüße"\n}\n',
      };
      for (const [name, text] of Object.entries(files)) await write(name, text);
      const home = process.cwd();
      try {
        process.chdir(directory);
        const { stdout } = await lint('--fix-dry-run', '--fix-rule', 'all', '.');
        await write('fixes.diff', stdout);
        await promisify(execFile)(tool, args, { cwd: directory });
        const patched = await Promise.all(Object.keys(files).map((name) => readFile(path(name), 'utf8')));
        for (const [name, text] of Object.entries(files)) await write(name, text);
        await lint('--fix', '--fix-rule', 'all', '.');
        const fixed = await Promise.all(Object.keys(files).map((name) => readFile(path(name), 'utf8')));
        assert.deepEqual(patched, fixed);
        fixed.forEach((text, index) => {
          assert.notEqual(text, Object.values(files)[index]);
        });
      } finally {
        process.chdir(home);
      }
    });
  }

  it('goes by the nearest configuration file of each folder', async () => {
    await write('.s3backup.json', '{"rules": {"bucket-versioning": "off"}}');
    await write('a/bad.yaml', bad);
    await write('b/bad.yaml', bad);
    await write('b/.s3backup.json', '{"rules": {"bucket-versioning": "error"}}');
    const { status, stdout } = await lint('--format', 'json', '--fail-on', 'error', directory);
    const { findings } = JSON.parse(stdout) as { findings: { file: string; severity: string }[] };
    assert.equal(status, 1);
    assert.deepEqual(
      findings.map(({ file, severity }) => `${file.slice(file.length - 10)} ${severity}`),
      ['b/bad.yaml error'],
    );
  });

  it('says what is wrong with a configuration it found, and goes on without it', async () => {
    await write('bad.yaml', bad);
    await write('.s3backup.json', '{"rules": {"bucket-versoning": "off"}}');
    const { status, stdout, stderr } = await lint(directory);
    assert.equal(status, 1);
    assert.match(stdout, /bucket-versioning/);
    assert.match(stderr, /\.s3backup\.json: "rules": there is no rule "bucket-versoning"\.\n$/);
  });

  it('--config decides for all files, and must be right', async () => {
    await write('bad.yaml', bad);
    await write('.s3backup.json', '{"rules": {"bucket-versioning": "error"}}');
    const off = await write('off.json', '{"rules": {"bucket-versioning": "off"}}');
    const wrong = await write('wrong.json', '{"rules": {"bucket-versioning": "loud"}}');
    assert.equal((await lint('--config', off, directory)).status, 0);
    const { status, stdout, stderr } = await lint('--config', wrong, directory);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /"loud" for bucket-versioning is not one of/);
  });

  it('--write-baseline writes down what is found, and the configuration silences it from then on', async () => {
    await write('a/bad.yaml', bad);
    const known = path('a/known.json');
    assert.equal((await lint('--write-baseline', known, directory)).status, 1);
    assert.deepEqual(JSON.parse(await readFile(known, 'utf8')), {
      findings: [{ rule: 'bucket-versioning', file: 'bad.yaml', resource: 'Logs' }],
    });
    await write('.s3backup.json', '{"baseline": "a/known.json"}');
    const quiet = await lint(directory);
    assert.deepEqual([quiet.status, quiet.stderr], [0, '']);
    assert.match(quiet.stdout, /1 suppressed/);
    await write('a/bad.yaml', `# Moved by a line.\n${bad}  Other:\n    Type: AWS::S3::Bucket\n`);
    const { stdout } = await lint('--format', 'json', directory);
    const { findings } = JSON.parse(stdout) as { findings: { resource: string; suppressed?: { by: string } }[] };
    assert.deepEqual(
      findings.map(({ resource, suppressed }) => [resource, suppressed?.by]),
      [
        ['Logs', 'baseline'],
        ['Other', undefined],
      ],
    );
  });

  it('--help tells how', async () => {
    const { status, stdout } = await lint('--help');
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: /);
  });
});

describe('s3backup', () => {
  const run = async (...args: readonly string[]): Promise<Outcome> => {
    const program = ['--import', 'tsx', join('src', 'cli', 'main.ts'), ...args];
    try {
      return { status: 0, ...(await promisify(execFile)(process.execPath, program)) };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { status: code, stdout, stderr };
    }
  };

  it('runs a command, and exits with its status', async () => {
    const { status, stdout } = await run('lint', join('test', 'fixtures', 'workspace'));
    assert.equal(status, 1);
    assert.match(stdout, /noncurrent-expiration/);
  });

  it('exits with 2 for a command that is not there', async () => {
    const { status, stdout, stderr } = await run('lnit');
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /no command lnit/);
  });

  it('says its version', async () => {
    assert.match((await run('--version')).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
