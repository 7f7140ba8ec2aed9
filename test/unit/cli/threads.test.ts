import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDialects } from '../../../src/cli/dialects';
import { absolutePath, disk } from '../../../src/cli/disk';
import { startThread, Threads } from '../../../src/cli/threads';
import type { ProjectProgress } from '../../../src/lint/project';
import { withTexts } from '../../../src/lint/tree';
import { lintProject } from '../../../src/lint/project';

const modules = 120;

/** Many small modules, every tenth of which calls one that stands beside them all. */
async function writeTree(root: string): Promise<void> {
  const write = async (directory: string, text: string): Promise<void> => {
    await mkdir(join(root, directory), { recursive: true });
    for (const name of ['a', 'b', 'c'])
      await writeFile(join(root, directory, `${name}.tf`), text.replaceAll('?', name));
  };
  await write('shared', 'resource "aws_s3_bucket" "?" {\n  bucket = var.?\n}\nvariable "?" {}\n');
  for (let number = 0; number < modules; number += 1) {
    const call = number % 10 === 0 ? `module "?" {\n  source = "../shared"\n  ? = "name-${number}"\n}\n` : '';
    await write(`m${number}`, `${call}resource "aws_s3_bucket" "?" {\n  bucket = "?-${number}"\n}\n`);
  }
}

describe('threads', function () {
  this.timeout(60_000);
  let root = '';

  before(async () => {
    root = absolutePath(await mkdtemp(join(tmpdir(), 's3backup-threads-')));
    await writeTree(root);
  });

  after(async () => {
    await rm(root, { recursive: true });
  });

  it('find together what one finds alone', async () => {
    const dialects = createDialects();
    const alone = await lintProject(disk, [root], dialects);
    const progress: ProjectProgress[] = [];
    const threads = new Threads(disk, dialects, { fixes: true }, 2);
    const { survey, judge } = threads;
    const onProgress = (now: ProjectProgress): unknown => progress.push(now);
    const together = await lintProject(disk, [root], dialects, { survey, judge, onProgress });
    threads.stop();
    assert.deepEqual(together, alone);
    assert.ok(alone.kind === 'done' && alone.result.buckets.length > 3 * modules);
    assert.deepEqual(progress.at(-1), { done: 3 * (modules + 1), total: 3 * (modules + 1) });
  });

  it('scan for an editor, and tell how far they are', async () => {
    const client = startThread();
    try {
      const texts = new Map([[`${root}/m1/a.tf`, '# nothing']]);
      const progress: ProjectProgress[] = [];
      const outcome = await client.scan({ paths: [root], texts }, (now) => progress.push(now));
      assert.ok(outcome.kind === 'done');
      const { findings } = outcome.result;
      const inModule = findings.filter(({ file }) => file.startsWith(`${root}/m1/`));
      assert.deepEqual([...new Set(inModule.map(({ resource }) => resource))], ['aws_s3_bucket.b', 'aws_s3_bucket.c']);
      assert.ok(findings.length > 100, 'these come in more than one part');
      const alone = await lintProject(withTexts(disk, texts), [root], createDialects());
      assert.deepEqual(findings, alone.kind === 'done' && alone.result.findings.map((finding) => ({ ...finding })));
      assert.ok(progress.length > 0);
    } finally {
      client.stop();
    }
  });

  it('stop in the middle', async () => {
    const controller = new AbortController();
    const client = startThread();
    const onProgress = (): void => {
      controller.abort(new Error('enough'));
    };
    try {
      await assert.rejects(client.scan({ paths: [root] }, onProgress, controller.signal), /enough/);
    } finally {
      client.stop();
    }
  });

  it('say what went wrong', async () => {
    const client = startThread();
    try {
      await assert.rejects(
        client.judge([[{ dialect: 'other', files: [], length: 0 }]], { fixes: true }),
        /no dialect other/,
      );
      assert.deepEqual(await client.judge([], { fixes: true }), []);
    } finally {
      client.stop();
    }
  });
});
