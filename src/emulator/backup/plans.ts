import {
  CreateBackupPlan$,
  DeleteBackupPlan$,
  GetBackupPlan$,
  ListBackupPlans$,
  UpdateBackupPlan$,
  type CreateBackupPlanInput,
  type CreateBackupPlanOutput,
  type DeleteBackupPlanInput,
  type DeleteBackupPlanOutput,
  type GetBackupPlanInput,
  type GetBackupPlanOutput,
  type ListBackupPlansInput,
  type ListBackupPlansOutput,
  type ScheduledPlanExecutionMember,
  type UpdateBackupPlanInput,
  type UpdateBackupPlanOutput,
} from '@aws-sdk/client-backup';
import { backupArn } from '../arnNames';
import { invalidParameter, invalidRequest, resourceNotFound } from '../awsError';
import { Collection } from '../collection';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { backupOperation, dateOf, regionOf } from './declare';
import { currentVersion, type Plan, type PlanVersion } from './plan';
import { readPlanDocument } from './planDocument';
import { schedulePlan, stopChangedContinuous } from './scheduler';

export const planOperations: readonly Operation[] = [
  backupOperation(ListBackupPlans$, listPlans),
  backupOperation(GetBackupPlan$, getPlan),
  backupOperation(CreateBackupPlan$, createPlan),
  backupOperation(UpdateBackupPlan$, updatePlan),
  backupOperation(DeleteBackupPlan$, deletePlan),
];

function listPlans(input: Received<ListBackupPlansInput>, call: Call): ListBackupPlansOutput {
  const { items, nextToken } = regionOf(call).plans.page(
    input,
    (plan) => (input.IncludeDeleted ?? false) || plan.deletedAt === undefined,
  );
  return {
    BackupPlansList: items.map((plan) => ({ ...identify(plan), BackupPlanName: currentVersion(plan).name })),
    NextToken: nextToken,
  };
}

function identify(plan: Plan, version: PlanVersion = currentVersion(plan)) {
  return {
    BackupPlanId: plan.id,
    BackupPlanArn: plan.arn,
    VersionId: version.id,
    CreationDate: new Date(plan.createdAt),
    DeletionDate: dateOf(plan.deletedAt),
    LastExecutionDate: dateOf(plan.lastRunAt),
    CreatorRequestId: plan.creatorRequestId,
    AdvancedBackupSettings: version.advanced === undefined ? undefined : [...version.advanced],
  };
}

function getPlan(input: Received<GetBackupPlanInput>, call: Call): GetBackupPlanOutput {
  const plan = regionOf(call).plans.get(input.BackupPlanId);
  const version =
    input.VersionId === undefined ? plan?.versions.at(-1) : plan?.versions.find(({ id }) => id === input.VersionId);
  if (plan === undefined || version === undefined) {
    throw planNotFound(input.BackupPlanId);
  }
  const runs = input.MaxScheduledRunsPreview ?? 0;
  if (runs < 0 || runs > 10) {
    throw invalidParameter('MaxScheduledRunsPreview must be between 0 and 10.');
  }
  const { AdvancedBackupSettings, ...rest } = identify(plan, version);
  return {
    ...rest,
    AdvancedBackupSettings,
    BackupPlan: {
      BackupPlanName: version.name,
      Rules: version.rules.map((rule) => rule.document),
      AdvancedBackupSettings,
    },
    ScheduledRunsPreview: runs === 0 ? undefined : previewRuns(version, runs, call.now),
  };
}

/** The next runs of all rules together, soonest first. */
function previewRuns(version: PlanVersion, count: number, now: number): ScheduledPlanExecutionMember[] {
  const runs: { at: number; member: ScheduledPlanExecutionMember }[] = [];
  for (const rule of version.rules) {
    let at = rule.cron.next(now);
    for (let run = 0; run < count && at !== undefined; run++) {
      const RuleExecutionType = rule.isContinuous ? 'CONTINUOUS' : 'SNAPSHOTS';
      runs.push({ at, member: { ExecutionTime: new Date(at), RuleId: rule.id, RuleExecutionType } });
      at = rule.cron.next(at);
    }
  }
  runs.sort((a, b) => a.at - b.at);
  return runs.slice(0, count).map(({ member }) => member);
}

function createPlan(input: Received<CreateBackupPlanInput>, call: Call): CreateBackupPlanOutput {
  const region = regionOf(call);
  const { CreatorRequestId } = input;
  for (const plan of region.plans.values()) {
    if (CreatorRequestId !== undefined && plan.creatorRequestId === CreatorRequestId) {
      return identify(plan);
    }
  }
  const { ids, seed } = call.state;
  const id = ids.uuid();
  const plan: Plan = {
    id,
    arn: backupArn(call.state, region.name, 'backup-plan', id),
    createdAt: call.now,
    creatorRequestId: CreatorRequestId,
    tags: input.BackupPlanTags ?? {},
    selections: new Collection(seed),
    versions: [readVersion(input.BackupPlan, undefined, call)],
    deletedAt: undefined,
    lastRunAt: undefined,
  };
  region.plans.set(id, plan);
  schedulePlan(call.state, region, plan, call.now);
  return identify(plan);
}

function updatePlan(input: Received<UpdateBackupPlanInput>, call: Call): UpdateBackupPlanOutput {
  const plan = requirePlan(input.BackupPlanId, call);
  plan.versions.push(readVersion(input.BackupPlan, currentVersion(plan), call));
  const region = regionOf(call);
  stopChangedContinuous(call.state, region, plan, call.now);
  schedulePlan(call.state, region, plan, call.now);
  return identify(plan);
}

function deletePlan(input: Received<DeleteBackupPlanInput>, call: Call): DeleteBackupPlanOutput {
  const plan = requirePlan(input.BackupPlanId, call);
  if (plan.selections.size > 0) {
    throw invalidRequest('Related backup plan selections must be deleted prior to backup plan deletion.');
  }
  plan.deletedAt = call.now;
  stopChangedContinuous(call.state, regionOf(call), plan, call.now);
  return { ...identify(plan), DeletionDate: new Date(call.now) };
}

function readVersion(
  document: Parameters<typeof readPlanDocument>[0],
  previous: PlanVersion | undefined,
  call: Call,
): PlanVersion {
  const { vaults } = regionOf(call);
  return readPlanDocument(document, previous, (name) => vaults.get(name) !== undefined, call.state.ids, call.now);
}

/** @throws AwsError `ResourceNotFoundException` for a plan that does not exist or was deleted. */
export function requirePlan(id: string, call: Call): Plan {
  const plan = regionOf(call).plans.get(id);
  if (plan === undefined || plan.deletedAt !== undefined) {
    throw planNotFound(id);
  }
  return plan;
}

function planNotFound(id: string): Error {
  return resourceNotFound(`Backup plan with id ${id} cannot be found.`);
}
