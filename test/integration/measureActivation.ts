import { writeFileSync } from 'node:fs';
import { activateExtension } from './extension';
import { loadedFiles } from './loadedFiles';

/** One start of the extension, as seen from inside the extension host. */
export interface Activation {
  /** Own time of `activate`. */
  readonly activationMilliseconds: number;
  /** The files of `dist` that were read by then. */
  readonly loaded: readonly string[];
}

/** The editor calls this in the extension host, and ends the host when it settles. */
export async function run(): Promise<void> {
  const results = process.env['S3BACKUP_TEST_RESULTS'];
  if (results === undefined) throw new Error('S3BACKUP_TEST_RESULTS must name the file for the results.');
  const { activationMilliseconds } = await activateExtension();
  const activation: Activation = { activationMilliseconds, loaded: loadedFiles() };
  writeFileSync(results, JSON.stringify(activation));
}
