import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** What runs on this machine. Only Linux tells it in files. */
function processes(): readonly Process[] {
  return readdirSync('/proc').flatMap((name): readonly Process[] => {
    if (!/^\d+$/u.test(name)) return [];
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      // The name of a program may hold anything; what follows the last bracket does not.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [, parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [{ pid: Number(name), parent: Number(parent), command }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** The extension hosts of the editor's server that keeps its data in a folder. */
function extensionHosts(dataFolder: string): readonly number[] {
  const all = processes();
  const servers = new Set(
    all.filter(({ command }) => command.includes(`--server-data-dir ${dataFolder} `)).map(({ pid }) => pid),
  );
  return all
    .filter(({ parent, command }) => servers.has(parent) && command.includes('--type=extensionHost'))
    .map(({ pid }) => pid);
}

/** Kills the extension host of a window at once, so that nothing of it can say good-bye. @returns how many there were. */
export function killExtensionHosts(dataFolder: string): number {
  const pids = extensionHosts(dataFolder);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  return pids.length;
}
