// 10,000 buckets, in one process: how many calls it takes until names and facts are there, how long at 50 ms a call,
// and whether the event loop stays free. The account's own work is in the turns too, so they bound ours from above.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parallelCalls } from '../../src/aws/call';
import type { InProcessAccount } from '../../src/aws/connection';
import type { SampleAccount } from '../../src/emulator/account';
import { createSampleAccount } from '../../src/emulator/account';
import type { Grouping } from '../../src/explorer/buckets/grouping';
import { layOut } from '../../src/explorer/buckets/layout';
import { bucketDescription } from '../../src/explorer/buckets/words';
import { AccountSession } from '../../src/explorer/session/accountSession';
import { unaskedBuckets } from '../../src/explorer/session/bucketFacts';
import type { SessionChange } from '../../src/explorer/session/sessionChange';
import { profileOwnSlices } from './ownSlices';
import { figure, heading } from './print';

const buckets = 10_000;
/** Read at the latency of a network. Fewer than are read unasked: each thousand takes most of a minute. */
const first = 300;
const latency = 50;
const timerEvery = 10;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is used once all garbage is collected, in megabytes. */
function usedHeap(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

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

/** What is made of each change before the editor asks for rows; the longest time that took is kept. */
class Drawing {
  slowest = 0;

  draw(session: AccountSession, change: SessionChange): void {
    if (change.kind !== 'buckets') return;
    const started = performance.now();
    for (const name of change.names) bucketDescription(session.entry(name)?.state ?? { kind: 'listed' });
    this.slowest = Math.max(this.slowest, performance.now() - started);
  }
}

/** The rows at the top, as the view makes them. */
async function rowsAtTop(session: AccountSession): Promise<void> {
  const groupings: readonly Grouping[] = [
    { by: 'none' },
    { by: 'status' },
    { by: 'plan' },
    { by: 'tag', key: 'backup' },
  ];
  const { slices } = await profileOwnSlices(async () => {
    for (const grouping of groupings) {
      const shown = { grouping, filter: { text: '', statuses: new Set<never>() } };
      await layOut(session.entries, shown, (name) => ({ kind: 'bucket', name }));
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  figure('rows at the top, four groupings', `longest slice ${(slices[0] ?? 0).toFixed(1)} ms, of ${slices.length}`);
}

function open(account: SampleAccount, drawing: Drawing): AccountSession {
  const sample: InProcessAccount = {
    requestHandler: account,
    regions: ['eu-west-1'],
    now: () => new Date(account.clock.now()),
  };
  const listener = {
    changed: (change: SessionChange): void => {
      drawing.draw(session, change);
    },
    log: (message: string): void => {
      console.error(message);
    },
  };
  const session: AccountSession = new AccountSession({ kind: 'sample' }, sample, listener, { unasked: first });
  return session;
}

/** The names, and the facts of the first buckets, at the latency of a network. */
async function readFirst(account: SampleAccount, session: AccountSession): Promise<void> {
  account.interfere = () => ({ kind: 'delay', milliseconds: latency });
  const started = performance.now();
  await session.open();
  figure('until all names are there', `${account.log.count('s3', 'ListBuckets')} call, ${seconds(started)}`);
  const filling = performance.now();
  await session.whenFilled();
  const calls = account.log.total;
  const read = session.entries.filter(({ state }) => state.kind === 'read').length;
  const least = ((calls / parallelCalls) * latency) / 1000;
  figure('read unasked', `the first ${unaskedBuckets} buckets`);
  figure(`facts, at ${latency} ms a call`, `${read} buckets, ${calls} calls, ${seconds(filling)}`);
  const ratio = (performance.now() - filling) / 1000 / least;
  figure('that, to calls ÷ 8 × latency', `${ratio.toFixed(2)} times`);
  account.interfere = undefined;
}

async function look(session: AccountSession): Promise<void> {
  await session.open();
  await session.whenFilled();
  session.dispose();
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** The facts of all the others, without latency: as hard as they can come. */
async function checkAll(account: SampleAccount, session: AccountSession): Promise<void> {
  account.log.clear();
  let watched = { turns: [] as readonly number[], timers: 0, elapsed: 0 };
  const { slices, share } = await profileOwnSlices(async () => {
    // Not the start and the end of the profile, which take long themselves.
    const stop = watchTurns();
    await session.checkAll(new AbortController().signal, () => undefined);
    watched = stop();
  });
  const { turns, timers, elapsed } = watched;
  const at = (part: number): string => (turns[Math.floor(turns.length * part)] ?? 0).toFixed(1);
  const slice = (part: number): string => (slices[Math.floor(slices.length * part)] ?? 0).toFixed(1);
  const calls = account.log.total;
  figure('“Check all”, without latency', `${calls} calls, ${(elapsed / 1000).toFixed(1)} s`);
  figure('slices of our own code', `longest ${slice(0)} ms, 1 in 1,000 over ${slice(0.001)} ms`);
  figure('share of our own code', `${(share * 100).toFixed(1)} %`);
  figure('turns of the event loop', `longest ${at(0)} ms, 1 in 1,000 over ${at(0.001)} ms, median ${at(0.5)} ms`);
  figure(`timers of ${timerEvery} ms that fired`, `${timers} of ${Math.floor(elapsed / timerEvery)}`);
}

async function fillIn(): Promise<void> {
  heading(`${buckets} buckets fill in`);
  const account = createSampleAccount({ scenario: 'large', size: { buckets, recoveryPoints: 10 * buckets } });
  const drawing = new Drawing();
  // Code that is loaded only once is no growth.
  await look(open(createSampleAccount(), drawing));
  const before = usedHeap();
  const session = open(account, drawing);
  await readFirst(account, session);
  await checkAll(account, session);
  // The account keeps its own log of calls.
  account.log.clear();
  figure('heap that all facts take', `${(usedHeap() - before).toFixed(0)} MB`);
  figure('longest making of the texts of a change', `${drawing.slowest.toFixed(1)} ms`);
  await rowsAtTop(session);
  session.dispose();
}

void fillIn();
