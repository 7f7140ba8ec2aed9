// Runs stages, two at a time, each as soon as what it needs is done.
import { duration, say } from './progress.mjs';

/** @typedef {import('./stages.mjs').Stage} Stage */
/** @typedef {import('./stages.mjs').Outcome} Outcome */

const atATime = 2;

/**
 * @param {readonly Stage[]} all
 * @param {readonly string[]} wanted names; none means all
 * @returns {readonly Stage[]} the wanted stages and those they need
 * @throws where there is no stage of a name
 */
export function chooseStages(all, wanted) {
  if (wanted.length === 0) return all;
  const chosen = new Set(wanted);
  for (const name of chosen) {
    const stage = all.find((one) => one.name === name);
    if (stage === undefined)
      throw new Error(`There is no stage ${name}. There are ${all.map((one) => one.name).join(', ')}.`);
    for (const need of stage.needs) chosen.add(need);
  }
  return all.filter((stage) => chosen.has(stage.name));
}

/**
 * Runs the stages and prints each one's outcome when it ends.
 *
 * @param {readonly Stage[]} chosen
 * @returns {Promise<readonly Outcome[]>}
 */
export async function runStages(chosen) {
  /** @type {Map<string, Outcome>} */
  const done = new Map();
  const waiting = [...chosen];
  /** @type {Map<Stage, Promise<void>>} */
  const running = new Map();
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < atATime ? waiting.find((stage) => canStart(stage, done, running)) : undefined;
    if (next === undefined) {
      await Promise.race(running.values());
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    const ended = runStage(next, done).then((outcome) => {
      done.set(next.name, outcome);
      running.delete(next);
    });
    running.set(next, ended);
  }
  return [...done.values()];
}

/**
 * @param {Stage} stage
 * @param {ReadonlyMap<string, Outcome>} done
 * @param {ReadonlyMap<Stage, unknown>} running
 */
function canStart(stage, done, running) {
  const windowIsOpen = [...running.keys()].some((one) => one.window === true);
  return stage.needs.every((need) => done.has(need)) && !(stage.window === true && windowIsOpen);
}

/**
 * @param {Stage} stage
 * @param {ReadonlyMap<string, Outcome>} done
 * @returns {Promise<Outcome>}
 */
async function runStage(stage, done) {
  const missing = stage.needs.filter((need) => (done.get(need)?.failed ?? 1) > 0);
  const started = performance.now();
  const outcome =
    missing.length > 0
      ? failure(`not run, because it needs: ${missing.join(', ')}`)
      : await stage.run().catch(asFailure);
  print(stage.name, outcome, performance.now() - started);
  return outcome;
}

/** @param {unknown} error */
function asFailure(error) {
  return failure(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/**
 * @param {string} report
 * @returns {Outcome}
 */
function failure(report) {
  return { passed: 0, failed: 1, skipped: 0, report };
}

/**
 * @param {string} name
 * @param {Outcome} outcome
 * @param {number} milliseconds
 */
function print(name, outcome, milliseconds) {
  const mark = outcome.failed > 0 ? 'FAILED' : 'ok';
  say(`${mark.padEnd(6)}  ${name.padEnd(12)}  ${counts(outcome).padEnd(32)}  ${duration(milliseconds)}`);
  if (outcome.report !== '') say(outcome.report);
}

/** @param {Outcome} outcome */
function counts({ passed, failed, skipped }) {
  if (passed + failed + skipped === 0) return 'done';
  return summary({ passed, failed, skipped });
}

/**
 * @param {{ passed: number, failed: number, skipped: number }} total
 * @returns {string} `N passed, N failed`, and how many were skipped where any were
 */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
