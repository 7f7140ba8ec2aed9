import { setTimeout as sleep } from 'node:timers/promises';

const longPatienceMilliseconds = 30_000;
const pauseMilliseconds = 50;

/**
 * Asks again until the answer is there.
 *
 * @param ask gives `undefined` as long as it is not
 * @param describe what was there instead, for the failure
 */
export async function eventually<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  describe: () => string,
  patienceMilliseconds = longPatienceMilliseconds,
): Promise<T> {
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`It did not come in time. ${describe()}`);
    await sleep(pauseMilliseconds);
  }
}
