import type { CurrentSession } from '../session/currentSession';
import { ReadOnlyFiles } from '../shared/readOnlyFiles';
import { versionScheme } from './versionScheme';

/** Versions of objects as files that can be read. What reads them is loaded with the first. */
export function versionFiles(current: CurrentSession): ReadOnlyFiles {
  return new ReadOnlyFiles(versionScheme, {
    stat: async (uri) => (await import('./versionData')).statVersion(current, uri),
    readFile: async (uri) => (await import('./versionData')).dataOfVersion(current, uri),
  });
}
