import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

/** The root of the repository. */
export const root = join(import.meta.dirname, '..', '..');

/** The package that `vsce package` has left in the root. */
export interface Vsix {
  readonly bytes: number;
  /** Every file by its path in the package. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export function readVsix(): Vsix {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  const packed = readFileSync(join(root, `${name}-${version}.vsix`));
  return { bytes: packed.length, files: new Map(Object.entries(unzipSync(packed))) };
}
