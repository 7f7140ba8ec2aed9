// Lines that tell a person what is going on and how long it took.

/**
 * @param {number} milliseconds
 * @returns {string} for example `0.4 s` or `2 min 05 s`
 */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Says what is being done, does it, and says how long it took.
 *
 * @template T
 * @param {string} what for example `Installing the dependencies`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work gives
 */
export async function step(what, work) {
  const started = performance.now();
  say(`${what} …`);
  const result = await work();
  say(`${what}: done in ${duration(performance.now() - started)}`);
  return result;
}
