import { createInterface } from 'node:readline/promises';
import type { Terminal } from './io';

/** To the start of the line, and what is on it away. */
const clearLine = '\r\u001B[K';

/** Asks on `stderr`, because `stdout` may go into a file. */
async function ask(question: string, signal: AbortSignal): Promise<string | undefined> {
  const line = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  const closed = new Promise<undefined>((resolve) => {
    line.once('close', () => {
      resolve(undefined);
    });
  });
  // The interface takes Ctrl-C for itself; it is to end the program.
  line.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await Promise.race([line.question(question, { signal }), closed]);
    if (answer === undefined) process.stderr.write('\n');
    return answer;
  } finally {
    line.close();
  }
}

/** The terminal that the program runs in. @returns `undefined` where questions or progress would go into a file or a pipe. */
export function ownTerminal(): Terminal | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY || process.env['TERM'] === 'dumb') return undefined;
  return { progress: (line) => process.stderr.write(`${clearLine}${line}`), ask };
}
