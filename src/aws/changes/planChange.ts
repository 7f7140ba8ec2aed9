import { CallQueue } from '../callQueue';
import type { Change, Step } from './change';
import type { ChangeTarget } from './changeTarget';
import type { Goal } from './goal';
import { look } from './look';

/**
 * Reads how each goal stands, a few at a time, and plans what is to be done, in the order of the goals. Nothing is changed.
 * @throws UnreadError where something that a goal hangs on cannot be read.
 */
export async function planChange(
  title: string,
  goals: readonly Goal[],
  target: ChangeTarget,
  asOf: Date,
): Promise<Change> {
  const schedule = new CallQueue(target.signal).schedule(0);
  const steps: readonly Step[] = await Promise.all(
    goals.map((goal) => schedule(async () => ({ goal, prospect: await look(goal, target) }))),
  );
  const { account, token } = target;
  return { title, ...(account !== undefined && { account }), asOf, token, steps };
}
