import type { FileHandle } from 'node:fs/promises';
import { open as openFile } from 'node:fs/promises';
import type { Open } from '../../../src/aws/journal/journalFile';

/**
 * A file system on which this process dies: at the given step, counted over all that is done with files, no handler runs
 * and nothing is flushed.
 *
 * @param dieAt From 1; 0 never.
 */
export function dyingDisk(dieAt: number): { readonly open: Open; readonly steps: () => number } {
  let count = 0;
  const step = (): void => {
    count += 1;
    if (count === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  const appending = (handle: FileHandle) => async (bytes: Buffer) => {
    step();
    // Half of it is in the file when the process dies.
    const half = Math.floor(bytes.length / 2);
    await handle.appendFile(bytes.subarray(0, half));
    step();
    await handle.appendFile(bytes.subarray(half));
    step();
  };
  const open: Open = async (path, flags) => {
    step();
    const handle = await openFile(path, flags);
    return new Proxy(handle, {
      get(target, name) {
        if (name === 'appendFile') return appending(target);
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name !== 'sync' && name !== 'truncate' && name !== 'writeFile') return value.bind(target) as unknown;
        return async (...args: unknown[]) => {
          step();
          const done: unknown = await (value as (...all: unknown[]) => Promise<unknown>).apply(target, args);
          step();
          return done;
        };
      },
    });
  };
  return { open, steps: () => count };
}
