import { setFlagsFromString } from 'node:v8';

/**
 * How much code has to run in a function, in bytes of bytecode, before it is compiled for speed; eight times what Node
 * takes by itself.
 */
const budget = 1_000_000;

/**
 * For what is over in a second or two: most of what is compiled for speed by then is hardly run any more, and the
 * compiler's threads want the processors on which we work. They took a third of all time.
 */
export function expectShortRun(): void {
  setFlagsFromString(`--interrupt-budget=${budget}`);
}
