import type {
  AdvancedBackupSetting,
  BackupClient,
  BackupRule as ApiRule,
  BackupSelection as ApiSelection,
  CopyAction as ApiCopy,
  ScheduledPlanExecutionMember,
} from '@aws-sdk/client-backup';
import {
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  paginateListBackupPlans,
  paginateListBackupSelections,
} from '@aws-sdk/client-backup';
import type { BackupPlan, BackupRule, CopyAction, S3Options, ScheduledRun } from '../model/backupPlan';
import type { Collection, FailedRead } from '../model/estate';
import { complete, partial } from '../model/estate';
import type { Fact } from '../model/fact';
import { absent, closedList, known } from '../model/fact';
import type { BackupSelection, Condition, ConditionOperator } from '../model/selection';
import { apiFact } from './apiFact';
import type { Schedule } from './call';
import { classify, describeFailure, isAbort } from './failure';
import { endingPages } from './pages';

/** As many of a plan's next runs as AWS announces. */
const announcedRuns = 10;

/** -1 says "for ever", as no value does. Source: AWS Backup API reference, Lifecycle. */
function days(value: number | undefined): Fact<number> {
  return value === undefined || value === -1 ? absent : known(value);
}

function copyOf({ DestinationBackupVaultArn: targetVault, Lifecycle: lifecycle }: ApiCopy): readonly CopyAction[] {
  return targetVault === undefined ? [] : [{ targetVault, deleteAfterDays: days(lifecycle?.DeleteAfterDays) }];
}

/** Both are backed up unless the plan says otherwise. Source: AWS Backup developer guide, advanced S3 settings. */
function s3OptionsOf(settings: readonly AdvancedBackupSetting[]): S3Options {
  const options = settings.find(({ ResourceType: type }) => type === 'S3')?.BackupOptions ?? {};
  return { acls: options['BackupACLs'] !== 'disabled', tags: options['BackupObjectTags'] !== 'disabled' };
}

