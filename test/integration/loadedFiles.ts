import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { realpathSync } from 'node:fs';
import { extension } from './extension';

/** The files of the extension's `dist` that the extension host has read so far, sorted. */
export function loadedFiles(): readonly string[] {
  const dist = realpathSync(`${extension().extensionPath}/dist`);
  // Node keeps one list of loaded modules for the whole process.
  return Object.keys(createRequire(__filename).cache)
    .filter((file) => dirname(file) === dist)
    .map((file) => basename(file))
    .sort();
}
