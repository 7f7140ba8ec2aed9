import type { InProcessAccount } from '../../../src/aws/connection';
import type { SampleAccount, SampleAccountOptions } from '../../../src/emulator/account';
import { createSampleAccount } from '../../../src/emulator/account';
import type { SessionOptions } from '../../../src/explorer/session/accountSession';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import type { SessionChange, SessionListener } from '../../../src/explorer/session/sessionChange';

export function inProcess(
  account: SampleAccount,
  regions: readonly string[] = ['eu-west-1', 'us-east-1'],
): InProcessAccount {
  return { requestHandler: account, regions, now: () => new Date(account.clock.now()) };
}

/** A session on a sample account of its own, and what it said. */
export interface Look {
  readonly account: SampleAccount;
  readonly session: AccountSession;
  readonly changes: SessionChange[];
  readonly log: string[];
}

const looks: Look[] = [];

export function lookAt(options: SampleAccountOptions = {}, regions?: readonly string[], asked?: SessionOptions): Look {
  const account = createSampleAccount(options);
  const changes: SessionChange[] = [];
  const log: string[] = [];
  const listener: SessionListener = {
    changed: (change) => changes.push(change),
    log: (message) => log.push(message),
  };
  const session = new AccountSession({ kind: 'sample' }, inProcess(account, regions), listener, asked);
  const look: Look = { account, session, changes, log };
  looks.push(look);
  return look;
}

/** Ends all sessions of a test. */
export function endLooks(): void {
  for (const { session } of looks.splice(0)) session.dispose();
}

export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Until every bucket of the Regions shown is read, or known not to be readable. */
export function allRead({ session }: Look): Promise<void> {
  return until(
    () =>
      session.list.kind === 'failed' ||
      (session.list.kind === 'read' &&
        session.entries.every(({ state }) => state.kind === 'read' || state.kind === 'unread')),
    'the buckets to be read',
  );
}

/** The status of each bucket, by name. */
export function statuses({ session }: Look): Readonly<Record<string, string>> {
  return Object.fromEntries(
    session.entries.map(({ listed, state }) => [
      listed.name,
      state.kind === 'read' ? state.assessment.status : state.kind,
    ]),
  );
}

/** What the history of each bucket of the sample account made of it. */
export const sampleStatuses: Readonly<Record<string, string>> = {
  contracts: 'protected',
  'customer-exports': 'stale',
  finance: 'unknown',
  invoices: 'at-risk',
  'legacy-2019': 'orphaned',
  'media-archive': 'at-risk',
  'new-uploads': 'waiting',
  'orders-prod': 'protected',
  reports: 'failing',
  scratch: 'unprotected',
  'site-us': 'unprotected',
  uploads: 'failing',
};
