import type { BackupSelection, BackupSelectionsListMember } from '@aws-sdk/client-backup';
import { GetBackupSelectionCommand, paginateListBackupSelections } from '@aws-sdk/client-backup';
import * as l10n from '@vscode/l10n';
import type { PlannedCall, Prospect } from './change';
import type { ChangeTarget } from './changeTarget';
import type { GoalOf } from './goal';
import { findPlans, hasRules } from './plan';
import { readForChange } from './reading';
import { isSameDocument } from './sameDocument';

/** Source: AWS Backup developer guide, quotas. */
const mostSelections = 100;

/** The selections of the plan, as far as they matter. */
export interface FoundSelections {
  /** Missing where an earlier step makes the plan. */
  readonly planId: string | undefined;
  readonly count: number;
  /** The one of the same name. */
  readonly named: BackupSelection | undefined;
}

/** The selection as AWS Backup is given it. Source: AWS Backup API reference, BackupSelection. */
export function selectionDocument({ name, roleArn, selected }: GoalOf<'createSelection'>): BackupSelection {
  const common = { SelectionName: name, IamRoleArn: roleArn };
  switch (selected.kind) {
    case 'buckets':
      return { ...common, Resources: [...selected.arns] };
    case 'tag':
      return {
        ...common,
        ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: selected.key, ConditionValue: selected.value }],
      };
  }
}

function texts(goal: GoalOf<'createSelection'>): Pick<PlannedCall, 'title' | 'why' | 'undo' | 'cost'> {
  const { selected, plan } = goal;
  return {
    title:
      selected.kind === 'buckets'
        ? l10n.t(
            'Select {0} for the plan {1}',
            selected.arns.map((arn) => arn.slice(arn.lastIndexOf(':') + 1)).join(', '),
            plan.name,
          )
        : l10n.t('Select what has the tag {0}={1} for the plan {2}', selected.key, selected.value, plan.name),
    why: l10n.t(
      'A plan backs up what its selections name. A selection is never changed: a new one is added beside the others.',
    ),
    undo: l10n.t('The selection can be deleted. Recovery points that were made stay until they expire.'),
    cost: l10n.t('Backups are made and billed from the next run of the plan on. The first one is a full copy.'),
  };
}

export function planSelection(goal: GoalOf<'createSelection'>, found: FoundSelections): Prospect {
  const { region, plan, name } = goal;
  const BackupSelection = selectionDocument(goal);
  if (found.named !== undefined) {
    return isSameDocument(withoutEmptyLists(found.named), BackupSelection)
      ? { kind: 'holds', what: l10n.t('The plan {0} has the selection {1}.', plan.name, name) }
      : {
          kind: 'impossible',
          why: l10n.t('The plan {0} has a selection {1} that selects otherwise.', plan.name, name),
        };
  }
  if (found.count >= mostSelections) {
    return {
      kind: 'impossible',
      why: l10n.t('The plan {0} has {1} selections, as many as AWS Backup allows.', plan.name, mostSelections),
    };
  }
  return {
    kind: 'call',
    call: {
      operation: 'CreateBackupSelection',
      region,
      // The request carries no id of its own: one that comes twice is refused by the selection's name.
      input: { BackupPlanId: found.planId, BackupSelection },
    },
    ...texts(goal),
    document: { before: undefined, after: BackupSelection },
  };
}

/** AWS Backup gives lists that nobody has set as empty ones. */
function withoutEmptyLists(selection: BackupSelection): Partial<BackupSelection> {
  const isEmpty = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && Object.values(value).every((member) => isEmpty(member));
  return Object.fromEntries(Object.entries(selection).filter(([, value]) => !isEmpty(value)));
}

async function planIdOf(
  { plan, region }: GoalOf<'createSelection'>,
  target: ChangeTarget,
): Promise<string | undefined> {
  if (plan.kind === 'existing') return plan.id;
  const named = await findPlans(plan.name, region, target);
  return named.find((found) => hasRules(found, plan.rules))?.id;
}

/** @throws UnreadError. */
export async function lookAtSelection(goal: GoalOf<'createSelection'>, target: ChangeTarget): Promise<Prospect> {
  const client = target.backup(goal.region);
  const options = { abortSignal: target.signal };
  const BackupPlanId = await planIdOf(goal, target);
  if (BackupPlanId === undefined) return planSelection(goal, { planId: undefined, count: 0, named: undefined });
  const listed = await readForChange('backup:ListBackupSelections', async () => {
    const members: BackupSelectionsListMember[] = [];
    for await (const page of paginateListBackupSelections({ client }, { BackupPlanId }, options)) {
      members.push(...(page.BackupSelectionsList ?? []));
    }
    return members;
  });
  const SelectionId = listed.find(({ SelectionName }) => SelectionName === goal.name)?.SelectionId;
  const found = { planId: BackupPlanId, count: listed.length };
  if (SelectionId === undefined) return planSelection(goal, { ...found, named: undefined });
  const { BackupSelection: named } = await readForChange('backup:GetBackupSelection', () =>
    client.send(new GetBackupSelectionCommand({ BackupPlanId, SelectionId }), options),
  );
  return planSelection(goal, { ...found, named });
}
