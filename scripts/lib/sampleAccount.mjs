// The sample account over HTTP, as `s3backup emulate` serves it.
import { join } from 'node:path';
import { root } from './paths.mjs';
import { startProcess } from './processes.mjs';

const patienceMilliseconds = 10_000;

/**
 * Serves the sample account until this script ends.
 *
 * @returns {Promise<{ endpoint: string } | undefined>} nothing where the command line cannot serve it
 */
export function startSampleAccount() {
  const child = startProcess(process.execPath, [join(root, 'dist', 'cli.js'), 'emulate']);
  return new Promise((resolve) => {
    let output = '';
    const timer = setTimeout(() => resolve(undefined), patienceMilliseconds);
    const settle = (/** @type {{ endpoint: string } | undefined} */ account) => {
      clearTimeout(timer);
      resolve(account);
    };
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString('utf8');
      const endpoint = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/.exec(output);
      if (endpoint !== null) settle({ endpoint: endpoint[0] });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', () => settle(undefined));
    child.once('exit', () => settle(undefined));
  });
}
