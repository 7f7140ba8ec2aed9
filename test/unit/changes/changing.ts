import { Account } from '../../../src/aws/account';
import type { Change } from '../../../src/aws/changes/change';
import type { ChangeTarget } from '../../../src/aws/changes/changeTarget';
import type { CarryOutOptions, Outcome } from '../../../src/aws/changes/carryOut';
import { carryOut } from '../../../src/aws/changes/carryOut';
import type { Goal } from '../../../src/aws/changes/goal';
import { planChange } from '../../../src/aws/changes/planChange';
import { start } from '../emulator/sample';
import type { SampleAccount } from '../../../src/emulator/account';
import { inProcess } from '../support/accounts';

export const accountId = '111122223333';

/** A look at a sample account through the product's own clients, for changes. */
export function targetOf(account: SampleAccount, id: string | undefined = accountId): ChangeTarget {
  return new Account({ kind: 'sample' }, inProcess(account)).changeTarget(id, new AbortController().signal);
}

export function plan(target: ChangeTarget, ...goals: readonly Goal[]): Promise<Change> {
  return planChange('a change', goals, target, new Date(start));
}

export function run(change: Change, target: ChangeTarget, options: Partial<CarryOutOptions> = {}): Promise<Outcome> {
  return carryOut(change, target, {
    isCancelled: () => false,
    begins: () => undefined,
    wait: () => Promise.resolve(),
    ...options,
  });
}
