import { DeleteBackupSelectionCommand } from '@aws-sdk/client-backup';
import { PutBucketLifecycleConfigurationCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3';
import type { InProcessAccount } from '../../../src/aws/connection';
import type { SampleAccount } from '../../../src/emulator/account';
import type { LoggedCall } from '../../../src/emulator/requestLog';
import type { Clients } from '../emulator/sample';
import {
  afterNextRun,
  arnOf,
  emptyAccount,
  makeBucket,
  makePlan,
  makeVault,
  put,
  roleWithoutS3,
  select,
} from '../emulator/sample';
import type { Mishap } from './faults';

/** An account that has been running for days: who is in it, and its clock. */
async function run(clients: Clients): Promise<void> {
  for (const name of ['safe', 'left']) await makeBucket(clients, name, 'Enabled');
  await makeBucket(clients, 'roleless', 'Enabled');
  await put(clients, 'safe', 'a', 'one');
  await put(clients, 'left', 'a', 'one');
  await makeVault(clients);
  const keep = { Lifecycle: { DeleteAfterDays: 90 } };
  const old = await makePlan(clients, [keep], 'old');
  const selection = await select(clients, old, { Resources: [arnOf('left')] });
  afterNextRun(clients);
  await clients.backup.send(new DeleteBackupSelectionCommand({ BackupPlanId: old, SelectionId: selection }));
  await select(clients, old, { Resources: [arnOf('roleless')], IamRoleArn: roleWithoutS3 }, 'roleless');
  const tags = [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }] as const;
  await clients.s3.send(
    new PutBucketTaggingCommand({ Bucket: 'safe', Tagging: { TagSet: [{ Key: 'backup', Value: 'daily' }] } }),
  );
  await clients.s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: 'safe',
      LifecycleConfiguration: {
        Rules: [
          {
            ID: 'all',
            Status: 'Enabled',
            Filter: {},
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            Expiration: { ExpiredObjectDeleteMarker: true },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    }),
  );
  const daily = [keep, { RuleName: 'pitr', EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 35 } }];
  await select(clients, await makePlan(clients, daily, 'daily'), { ListOfTags: [...tags] });
  afterNextRun(clients);
}

/**
 * A small account with one Region, at a clock that stands still: a bucket that is protected, one whose role cannot, and
 * one that no plan selects any more. Looks only read it, so that many may at once.
 */
export async function smallAccount(): Promise<SampleAccount> {
  const clients = emptyAccount();
  await run(clients);
  return clients.account;
}

/** How long a client waits for an answer. In milliseconds. */
const patience = 20;

export function keyOf({ service, operation }: LoggedCall): string {
  return `${service}:${operation}`;
}

/** One client's way to an account that it shares with others: its calls are counted, and go wrong, by themselves. */
export class Stage {
  /** How many calls of each operation came. */
  readonly counts = new Map<string, number>();
  /** Decides what goes wrong. @param nth How many calls of the operation there were before. */
  mishap: ((call: LoggedCall, nth: number) => Mishap | undefined) | undefined;
  readonly #account: SampleAccount;

  constructor(account: SampleAccount) {
    this.#account = account;
  }

  get inProcess(): InProcessAccount {
    const account = this.#account;
    const requestHandler = {
      handle: (request: Parameters<SampleAccount['handle']>[0], options?: { abortSignal?: unknown }) =>
        this.#answer(request, options?.abortSignal),
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    };
    return { requestHandler, regions: ['eu-west-1'], now: () => new Date(account.clock.now()) };
  }

  count(operation: string): number {
    return this.counts.get(operation) ?? 0;
  }

  /** As the SDK's own handler of requests does it: an answer, or an error of the name that it gives it. */
  async #answer(
    request: Parameters<SampleAccount['handle']>[0],
    abortSignal: unknown,
  ): ReturnType<SampleAccount['handle']> {
    const late = new AbortController();
    const given = abortSignal instanceof AbortSignal ? [abortSignal] : [];
    // The account takes what is set when a request comes in, and keeps to it.
    this.#account.interfere = (call) => {
      const key = keyOf(call);
      const nth = this.count(key);
      this.counts.set(key, nth + 1);
      const mishap = this.mishap?.(call, nth);
      if (mishap !== 'timeout') return mishap;
      setTimeout(() => {
        late.abort();
      }, patience);
      return { kind: 'hang' };
    };
    const answer = this.#account.handle(request, { abortSignal: AbortSignal.any([...given, late.signal]) });
    this.#account.interfere = undefined;
    try {
      return await answer;
    } catch (error) {
      if (!late.signal.aborted) throw error;
      throw Object.assign(new Error(`No answer within ${patience} ms`), { name: 'TimeoutError' });
    }
  }
}
