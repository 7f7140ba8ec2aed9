import { runLint } from '../../../src/cli/lint';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `lint` says, and its exit status. */
export async function lintCommand(...args: readonly string[]): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const status = await runLint(args, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  return { status, stdout, stderr };
}
