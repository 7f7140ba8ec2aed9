import assert from 'node:assert/strict';
import { createDialects } from '../../../src/cli/dialects';
import type { ProjectProgress } from '../../../src/lint/project';
import { scan } from '../../../src/lint/scan';
import { Slices } from '../../../src/shared/slices';
import { bucketYaml, memoryTree } from './memoryTree';

const files = { '/p/a/one.yaml': bucketYaml, '/p/b/two.yaml': bucketYaml, '/p/c/plain.yaml': 'a: b\n' };
const versioned = `${bucketYaml}    Properties: {VersioningConfiguration: {Status: Enabled}}\n`;

describe('scan', () => {
  it('tells how far it is, in files that may hold something', async () => {
    const progress: ProjectProgress[] = [];
    const outcome = await scan({ paths: ['/p'] }, memoryTree(files), createDialects(), {
      onProgress: (now) => progress.push(now),
    });
    assert.ok(outcome.kind === 'done');
    assert.equal(outcome.result.files, 3);
    assert.deepEqual(progress, [
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ]);
  });

  it('takes texts that were not saved before those of the files', async () => {
    const texts = new Map([['/p/a/one.yaml', versioned]]);
    const outcome = await scan({ paths: ['/p'], texts }, memoryTree(files), createDialects());
    assert.ok(outcome.kind === 'done');
    const found = outcome.result.findings.filter(({ rule }) => rule === 'bucket-versioning');
    assert.deepEqual(
      found.map(({ file }) => file),
      ['/p/b/two.yaml'],
    );
  });

  it('follows the settings of the nearest directory, and configuration files before them', async () => {
    const rules = new Map([['bucket-versioning', 'off' as const]]);
    const settings = new Map([
      ['/p', { rules: new Map([['bucket-versioning', 'error' as const]]) }],
      ['/p/b', { rules }],
    ]);
    const tree = memoryTree({ ...files, '/p/d/three.yaml': bucketYaml, '/p/d/.s3backup.json': '{"rules": 1}' });
    const outcome = await scan({ paths: ['/p'], settings }, tree, createDialects());
    assert.ok(outcome.kind === 'done');
    const found = outcome.result.findings.filter(({ rule }) => rule === 'bucket-versioning');
    assert.deepEqual(
      found.map(({ file, severity }) => [file, severity]),
      [
        ['/p/a/one.yaml', 'error'],
        ['/p/d/three.yaml', 'error'],
      ],
    );
    assert.deepEqual(
      outcome.result.problems.map(({ file }) => file),
      ['/p/d/.s3backup.json'],
    );
  });

  it('stops when it is no longer wanted', async () => {
    const controller = new AbortController();
    const scanning = scan({ paths: ['/p'] }, memoryTree(files), createDialects(), {
      slices: new Slices(controller.signal),
      onProgress: () => {
        controller.abort(new Error('enough'));
      },
    });
    await assert.rejects(scanning, /enough/);
  });
});
