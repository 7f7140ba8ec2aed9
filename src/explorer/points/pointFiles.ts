import type { CurrentSession } from '../session/currentSession';
import { ReadOnlyFiles } from '../shared/readOnlyFiles';
import { pointScheme } from './pointScheme';

/**
 * What a recovery point holds, as files that can be read: through a backup access point, which somebody has opened. What
 * reads them is loaded with the first.
 */
export function pointFiles(current: CurrentSession): ReadOnlyFiles {
  return new ReadOnlyFiles(pointScheme, {
    stat: async (uri) => (await import('./pointData')).statPoint(current, uri),
    readFile: async (uri) => (await import('./pointData')).dataOfPoint(current, uri),
    readDirectory: async (uri) => (await import('./pointData')).listPoint(current, uri),
  });
}
