import { bucketArn, type Bucket } from '../s3/bucket';
import type { AccountState } from '../state';
import { stopContinuous } from './continuous';
import { createJob } from './jobRunner';
import { currentVersion, type Plan, type PlanVersion, type Rule, type Selection } from './plan';
import type { CreatedBy } from './recoveryPoint';
import type { BackupRegion } from './region';
import { selects } from './selectionMatch';

/** Puts the next run of every rule of a plan's version in force on the agenda. */
export function schedulePlan(state: AccountState, region: BackupRegion, plan: Plan, now: number): void {
  const version = currentVersion(plan);
  for (const rule of version.rules) {
    scheduleRule(state, region, plan, version, rule, now);
  }
}

function scheduleRule(
  state: AccountState,
  region: BackupRegion,
  plan: Plan,
  version: PlanVersion,
  rule: Rule,
  after: number,
): void {
  const next = rule.cron.next(after);
  if (next === undefined) {
    return;
  }
  state.agenda.add(next, (at) => {
    // A plan that was changed or deleted meanwhile has other runs on the agenda, or none.
    if (plan.deletedAt === undefined && currentVersion(plan) === version) {
      runRule(state, region, plan, version, rule, at);
      scheduleRule(state, region, plan, version, rule, at);
    }
  });
}

function runRule(
  state: AccountState,
  region: BackupRegion,
  plan: Plan,
  version: PlanVersion,
  rule: Rule,
  at: number,
): void {
  plan.lastRunAt = at;
  if (isOverruled(version, rule, at)) {
    return;
  }
  const createdBy = creatorOf(plan, version, rule);
  const selected = selectedBuckets(state, region, plan);
  if (rule.isContinuous) {
    stopUnselected(state, region, createdBy, selected, at);
  }
  const vault = region.vaults.get(rule.vaultName);
  for (const [bucket, selection] of selected) {
    createJob(
      state,
      region,
      {
        resourceArn: bucketArn(bucket.name),
        resourceName: bucket.name,
        vaultName: rule.vaultName,
        vaultArn: vault?.arn ?? '',
        iamRoleArn: selection.document.IamRoleArn,
        createdBy,
        completionWindowMinutes: rule.completionWindowMinutes,
        startWindowMinutes: rule.startWindowMinutes,
        retentionDays: rule.retentionDays,
        isContinuous: rule.isContinuous,
        isIndexed: rule.document.IndexActions !== undefined && rule.document.IndexActions.length > 0,
        recoveryPointTags: rule.document.RecoveryPointTags ?? {},
        options: optionsOf(version),
      },
      at,
    );
  }
}

/** Where periodic rules of a plan fall together, the one with the longer retention runs (developer guide, options). */
function isOverruled(version: PlanVersion, rule: Rule, at: number): boolean {
  const kept = (other: Rule): number => other.retentionDays ?? Number.POSITIVE_INFINITY;
  const position = version.rules.indexOf(rule);
  return version.rules.some((other, index) => {
    const wins = kept(other) > kept(rule) || (kept(other) === kept(rule) && index < position);
    return other !== rule && !other.isContinuous && !rule.isContinuous && wins && other.cron.next(at - 1) === at;
  });
}

/**
 * The buckets a plan's selections cover now, each with the selection that came first. A plan sees the buckets of its own
 * Region only, and never those that restore testing makes.
 */
export function selectedBuckets(state: AccountState, region: BackupRegion, plan: Plan): Map<Bucket, Selection> {
  const isOptedIn = region.optIn.get('S3') ?? false;
  const selected = new Map<Bucket, Selection>();
  for (const bucket of state.buckets.values()) {
    if (bucket.region !== region.name || bucket.name.startsWith('awsbackup-restore-test')) {
      continue;
    }
    const candidate = { arn: bucketArn(bucket.name), tags: bucket.tags ?? {} };
    for (const selection of plan.selections.values()) {
      if (selects(selection.document, candidate, isOptedIn)) {
        selected.set(bucket, selection);
        break;
      }
    }
  }
  return selected;
}

function stopUnselected(
  state: AccountState,
  region: BackupRegion,
  creator: CreatedBy,
  selected: ReadonlyMap<Bucket, Selection>,
  at: number,
): void {
  for (const point of [...region.live.values()]) {
    const bucket = state.buckets.get(point.resourceName);
    const isOurs = point.createdBy?.planId === creator.planId && point.createdBy.ruleId === creator.ruleId;
    if (isOurs && (bucket === undefined || !selected.has(bucket))) {
      stopContinuous(state, region, point, at, 'The resource is no longer assigned to the backup plan.');
    }
  }
}

/** After a plan changed or went: continuous backups whose rule is gone, or keeps for another time, stop. */
export function stopChangedContinuous(state: AccountState, region: BackupRegion, plan: Plan, now: number): void {
  const rules = plan.deletedAt === undefined ? currentVersion(plan).rules : [];
  for (const point of [...region.live.values()]) {
    if (point.createdBy?.planId !== plan.id) {
      continue;
    }
    const rule = rules.find(({ id }) => id === point.createdBy?.ruleId);
    const isSame =
      rule?.isContinuous === true && rule.retentionDays === point.retentionDays && rule.vaultName === point.vaultName;
    if (!isSame) {
      stopContinuous(state, region, point, now, 'The backup rule was removed or changed.');
    }
  }
}

function creatorOf(plan: Plan, version: PlanVersion, rule: Rule): CreatedBy {
  return {
    planId: plan.id,
    planArn: plan.arn,
    planName: version.name,
    planVersion: version.id,
    ruleId: rule.id,
    ruleName: rule.name,
    ruleCron: rule.cron.expression,
    ruleTimezone: rule.cron.timezone,
  };
}

function optionsOf(version: PlanVersion): Readonly<Record<string, string>> | undefined {
  return version.advanced?.find((setting) => setting.ResourceType === 'S3')?.BackupOptions;
}
