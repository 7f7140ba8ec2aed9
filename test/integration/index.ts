import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** The editor calls this in the extension host, and ends the host when it settles. */
export async function run(): Promise<void> {
  const results = process.env['S3BACKUP_TEST_RESULTS'];
  if (results === undefined) throw new Error('S3BACKUP_TEST_RESULTS must name the file for the results.');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    reporter: 'json',
    reporterOptions: { output: `${results}.part` },
  });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  // Whoever waits for the file must never see half of it.
  renameSync(`${results}.part`, results);
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
