import { setMaxListeners } from 'node:events';
import {
  DescribeRestoreJobCommand,
  ListRecoveryPointsByResourceCommand,
  StartBackupJobCommand,
  StartRestoreJobCommand,
} from '@aws-sdk/client-backup';
import type { PlannedRestore } from '../../../src/aws/restore/planRestore';
import { planRestore } from '../../../src/aws/restore/planRestore';
import type { VerifyOptions } from '../../../src/aws/restore/verify';
import { verifyRestore } from '../../../src/aws/restore/verify';
import type { RestoreOrigin, RestoreRequest } from '../../../src/protection/restore/request';
import type { RestoreVerdict } from '../../../src/protection/restore/verdict';
import { targetOf } from '../changes/changing';
import type { Clients } from '../emulator/sample';
import {
  afterNextRun,
  arnOf,
  emptyAccount,
  makeBucket,
  makePlan,
  makeVault,
  minute,
  region,
  role,
  select,
} from '../emulator/sample';

/** An account with a bucket to be backed up and one to restore into. */
export async function stage(): Promise<Clients> {
  const clients = emptyAccount();
  await makeVault(clients);
  await makeBucket(clients, 'orders', 'Enabled');
  await makeBucket(clients, 'target', 'Enabled');
  return clients;
}

async function newest({ backup }: Clients): Promise<RestoreOrigin> {
  const { RecoveryPoints: points = [] } = await backup.send(
    new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf('orders') }),
  );
  const [point] = points.sort((one, other) => Number(other.CreationDate) - Number(one.CreationDate));
  const arn = point?.RecoveryPointArn ?? '';
  return {
    recoveryPointArn: arn,
    vault: 'main',
    region,
    bucket: 'orders',
    kind: arn.includes(':continuous:') ? 'continuous' : 'snapshot',
    createdAt: point?.CreationDate?.toISOString() ?? '',
  };
}

/** Takes a snapshot now. */
export async function snapshot(clients: Clients): Promise<RestoreOrigin> {
  const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role };
  await clients.backup.send(new StartBackupJobCommand(input));
  clients.account.clock.advance(5 * minute);
  return newest(clients);
}

/** Starts continuous backup. */
export async function continuous(clients: Clients): Promise<RestoreOrigin> {
  const rule = { EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 7 } };
  await select(clients, await makePlan(clients, [rule]), { Resources: [arnOf('orders')] });
  afterNextRun(clients);
  return newest(clients);
}

/** All of it, into the other bucket. */
export function requestOf(origin: RestoreOrigin, asked: Partial<RestoreRequest> = {}): RestoreRequest {
  return {
    origin,
    scope: { kind: 'all' },
    versions: 1,
    destination: { kind: 'existing', bucket: 'target' },
    encryption: { kind: 'original' },
    restoresAcls: false,
    role,
    ...asked,
  };
}

export function plan({ account }: Clients, request: RestoreRequest): Promise<PlannedRestore> {
  return planRestore(request, targetOf(account), new Date(account.clock.now()));
}

/** Makes the calls of a restore and waits for its jobs. @returns their states and messages, and when the first began. */
export async function run(
  clients: Clients,
  request: RestoreRequest,
): Promise<{ readonly states: readonly string[]; readonly since: Date }> {
  const since = new Date(clients.account.clock.now());
  const { calls } = await plan(clients, request);
  const ids: string[] = [];
  for (const { input } of calls) {
    ids.push((await clients.backup.send(new StartRestoreJobCommand(input))).RestoreJobId ?? '');
  }
  clients.account.clock.advance(minute);
  const states: string[] = [];
  for (const RestoreJobId of ids) {
    const { Status, StatusMessage } = await clients.backup.send(new DescribeRestoreJobCommand({ RestoreJobId }));
    states.push([Status, StatusMessage].filter((part) => part !== undefined).join(': '));
  }
  return { states, since };
}

export function verify(
  { account }: Clients,
  request: RestoreRequest,
  since: Date,
  options: Partial<VerifyOptions> = {},
): Promise<RestoreVerdict> {
  const now = new Date(account.clock.now());
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return verifyRestore(request, since, targetOf(account), { signal, now, ...options });
}
