import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { figure, median } from './print';

/** One run of a program in milliseconds, its start included, whatever it says and however it ends. */
function timeOf(program: string, args: readonly string[]): number {
  const start = performance.now();
  const { error } = spawnSync(program, args, { stdio: 'ignore' });
  if (error !== undefined) throw error;
  return performance.now() - start;
}

export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

const cli = join(process.cwd(), 'dist', 'cli.js');

interface Race {
  readonly name: string;
  /** What is linted. */
  readonly ours: readonly string[];
  readonly rival: { readonly program: string; readonly args: readonly string[] };
  readonly rounds: number;
}

/** Runs the built command line and another program by turns, and prints the middle times and how they compare. */
export function race({ name, ours, rival, rounds }: Race): void {
  const theirs = isInstalled(rival.program);
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(timeOf(process.execPath, [cli, 'lint', ...ours]));
    if (theirs) times.theirs.push(timeOf(rival.program, rival.args));
  }
  const own = median(times.ours);
  const seconds = (time: number): string => `${(time / 1000).toFixed(2)} s`;
  if (!theirs) {
    figure(name, `ours ${seconds(own)}; ${rival.program} is not on this machine`);
    return;
  }
  const other = median(times.theirs);
  figure(name, `ours ${seconds(own)}, ${rival.program} ${seconds(other)}: ${(other / own).toFixed(1)} times`);
}
