import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** Runs the built test files with an ending, and writes what came of them where the environment says. */
export async function runTests(ending: string): Promise<void> {
  const results = process.env['S3BACKUP_TEST_RESULTS'];
  if (results === undefined) throw new Error('S3BACKUP_TEST_RESULTS must name the file for the results.');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    reporter: 'json',
    reporterOptions: { output: `${results}.part` },
  });
  for (const file of readdirSync(__dirname)) if (file.endsWith(ending)) mocha.addFile(join(__dirname, file));
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  // Whoever waits for the file must never see half of it.
  renameSync(`${results}.part`, results);
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
