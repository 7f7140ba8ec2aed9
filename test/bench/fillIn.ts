// 1,000 buckets fill in from the sample account, in one process: how many calls it takes, and whether the event loop
// stays free. The account's own work is in the turns too, so they bound ours from above.
import type { InProcessAccount } from '../../src/aws/connection';
import { createSampleAccount } from '../../src/emulator/account';
import { AccountSession } from '../../src/explorer/session/accountSession';
import type { SessionChange } from '../../src/explorer/session/sessionChange';
import { layOut } from '../../src/explorer/buckets/layout';
import { bucketDescription } from '../../src/explorer/buckets/words';
import { profileOwnSlices } from './ownSlices';
import { figure, heading } from './print';

const buckets = 1_000;
const timerEvery = 10;
const shown = { grouping: { by: 'none' }, filter: { text: '', statuses: new Set<never>() } } as const;

/** Watches the turns of the event loop until it is told to stop. */
function watchTurns(): () => { readonly turns: readonly number[]; readonly timers: number; readonly elapsed: number } {
  const turns: number[] = [];
  const started = performance.now();
  let last = started;
  let timers = 0;
  let watching = true;
  const turn = (): void => {
    const now = performance.now();
    turns.push(now - last);
    last = now;
    if (watching) setImmediate(turn);
  };
  setImmediate(turn);
  const timer = setInterval(() => (timers += 1), timerEvery);
  return () => {
    watching = false;
    clearInterval(timer);
    return { turns: turns.toSorted((one, other) => other - one), timers, elapsed: performance.now() - started };
  };
}

async function fillIn(): Promise<void> {
  const account = createSampleAccount({ scenario: 'large', size: { buckets, recoveryPoints: 10 * buckets } });
  const sample: InProcessAccount = {
    requestHandler: account,
    regions: ['eu-west-1'],
    now: () => new Date(account.clock.now()),
  };
  // Each change is drawn as the view would draw it.
  let slowestDraw = 0;
  const draw = (change: SessionChange): void => {
    const started = performance.now();
    if (change.kind === 'list') layOut(session.entries, shown, (name) => ({ kind: 'bucket', name }));
    else for (const name of change.names) bucketDescription(session.entry(name)?.state ?? { kind: 'listed' });
    slowestDraw = Math.max(slowestDraw, performance.now() - started);
  };
  const session: AccountSession = new AccountSession({ kind: 'sample' }, sample, {
    changed: draw,
    log: (message) => {
      console.error(message);
    },
  });
  await session.open();
  const callsUntilRows = account.log.count('s3', 'ListBuckets');
  const stop = watchTurns();
  const { slices, share } = await profileOwnSlices(async () => {
    while (!session.entries.every(({ state }) => state.kind === 'read')) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  const { turns, timers, elapsed } = stop();
  const calls = account.log.total;
  session.dispose();

  const at = (share: number): string => (turns[Math.floor(turns.length * share)] ?? 0).toFixed(1);
  heading(`${buckets} buckets fill in`);
  figure('list calls until all rows are there', String(callsUntilRows));
  figure('calls in all, and per bucket', `${calls}, ${(calls / buckets).toFixed(2)}`);
  figure('time, and per call', `${(elapsed / 1000).toFixed(1)} s, ${(elapsed / calls).toFixed(2)} ms`);
  const slice = (part: number): string => (slices[Math.floor(slices.length * part)] ?? 0).toFixed(1);
  figure('slices of our own code', `longest ${slice(0)} ms, 1 in 1,000 over ${slice(0.001)} ms`);
  figure('share of our own code', `${(share * 100).toFixed(1)} %`);
  figure('turns of the event loop', `longest ${at(0)} ms, 1 in 1,000 over ${at(0.001)} ms, median ${at(0.5)} ms`);
  figure('longest drawing of a change', `${slowestDraw.toFixed(1)} ms`);
  figure(`timers of ${timerEvery} ms that fired`, `${timers} of ${Math.floor(elapsed / timerEvery)}`);
}

void fillIn();
