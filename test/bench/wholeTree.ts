// Whole trees of Terraform, from the start of the command to its end, beside `terraform fmt -check`, which only parses.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyModules, declaresBucket, hasCorpus, terraformModules } from './corpusCopies';
import { figure, heading } from './print';
import { race } from './rivals';

const files = 10_000;
const rounds = 3;

function measure(name: string, modules: readonly (readonly string[])[], wanted: number): void {
  const root = mkdtempSync(join(tmpdir(), 's3backup-bench-'));
  try {
    const count = copyModules(modules, root, wanted);
    const args = ['fmt', '-check', '-recursive', root];
    race({ name: `${name}, ${count} files`, ours: [root], rival: { program: 'terraform', args }, rounds });
  } finally {
    rmSync(root, { recursive: true });
  }
}

heading(`Whole trees (the middle of ${rounds} runs, by turns; the system's files are in its cache)`);
figure('processors, and load before', `${availableParallelism()}, ${loadavg()[0]?.toFixed(1) ?? ''}`);
if (hasCorpus()) {
  const modules = terraformModules();
  const each = modules.flat().filter((file) => file.endsWith('.tf')).length;
  measure('the corpus, each module once', modules, each);
  measure('the corpus, copied', modules, files);
  measure('only modules with a bucket, copied', modules.filter(declaresBucket), files);
} else {
  figure('not run', 'there is no ../shared/corpus here');
}
