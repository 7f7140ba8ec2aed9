import { spawn } from 'node:child_process';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '../../../src/aws/journal/journal';
import { JournalFile } from '../../../src/aws/journal/journalFile';
import { FileLock } from '../../../src/aws/journal/journalLock';
import type { SampleAccount } from '../../../src/emulator/account';
import type { SampleEndpoint } from '../../../src/emulator/http';
import { serveSampleAccount } from '../../../src/emulator/http';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import { AccountWork } from '../../../src/explorer/work/accountWork';
import type { Clients } from '../../unit/emulator/sample';
import { role } from '../../unit/emulator/sample';
import { inProcess } from '../../unit/support/accounts';

/** Where a process is killed by the account: as a call arrives, or when it is done and not answered. */
export interface CallDeath {
  readonly operation: string;
  /** From 1. */
  readonly nth: number;
  readonly when: 'before' | 'after';
}

export type Ending = { readonly kind: 'killed' } | { readonly kind: 'done'; readonly steps: number };

/** An account at an endpoint, and a folder for the journal. */
export interface Stage {
  readonly clients: Clients;
  readonly endpoint: SampleEndpoint;
  readonly folder: string;
  /** Runs a window to its end or to its death. */
  run(death: { readonly at?: number; readonly call?: CallDeath }): Promise<Ending>;
}

/** What a window does, and how the calls that matter are told. */
export interface Play {
  /** The program, beside this file. */
  readonly flow: string;
  readonly env: Readonly<Record<string, string>>;
  /** Operations by method and path. */
  readonly operations: Readonly<Record<string, string>>;
}

const stages: Stage[] = [];

export async function endStages(): Promise<void> {
  for (const { endpoint, folder } of stages.splice(0)) {
    await endpoint.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(flow: string, env: Readonly<Record<string, string>>, started: (pid: number) => void): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', flow], {
      env: { ...process.env, ...env, AWS_ACCESS_KEY_ID: 'sample', AWS_SECRET_ACCESS_KEY: 'sample' },
    });
    if (child.pid !== undefined) started(child.pid);
    let [output, errors] = ['', ''];
    child.stdout.on('data', (text) => (output += String(text)));
    child.stderr.on('data', (text) => (errors += String(text)));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve({ kind: 'killed' });
      else if (code === 0) resolve({ kind: 'done', steps: (JSON.parse(output) as { steps: number }).steps });
      else reject(new Error(errors));
    });
  });
}

/** An account that is ready is served; each window of the play is a process of its own. */
export async function openStage(clients: Clients, { flow, env, operations }: Play): Promise<Stage> {
  const { account } = clients;
  let death: CallDeath | undefined;
  let pid = 0;
  const seen = new Map<string, number>();
  const killIf = (operation: string, when: CallDeath['when']): void => {
    if (death?.operation !== operation || death.when !== when || seen.get(operation) !== death.nth) return;
    process.kill(pid, 'SIGKILL');
  };
  const served: SampleAccount = {
    ...account,
    respond: async (request) => {
      const operation = operations[`${request.method} ${request.path.replace(/(?<=.)\/$/u, '')}`] ?? request.path;
      seen.set(operation, (seen.get(operation) ?? 0) + 1);
      killIf(operation, 'before');
      // What has arrived is done, whether or not somebody waits for the answer.
      const answer = await account.respond(request);
      killIf(operation, 'after');
      return answer;
    },
  };
  const endpoint = await serveSampleAccount(served);
  const folder = mkdtempSync(join(tmpdir(), 's3backup-kill-'));
  const stage: Stage = {
    clients,
    endpoint,
    folder,
    run: ({ at = 0, call }) => {
      death = call;
      seen.clear();
      const all = {
        ...env,
        KILL_ENDPOINT: endpoint.url,
        KILL_FOLDER: folder,
        KILL_ROLE: role,
        KILL_AT: String(at),
      };
      return run(join(import.meta.dirname, flow), all, (id) => (pid = id));
    },
  };
  stages.push(stage);
  return stage;
}

/** The window that is opened next, in this process. */
export function nextWindow({ clients, folder }: Stage): {
  readonly work: AccountWork;
  readonly session: AccountSession;
} {
  const listener = { changed: () => undefined, ended: () => undefined, log: (message: string) => assert.fail(message) };
  const session = new AccountSession({ kind: 'sample' }, inProcess(clients.account), listener);
  const path = join(folder, 'account');
  const journal = new Journal({ store: new JournalFile(`${path}.jsonl`), lock: new FileLock(`${path}.lock`) });
  return { work: new AccountWork(journal, session, new Map(), listener), session };
}

/** Kills a window at each of some steps on the disk, two at a time: most of it is the start of processes. */
export async function killAtEach(steps: readonly number[], killAt: (at: number) => Promise<void>): Promise<void> {
  for (let at = 0; at < steps.length; at += 2) await Promise.all(steps.slice(at, at + 2).map(killAt));
}
