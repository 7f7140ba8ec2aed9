import { Account } from '../aws/account';
import { accountJson } from '../reports/accountJson';
import type { Io } from './io';
import { loginInTerminal } from './loginInTerminal';
import { ConnectionProblem, connectionFor } from './statusConnection';
import type { StatusFormat, StatusOptions } from './statusOptions';
import { parseStatusOptions, statusUsage } from './statusOptions';
import { errorLines } from './statusErrors';
import type { AccountStatus } from './statusReading';
import { StatusProgress } from './statusProgress';
import { readAccountStatus } from './statusReading';
import { statusExit } from './statusExit';
import { statusTable } from './statusTable';

const reports: Readonly<Record<StatusFormat, (status: AccountStatus) => Iterable<string>>> = {
  table: (status) => [statusTable(status)],
  json: accountJson,
};

async function report(options: StatusOptions, io: Io): Promise<number> {
  const connection = await connectionFor(options, process.env);
  const account = new Account(connection, undefined, undefined, loginInTerminal(io));
  const progress = new StatusProgress(io.terminal);
  const { signal } = new AbortController();
  try {
    const told = (read: number, of: number): void => {
      progress.tell(read, of);
    };
    const status = await readAccountStatus(account, signal, told).finally(() => {
      progress.end();
    });
    for (const line of errorLines(status.errors)) io.stderr(`${line}\n`);
    // A table of nothing would say that there are no buckets.
    if (status.isListed || options.format === 'json') io.stdout([...reports[options.format](status)].join(''));
    return statusExit(status, options.failOn);
  } finally {
    account.dispose();
  }
}

/** `status`: says of each bucket of an account whether it is protected. @returns the exit status. */
export async function runStatus(args: readonly string[], io: Io): Promise<number> {
  const parsed = parseStatusOptions(args);
  switch (parsed.kind) {
    case 'help':
      io.stdout(statusUsage);
      return 0;
    case 'wrong':
      io.stderr(`${parsed.why}\n\n${statusUsage}`);
      return 2;
    case 'options':
      break;
  }
  try {
    return await report(parsed.options, io);
  } catch (error) {
    if (!(error instanceof ConnectionProblem)) throw error;
    io.stderr(`${error.message}\n`);
    return 2;
  }
}
