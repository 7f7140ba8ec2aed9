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
import { Slices } from '../shared/slices';
import type { Tree } from '../lint/tree';
import { WorkerClient } from '../lint/worker';
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

/** Copies go to one thread, which judges them once. */
function batchesOf(groups: readonly Group[]): Group[][] {
  const batches: Group[][] = [];
  let room = 0;
  for (const alike of alikeTogether(groups)) {
    const size = alike.reduce((sum, group) => sum + sizeOf(group), 0);
    const last = batches.at(-1);
    if (last !== undefined && size <= room) last.push(...alike);
    else {
      batches.push([...alike]);
      room = batchFiles;
    }
    room -= size;
  }
  return batches;
}

/**
 * Judges groups in several threads, this one among them; in this one alone where there are few.
 * @param threads As many as the machine can run at once, if it is left out.
 */
export function judgeInThreads(
  tree: Tree,
  dialects: readonly Dialect[],
  options: JudgeOptions,
  threads = availableParallelism(),
): JudgeGroups {
  const here = judgeHere(tree, dialects, new Slices(undefined, Infinity), options);
  return async (groups, onDone) => {
    const files = groups.reduce((sum, group) => sum + sizeOf(group), 0);
    const others = files < worthwhile ? 0 : threads - 1;
    if (others === 0) return here(groups, onDone);
    const batches = batchesOf(groups);
    const judgements: Judgement[] = [];
    const takeTurns = async (judge: (batch: readonly Group[]) => Promise<readonly Judgement[]>): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        judgements.push(...(await judge(batch)));
        onDone(batch.reduce((sum, group) => sum + sizeOf(group), 0));
      }
    };
    const clients = Array.from({ length: others }, startThread);
    try {
      await Promise.all([
        ...clients.map((client) => takeTurns((batch) => client.judge(batch, options))),
        takeTurns(async (batch) => {
          const judged = await here(batch, () => undefined);
          // What the others have to say is heard between two batches.
          await setImmediate();
          return judged;
        }),
      ]);
    } finally {
      for (const client of clients) client.stop();
    }
    return judgements;
  };
}
