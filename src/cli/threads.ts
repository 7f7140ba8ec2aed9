import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Group } from '../lint/groups';
import { likenessOf, sizeOf } from '../lint/groups';
import type { JudgeGroups, JudgeOptions } from '../lint/judgeGroups';
import { judgeHere } from '../lint/judgeGroups';
import type { Judgement } from '../lint/result';
import type { Surveyed } from '../lint/survey';
import type { Tree } from '../lint/tree';
import type { Part, SurveyTree } from '../lint/walk';
import { partsOf, surveyParts } from '../lint/walk';
import { WorkerClient } from '../lint/worker';
import { Slices } from '../shared/slices';
import type { Dialect } from '../templates/dialect';

/** With fewer files than this, starting another thread takes longer than it saves. */
const worthwhile = 300;

/** How many files are handed out at once, so that no thread has much to do when the others are done. */
const batchFiles = 40;

/** Starts a thread that judges. In the source tree, where nothing is built, it translates what it runs, as this one does. */
export function startThread(): WorkerClient {
  const built = join(__dirname, 'scanWorker.js');
  if (existsSync(built)) return new WorkerClient(new Worker(built));
  const source = JSON.stringify(join(__dirname, 'scanWorker.ts'));
  const translated = `import('tsx/esm/api').then(({ register }) => { register(); require('tsx/cjs'); require(${source}); })`;
  return new WorkerClient(new Worker(translated, { eval: true }));
}

function sizeOfAll(groups: readonly Group[]): number {
  return groups.reduce((sum, group) => sum + sizeOf(group), 0);
}

/** Groups that may be copies of each other, side by side. */
function alikeTogether(groups: readonly Group[]): readonly (readonly Group[])[] {
  const alike = new Map<string, Group[]>();
  for (const group of groups) {
    const likeness = likenessOf(group);
    const others = alike.get(likeness);
    if (others === undefined) alike.set(likeness, [group]);
    else others.push(group);
  }
  return [...alike.values()];
}

/** How many characters the longest of some groups has. */
function longestOf(groups: readonly Group[]): number {
  return Math.max(...groups.map((group) => group.reduce((sum, { length }) => sum + length, 0)));
}

/**
 * Copies go to one thread, which judges them once. What takes longest comes first: whoever was given it last would have
 * to be waited for.
 */
function batchesOf(groups: readonly Group[]): Group[][] {
  const batches: Group[][] = [];
  let room = 0;
  for (const alike of alikeTogether(groups)) {
    const size = sizeOfAll(alike);
    const last = batches.at(-1);
    if (last !== undefined && size <= room) last.push(...alike);
    else {
      batches.push([...alike]);
      room = batchFiles;
    }
    room -= size;
  }
  return batches.sort((one, other) => longestOf(other) - longestOf(one));
}

/** How many parts a tree is cut into, so that no thread has much to do when the others are done. */
const partsWanted = 128;

/** How many times parts are handed out, at most. */
const handouts = 64;

function inShares<T>(all: readonly T[]): readonly (readonly T[])[] {
  const size = Math.ceil(all.length / handouts);
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}

/** Whoever looks and judges: a thread of its own, or this one. */
type Thread = Pick<WorkerClient, 'survey' | 'judge'>;

/**
 * Several threads that look and judge together, this one among them. The others are started when it is known that there
 * is enough to do for them.
 */
export class Threads {
  readonly #tree: Tree;
  readonly #options: JudgeOptions;
  readonly #here: Thread;
  readonly #wanted: number;
  #others: readonly WorkerClient[] | undefined;

  /** @param threads As many as the machine can run at once, if it is left out. */
  constructor(tree: Tree, dialects: readonly Dialect[], options: JudgeOptions, threads = availableParallelism()) {
    const slices = new Slices(undefined, Infinity);
    const judge = judgeHere(tree, dialects, slices, options);
    this.#tree = tree;
    this.#options = options;
    this.#wanted = threads - 1;
    this.#here = {
      survey: (parts) => surveyParts(parts, tree, dialects, slices),
      judge: (groups) => judge(groups, () => undefined),
    };
  }

  readonly survey: SurveyTree = async (directory) => {
    const surveyed: Surveyed[] = [];
    const shares = [...inShares(await partsOf(directory, this.#tree, partsWanted)).entries()];
    const surveyOne = async (thread: Thread, [at, share]: readonly [number, readonly Part[]]): Promise<void> => {
      surveyed[at] = await thread.survey(share);
    };
    const filesSoFar = (): number =>
      surveyed.reduce((sum, { units }) => sum + units.reduce((files, unit) => files + unit.files.length, 0), 0);
    while (filesSoFar() < worthwhile) {
      const share = shares.shift();
      if (share === undefined) return surveyed;
      await surveyOne(this.#here, share);
    }
    await this.#together(shares, surveyOne);
    return surveyed;
  };

  readonly judge: JudgeGroups = async (groups, onDone) => {
    const judgements: Judgement[] = [];
    const judgeBatch = async (thread: Thread, batch: readonly Group[]): Promise<void> => {
      judgements.push(...(await thread.judge(batch, this.#options)));
      onDone(sizeOfAll(batch));
    };
    if (sizeOfAll(groups) < worthwhile) await judgeBatch(this.#here, groups);
    else await this.#together(batchesOf(groups), judgeBatch);
    return judgements;
  };

  stop(): void {
    for (const thread of this.#others ?? []) thread.stop();
    this.#others = undefined;
  }

  /** Each thread takes the next piece of work as soon as it is done with the one before. */
  async #together<T>(pieces: T[], work: (thread: Thread, piece: T) => Promise<void>): Promise<void> {
    this.#others ??= Array.from({ length: this.#wanted }, startThread);
    const takeTurns = async (thread: Thread): Promise<void> => {
      for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
        await work(thread, piece);
        // What the others have to say is heard in between.
        await setImmediate();
      }
    };
    // Another thread has the next piece at hand while it works: it may take some time until it is heard.
    await Promise.all([...this.#others, ...this.#others, this.#here].map(takeTurns));
  }
}
