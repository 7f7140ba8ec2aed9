import type { BackupRuleInput } from '@aws-sdk/client-backup';
import { GetBackupPlanCommand, paginateListBackupPlans } from '@aws-sdk/client-backup';
import * as l10n from '@vscode/l10n';
import type { Prospect } from './change';
import type { ChangeTarget } from './changeTarget';
import type { GoalOf } from './goal';
import { readForChange } from './reading';
import { includesAsked } from './sameDocument';

/** A plan of the name that is looked for. */
export interface NamedPlan {
  readonly id: string;
  readonly rules: readonly BackupRuleInput[];
}

/** Whether a plan has these rules and no others. */
export function hasRules(plan: NamedPlan, asked: readonly BackupRuleInput[]): boolean {
  return includesAsked(plan.rules, asked);
}

function retention(rules: readonly BackupRuleInput[]): number {
  return Math.max(...rules.map(({ Lifecycle }) => Lifecycle?.DeleteAfterDays ?? 0));
}

/** Names of plans are not unique in AWS Backup, so one that is there is never made again, nor changed. */
export function planPlan(
  { name, region, rules }: GoalOf<'createPlan'>,
  found: readonly NamedPlan[],
  token: string,
): Prospect {
  if (found.some((plan) => hasRules(plan, rules))) {
    return { kind: 'holds', what: l10n.t('The backup plan {0} is there, with these rules.', name) };
  }
  if (found.length > 0) {
    return {
      kind: 'impossible',
      why: l10n.t('There is a backup plan {0} with other rules. Choose another name.', name),
    };
  }
  const BackupPlan = { BackupPlanName: name, Rules: [...rules] };
  return {
    kind: 'call',
    call: { operation: 'CreateBackupPlan', region, input: { BackupPlan, CreatorRequestId: token } },
    title: l10n.t('Create the backup plan {0} in {1}', name, region),
    why: l10n.t('Its rules say when backups are made, into which vault, and how long they are kept.'),
    undo: l10n.t(
      'It can be deleted once it has no selections. Recovery points that it has made stay until they expire.',
    ),
    cost: l10n.t(
      'AWS Backup bills what recovery points hold by the GB and day, for {0} days here, and the requests to S3 that making them takes.',
      retention(rules),
    ),
    document: { before: undefined, after: BackupPlan },
  };
}

async function findPlanIds(name: string, region: string, target: ChangeTarget): Promise<readonly string[]> {
  const made = target.madePlans.get(name);
  if (made !== undefined) return [made];
  const client = target.backup(region);
  return readForChange('backup:ListBackupPlans', async () => {
    const ids: string[] = [];
    for await (const page of paginateListBackupPlans({ client }, {}, { abortSignal: target.signal })) {
      const named = page.BackupPlansList?.filter(({ BackupPlanName }) => BackupPlanName === name) ?? [];
      ids.push(...named.flatMap(({ BackupPlanId }) => BackupPlanId ?? []));
    }
    return ids;
  });
}

/** @throws UnreadError. */
export async function findPlans(name: string, region: string, target: ChangeTarget): Promise<readonly NamedPlan[]> {
  const ids = await findPlanIds(name, region, target);
  return Promise.all(
    ids.map(async (id) => {
      const output = await readForChange('backup:GetBackupPlan', () =>
        target.backup(region).send(new GetBackupPlanCommand({ BackupPlanId: id }), { abortSignal: target.signal }),
      );
      return { id, rules: output.BackupPlan?.Rules ?? [] };
    }),
  );
}

/** @throws UnreadError. */
export async function lookAtPlan(goal: GoalOf<'createPlan'>, target: ChangeTarget): Promise<Prospect> {
  return planPlan(goal, await findPlans(goal.name, goal.region, target), target.token);
}