function runsOf(preview: readonly ScheduledPlanExecutionMember[]): readonly ScheduledRun[] {
  const runs = preview.flatMap(({ ExecutionTime: at, RuleId: ruleId, RuleExecutionType: execution }) =>
    at === undefined ? [] : [{ at, ...(ruleId !== undefined && { ruleId }), ...(execution && { execution }) }],
  );
  return runs.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function ruleOf(rule: ApiRule, index: number): BackupRule {
  return {
    id: rule.RuleId ?? String(index),
    name: apiFact(rule.RuleName),
    targetVault: apiFact(rule.TargetBackupVaultName),
    schedule: apiFact(rule.ScheduleExpression),
    scheduleTimezone: apiFact(rule.ScheduleExpressionTimezone),
    startWindowMinutes: apiFact(rule.StartWindowMinutes),
    completionWindowMinutes: apiFact(rule.CompletionWindowMinutes),
    continuous: known(rule.EnableContinuousBackup === true),
    deleteAfterDays: days(rule.Lifecycle?.DeleteAfterDays),
    moveToColdStorageAfterDays: days(rule.Lifecycle?.MoveToColdStorageAfterDays),
    copies: known((rule.CopyActions ?? []).length > 0),
    airGappedVault: apiFact(rule.TargetLogicallyAirGappedBackupVaultArn),
    copyActions: (rule.CopyActions ?? []).flatMap(copyOf),
  };
}

function conditionsOf(selection: ApiSelection): readonly Condition[] {
  const { StringEquals, StringLike, StringNotEquals, StringNotLike } = selection.Conditions ?? {};
  const all = { StringEquals, StringLike, StringNotEquals, StringNotLike };
  return (Object.keys(all) as ConditionOperator[]).flatMap((operator) =>
    (all[operator] ?? []).map(({ ConditionKey, ConditionValue }) => ({
      operator,
      key: apiFact(ConditionKey),
      value: apiFact(ConditionValue),
    })),
  );
}

function selectionOf(
  id: string,
  planId: string,
  createdAt: Date | undefined,
  selection: ApiSelection,
): BackupSelection {
  return {
    id,
    planId: known(planId),
    name: apiFact(selection.SelectionName),
    roleArn: apiFact(selection.IamRoleArn),
    resources: closedList((selection.Resources ?? []).map((arn) => ({ pattern: known(arn) }))),
    notResources: closedList((selection.NotResources ?? []).map((arn) => ({ pattern: known(arn) }))),
    listOfTags: closedList(
      (selection.ListOfTags ?? []).map(({ ConditionKey, ConditionValue }) => ({
        key: apiFact(ConditionKey),
        value: apiFact(ConditionValue),
      })),
    ),
    conditions: closedList(conditionsOf(selection)),
    exists: known(true),
    ...(createdAt && { createdAt }),
  };
}

/** Gathers what could be read, and the first reason why something could not. */
class Gathered<T> {
  readonly #items: T[] = [];
  #missed: { readonly why: string; readonly failed: FailedRead } | undefined;

  /** Those that could not be read are noted by {@link miss}. */
  add(...items: readonly (T | undefined)[]): void {
    this.#items.push(...items.filter((item) => item !== undefined));
  }

  /** Notes what failed. Giving up on purpose is thrown on. */
  miss(error: unknown, action: string): void {
    if (isAbort(error)) throw error;
    const failure = classify(error, action);
    const denied = failure.kind === 'denied';
    this.#missed ??= {
      why: describeFailure(failure),
      failed: { action: denied ? failure.action : action, denied },
    };
  }

  collection(): Collection<T> {
    return this.#missed === undefined
      ? complete(this.#items)
      : partial(this.#items, this.#missed.why, this.#missed.failed);
  }
}

export interface PlansReading {
  readonly plans: Collection<BackupPlan>;
  readonly selections: Collection<BackupSelection>;
}

/** Reads one Region's plans and what they are assigned to. The list of plans shows no rules, that of selections no resources. */
class PlansReader {
  readonly #plans = new Gathered<BackupPlan>();
  readonly #selections = new Gathered<BackupSelection>();
  readonly #backup: BackupClient;
  readonly #schedule: Schedule;
  readonly #signal: AbortSignal;

  constructor(backup: BackupClient, schedule: Schedule, signal: AbortSignal) {
    this.#backup = backup;
    this.#schedule = schedule;
    this.#signal = signal;
  }

  async read(): Promise<PlansReading> {
    const ids = new Set<string>();
    try {
      const pages = paginateListBackupPlans({ client: this.#backup }, {}, { abortSignal: this.#signal });
      for await (const page of endingPages(pages)) {
        for (const { BackupPlanId: id } of page.BackupPlansList ?? []) if (id !== undefined) ids.add(id);
      }
    } catch (error) {
      this.#plans.miss(error, 'backup:ListBackupPlans');
      this.#selections.miss(error, 'backup:ListBackupPlans');
    }
    const readings = [...ids].map((id) => Promise.all([this.#readPlan(id), this.#readSelections(id)]));
    // In the order of the list, whichever answer comes first.
    for (const [plan, selections] of await Promise.all(readings)) {
      this.#plans.add(plan);
      this.#selections.add(...selections);
    }
    return { plans: this.#plans.collection(), selections: this.#selections.collection() };
  }

  async #readPlan(id: string): Promise<BackupPlan | undefined> {
    const command = new GetBackupPlanCommand({ BackupPlanId: id, MaxScheduledRunsPreview: announcedRuns });
    try {
      const output = await this.#schedule(() => this.#backup.send(command, { abortSignal: this.#signal }));
      return {
        id,
        name: apiFact(output.BackupPlan?.BackupPlanName),
        rules: closedList((output.BackupPlan?.Rules ?? []).map(ruleOf)),
        nextRuns: runsOf(output.ScheduledRunsPreview ?? []),
        s3Options: s3OptionsOf(output.BackupPlan?.AdvancedBackupSettings ?? []),
      };
    } catch (error) {
      this.#plans.miss(error, 'backup:GetBackupPlan');
      return undefined;
    }
  }

  async #readSelections(planId: string): Promise<readonly (BackupSelection | undefined)[]> {
    const input = { BackupPlanId: planId };
    const members = new Map<string, Date | undefined>();
    try {
      const pages = paginateListBackupSelections({ client: this.#backup }, input, { abortSignal: this.#signal });
      for await (const page of endingPages(pages)) {
        for (const { SelectionId: id, CreationDate: createdAt } of page.BackupSelectionsList ?? []) {
          if (id !== undefined) members.set(id, createdAt);
        }
      }
    } catch (error) {
      this.#selections.miss(error, 'backup:ListBackupSelections');
    }
    return Promise.all([...members].map(([id, createdAt]) => this.#readSelection(planId, id, createdAt)));
  }

  async #readSelection(planId: string, id: string, createdAt: Date | undefined): Promise<BackupSelection | undefined> {
    const command = new GetBackupSelectionCommand({ BackupPlanId: planId, SelectionId: id });
    try {
      const output = await this.#schedule(() => this.#backup.send(command, { abortSignal: this.#signal }));
      return output.BackupSelection && selectionOf(id, planId, createdAt, output.BackupSelection);
    } catch (error) {
      this.#selections.miss(error, 'backup:GetBackupSelection');
      return undefined;
    }
  }
}

/** What fails makes the collections partial; only giving up on purpose is thrown. */
export function readPlans(backup: BackupClient, schedule: Schedule, signal: AbortSignal): Promise<PlansReading> {
  return new PlansReader(backup, schedule, signal).read();
}
