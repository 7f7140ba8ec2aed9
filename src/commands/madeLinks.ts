import * as l10n from '@vscode/l10n';
import type { Change, Step } from '../aws/changes/change';
import type { GoalOf } from '../aws/changes/goal';
import { planRowId } from '../explorer/plans/rowIds';
import type { ListRow } from '../explorer/shared/listRow';
import { bucketOfArn } from '../model/arn';
import type { DocumentAction } from '../ui/changeDocuments';

/** A vault or a plan that a change was about, as a link names it. */
export type MadeThing =
  | { readonly kind: 'vault'; readonly region: string; readonly name: string }
  /** Without an id it is known by its name, for AWS gives the id when it makes the plan. */
  | { readonly kind: 'plan'; readonly region: string; readonly name: string; readonly id?: string };

/** The buckets that a step is about. */
export function bucketsOf({ goal }: Step): readonly string[] {
  if ('bucket' in goal) return [goal.bucket];
  if (goal.kind !== 'createSelection' || goal.selected.kind !== 'buckets') return [];
  return goal.selected.arns.flatMap((arn) => bucketOfArn(arn) ?? []);
}

function planOf({ region, plan }: GoalOf<'createSelection'>): MadeThing {
  return { kind: 'plan', region, name: plan.name, ...(plan.kind === 'existing' && { id: plan.id }) };
}

function thingsOf({ goal }: Step): readonly MadeThing[] {
  switch (goal.kind) {
    case 'createVault':
      return [{ kind: 'vault', region: goal.region, name: goal.name }];
    case 'createPlan':
      return [{ kind: 'plan', region: goal.region, name: goal.name }];
    case 'createSelection':
      return [planOf(goal)];
    default:
      return [];
  }
}

/** Whether a row of its view shows the thing. */
export function isRowOf({ kind, region, name, ...thing }: MadeThing, row: ListRow): boolean {
  if ('id' in thing) return row.id === planRowId(region, thing.id);
  return row.id.startsWith(`${kind}/${region}/`) && row.label === name;
}

function toBuckets(names: readonly string[]): readonly DocumentAction[] {
  const [name] = names;
  if (name === undefined) return [];
  if (names.length > 1) return [{ title: l10n.t('Show Buckets'), command: 's3backup.buckets.focus' }];
  return [{ title: l10n.t('Go to {0}', name), command: 's3backup.goToBucket', argument: name }];
}

/** Links to what a change made or was about: to the one bucket, or to all of several; to each plan and vault. */
export function madeLinks({ steps }: Change): readonly DocumentAction[] {
  const things = new Map(
    steps.flatMap(thingsOf).map((thing) => [`${thing.kind} ${thing.region} ${thing.name}`, thing]),
  );
  return [
    ...toBuckets([...new Set(steps.flatMap(bucketsOf))]),
    ...[...things.values()].map((thing) => ({
      title: thing.kind === 'plan' ? l10n.t('Go to plan {0}', thing.name) : l10n.t('Go to vault {0}', thing.name),
      command: 's3backup.showMade',
      argument: thing,
    })),
  ];
}
