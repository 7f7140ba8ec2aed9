import type { RegionReading } from '../../aws/region';
import { partitionOf } from '../../model/arn';
import type { BackupPlan, BackupRule } from '../../model/backupPlan';
import { mapFact, valueOf } from '../../model/fact';
import type { BackupSelection } from '../../model/selection';
import { plainFacts } from '../../reports/plainFact';
import type { AccountSession } from '../session/accountSession';
import { planConsole, roleConsole } from '../shared/consoleLink';
import type { RowSubject } from '../shared/rowSubject';
import { selectionText } from './selectionText';

function ruleJson(rule: BackupRule): unknown {
  const { id, name, targetVault, schedule, scheduleTimezone, startWindowMinutes, completionWindowMinutes } = rule;
  const { continuous, deleteAfterDays, moveToColdStorageAfterDays, copies, copyActions = [], airGappedVault } = rule;
  return {
    id,
    facts: plainFacts({
      name,
      targetVault,
      airGappedVault,
      schedule,
      scheduleTimezone,
      startWindowMinutes,
      completionWindowMinutes,
      continuous,
      deleteAfterDays,
      moveToColdStorageAfterDays,
      copies,
    }),
    copyActions: copyActions.map((copy) => ({
      targetVault: copy.targetVault,
      facts: plainFacts({ deleteAfterDays: copy.deleteAfterDays }),
    })),
  };
}

function planArn({ id }: BackupPlan, region: string, session: AccountSession): string | undefined {
  const account = valueOf(mapFact(session.identity, (identity) => identity.account));
  return account && `arn:${partitionOf(region)}:backup:${region}:${account}:backup-plan:${id}`;
}

/** A plan is read with its Region. */
function forgetRegion({ region }: RegionReading, session: AccountSession): Promise<void> {
  session.forgetRegions([region]);
  return Promise.resolve();
}

export function planSubject(plan: BackupPlan, reading: RegionReading, session: AccountSession): RowSubject {
  const { region, asOf } = reading;
  const { id, rules, s3Options, nextRuns = [] } = plan;
  const name = valueOf(plan.name) ?? id;
  const arn = planArn(plan, region, session);
  const consoleUrl = planConsole(id, region);
  const selections = reading.selections.items.filter(({ planId }) => valueOf(planId) === id);
  return {
    id: `plan ${region} ${id}`,
    label: name,
    region,
    name,
    ...(arn !== undefined && { arn }),
    ...(consoleUrl !== undefined && { consoleUrl }),
    json: () => ({
      asOf,
      region,
      id,
      name,
      nextRuns,
      s3Options,
      rules: rules.items.map(ruleJson),
      selections: selections.map((selection) => ({ id: selection.id, ...selectionText(selection) })),
    }),
    refresh: () => forgetRegion(reading, session),
  };
}

export function ruleSubject(rule: BackupRule, reading: RegionReading, session: AccountSession): RowSubject {
  const name = valueOf(rule.name) ?? rule.id;
  return {
    id: `rule ${reading.region} ${rule.id}`,
    label: name,
    name,
    json: () => ruleJson(rule),
    refresh: () => forgetRegion(reading, session),
  };
}

export function selectionSubject(
  selection: BackupSelection,
  reading: RegionReading,
  session: AccountSession,
): RowSubject {
  const name = valueOf(selection.name) ?? selection.id;
  return {
    id: `selection ${reading.region} ${selection.id}`,
    label: name,
    name,
    json: () => ({ asOf: reading.asOf, id: selection.id, ...selectionText(selection) }),
    refresh: () => forgetRegion(reading, session),
  };
}

/** A role is read with the selections that name it. */
export function roleSubject(arn: string, reading: RegionReading, session: AccountSession): RowSubject {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const consoleUrl = roleConsole(arn);
  return {
    id: arn,
    label: name,
    name,
    arn,
    ...(consoleUrl !== undefined && { consoleUrl }),
    refresh: () => forgetRegion(reading, session),
  };
}
