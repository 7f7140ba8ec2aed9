import { parseArgs } from 'node:util';
import type { Io } from './io';

const usage = `Usage: s3backup emulate [--port N] [--scenario NAME]

Serves the sample account on the loopback address for any AWS client, until Ctrl-C.

  --port N          the port; without it a free one is taken
  --scenario NAME   mixed (the default), empty or large
`;

/**
 * `emulate`: serves the sample account on the loopback address until Ctrl-C.
 *
 * @returns the exit status: 0 after Ctrl-C, 1 where the port is taken, 2 for wrong arguments.
 */
export async function runEmulate(args: readonly string[], io: Io): Promise<number> {
  const wanted = readArguments(args);
  if (wanted === 'help') {
    io.stdout(usage);
    return 0;
  }
  if ('problem' in wanted) {
    io.stderr(`${wanted.problem}\n\n${usage}`);
    return 2;
  }
  const { createSampleAccount } = await import('../emulator/account');
  const { scenarioNames } = await import('../emulator/scenarios/catalogue');
  const { serveSampleAccount } = await import('../emulator/http');
  const { port, scenario } = wanted;
  if (!scenarioNames.some((name) => name === scenario)) {
    io.stderr(`There is no scenario "${scenario}". Choose one of: ${scenarioNames.join(', ')}.\n`);
    return 2;
  }
  try {
    const endpoint = await serveSampleAccount(createSampleAccount({ scenario }), port);
    io.stdout(greeting(endpoint.url));
    await interrupted();
    await endpoint.close();
    return 0;
  } catch (error) {
    io.stderr(`${explain(error, port)}\n`);
    return 1;
  }
}

interface Arguments {
  readonly port: number;
  readonly scenario: string;
}

function readArguments(args: readonly string[]): Arguments | { readonly problem: string } | 'help' {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, scenario: { type: 'string' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      return 'help';
    }
    const text = values.port ?? '0';
    const port = Number(text);
    if (!/^\d+$/.test(text) || port > 65_535) {
      return { problem: `--port takes a number from 0 to 65535, not "${text}".` };
    }
    return { port, scenario: values.scenario ?? 'mixed' };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function greeting(url: string): string {
  return [
    `The sample account listens on ${url} (Ctrl-C stops it).`,
    'Any access key is good. Try it with the AWS CLI:',
    `  AWS_ACCESS_KEY_ID=sample AWS_SECRET_ACCESS_KEY=sample AWS_REGION=eu-west-1 aws --endpoint-url ${url} s3 ls`,
    '',
  ].join('\n');
}

function explain(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use. Choose another one with --port, or leave it out to take a free one.`;
  }
  if (code === 'EACCES') {
    return `Port ${port} may not be used. Choose one above 1023.`;
  }
  return error instanceof Error ? error.message : String(error);
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}
