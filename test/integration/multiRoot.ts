import { runTests } from './runTests';

/** The editor calls this in the extension host of a window with two folders, and ends the host when it settles. */
export function run(): Promise<void> {
  return runTests('.multiRoot.js');
}
