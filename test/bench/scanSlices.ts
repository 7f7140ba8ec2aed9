/**
 * How long the thread of the editor's extensions is kept without a break while a workspace is scanned: by what comes from
 * the thread that scans, and by a scan in this very thread, as it is where files are on no disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createDialects } from '../../src/cli/dialects';
import { disk } from '../../src/cli/disk';
import { WorkerClient } from '../../src/lint/worker';
import { scan } from '../../src/lint/scan';
import { Slices } from '../../src/shared/slices';
import { copyModules, hasCorpus, terraformModules } from './corpusCopies';
import type { OwnSlices } from './ownSlices';
import { profileBusySlices, profileOwnSlices } from './ownSlices';
import { figure, heading } from './print';

const files = 5_000;

function describe({ slices }: OwnSlices): string {
  const [longest = 0] = slices;
  return `longest slice ${longest.toFixed(1)} ms, ${slices.filter((slice) => slice > 8).length} over 8 ms`;
}

async function main(): Promise<void> {
  heading('Slices of the shared thread while a workspace is scanned');
  if (!hasCorpus()) {
    figure('not run', 'there is no ../shared/corpus here');
    return;
  }
  figure('load before', loadavg()[0]?.toFixed(1) ?? '');
  const root = mkdtempSync(join(tmpdir(), 's3backup-bench-'));
  try {
    const count = copyModules(terraformModules(), root, files);
    let findings = 0;
    const inThread = await profileBusySlices(async () => {
      const client = new WorkerClient(new Worker(join(process.cwd(), 'dist', 'scanWorker.js')));
      const outcome = await client.scan({ paths: [root] });
      findings = outcome.kind === 'done' ? outcome.result.findings.length : 0;
      client.stop();
    });
    figure(`in a thread of its own, ${count} files, ${findings} findings`, describe(inThread));
    const dialects = createDialects();
    const here = await profileOwnSlices(async () => {
      await scan({ paths: [root] }, disk, dialects, { slices: new Slices() });
    });
    figure(`in the shared thread, ${count} files`, describe(here));
  } finally {
    rmSync(root, { recursive: true });
  }
}

void main();
