import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

/** Microseconds between two looks at the stack. */
const samplingInterval = 200;

/**
 * Code that runs is seen at every look. A longer time between two looks is one in which the process did not run, because
 * the machine was busy with others: it counts no more than this, in microseconds.
 */
const longestGap = 5 * samplingInterval;

type ProfileNode = Profiler.ProfileNode;

/** Code of the product; the sample account stands for AWS and is not counted. */
function isOurs(url: string): boolean {
  return /\/src\/(?!emulator\/)/u.test(url) && !url.includes('/node_modules/');
}

function parentsOf(nodes: readonly ProfileNode[]): ReadonlyMap<number, ProfileNode> {
  return new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)));
}

/** What runs without a file of its own (garbage collection, built-ins) is counted to the code that called it. */
function ownNodes(nodes: readonly ProfileNode[]): ReadonlySet<number> {
  const parents = parentsOf(nodes);
  const nearestUrl = (node: ProfileNode | undefined): string => {
    if (node === undefined) return '';
    const { url } = node.callFrame;
    return url === '' || url.startsWith('node:') ? nearestUrl(parents.get(node.id)) : url;
  };
  return new Set(nodes.filter((node) => isOurs(nearestUrl(node))).map(({ id }) => id));
}

/** All in which the thread does something, unpacking messages among it. */
function busyNodes(nodes: readonly ProfileNode[]): ReadonlySet<number> {
  return new Set(
    nodes.filter(({ callFrame }) => !['(idle)', '(root)'].includes(callFrame.functionName)).map(({ id }) => id),
  );
}

export interface OwnSlices {
  /** Milliseconds, longest first. */
  readonly slices: readonly number[];
  /** Share of all time that was ours, 0 to 1. */
  readonly share: number;
}

/** A profile, and when turns of the event loop began while it was made: microseconds, of the same clock. */
interface Watched {
  readonly profile: Profiler.Profile;
  readonly turns: readonly number[];
}

function slicesOf({ profile, turns }: Watched, own: ReadonlySet<number>): OwnSlices {
  const { samples = [], timeDeltas = [] } = profile;
  const slices: number[] = [];
  let [slice, total, time, turn] = [0, 0, profile.startTime, 0];
  const end = (): void => {
    if (slice > 0) slices.push(slice);
    slice = 0;
  };
  samples.forEach((node, index) => {
    time += timeDeltas[index] ?? 0;
    // Between two turns there may be too little time to be seen by a look at the stack.
    for (; (turns[turn] ?? Infinity) <= time; turn += 1) end();
    const milliseconds = Math.min(timeDeltas[index + 1] ?? 0, longestGap) / 1000;
    total += milliseconds;
    if (own.has(node)) slice += milliseconds;
    else end();
  });
  end();
  slices.sort((one, other) => other - one);
  return { slices, share: slices.reduce((sum, one) => sum + one, 0) / total };
}

/** Looks at the stack many times a second while something runs, and tells how long our own code ran without a break. */
export async function profileOwnSlices(run: () => Promise<void>): Promise<OwnSlices> {
  const watched = await watch(run);
  return slicesOf(watched, ownNodes(watched.profile.nodes));
}

/** The same for all that the thread does. */
export async function profileBusySlices(run: () => Promise<void>): Promise<OwnSlices> {
  const watched = await watch(run);
  return slicesOf(watched, busyNodes(watched.profile.nodes));
}

/** Notes when turns of the event loop begin, until it is told to stop. */
function noteTurns(): () => readonly number[] {
  const turns: number[] = [];
  let isWatching = true;
  const turn = (): void => {
    turns.push(Number(process.hrtime.bigint() / 1_000n));
    if (isWatching) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    isWatching = false;
    return turns;
  };
}

async function watch(run: () => Promise<void>): Promise<Watched> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: samplingInterval });
  await session.post('Profiler.start');
  const stop = noteTurns();
  await run();
  const turns = stop();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { profile, turns };
}
