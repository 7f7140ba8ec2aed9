import { setFlagsFromString } from 'node:v8';

/**
 * How much code has to run in a function, in bytes of bytecode, before it is compiled for speed; eight times what Node
 * takes by itself.
 */
const budget = 1_000_000;

/** The release of V8, that of Node 20, which is known to have the flag. Later ones do not, and say so on standard error. */
const knownRelease = '11.';

/**
 * For what is over in a second or two: most of what is compiled for speed by then is hardly run any more, and the
 * compiler's threads want the processors on which we work. They took a third of all time.
 */
export function expectShortRun(): void {
  if (process.versions.v8.startsWith(knownRelease)) setFlagsFromString(`--interrupt-budget=${budget}`);
}
