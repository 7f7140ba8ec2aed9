import type { BackupPlanInput, BackupRuleInput } from '@aws-sdk/client-backup';
import { invalidParameter } from '../awsError';
import type { IdSource } from '../ids';
import type { Received } from '../received';
import { parseCron, type Cron } from './cron';
import type { PlanVersion, Rule } from './plan';

type RuleInput = Received<BackupRuleInput>;

/** What AWS Backup fills in where a rule does not say (AWS Backup developer guide, plan options). */
const defaults = {
  schedule: 'cron(0 5 ? * * *)',
  timezone: 'Etc/UTC',
  startWindowMinutes: 480,
  completionWindowMinutes: 7 * 24 * 60,
};

/**
 * Reads a plan as it is created or updated. A rule keeps its id as long as it keeps its name.
 *
 * @throws AwsError `InvalidParameterValueException` for a plan that AWS refuses.
 */
export function readPlanDocument(
  document: Received<BackupPlanInput>,
  previous: PlanVersion | undefined,
  hasVault: (name: string) => boolean,
  ids: IdSource,
  now: number,
): PlanVersion {
  const { BackupPlanName: name, Rules, AdvancedBackupSettings } = document;
  if (!/^[a-zA-Z0-9\-_.]{1,50}$/.test(name)) {
    throw invalidParameter(`Invalid backup plan name: ${name}`);
  }
  if (Rules.length === 0 || Rules.length > 10) {
    throw invalidParameter('A backup plan has 1 to 10 rules.');
  }
  if (new Set(Rules.map((rule) => rule.RuleName)).size < Rules.length) {
    throw invalidParameter('Rule names of a backup plan must be unique.');
  }
  const rules = Rules.map((rule) => {
    if (!hasVault(rule.TargetBackupVaultName)) {
      throw invalidParameter(`Backup vault ${rule.TargetBackupVaultName} cannot be found.`);
    }
    const id = previous?.rules.find((known) => known.name === rule.RuleName)?.id ?? ids.uuid();
    return readRule(rule, id);
  });
  return { id: ids.versionId(), createdAt: now, name, rules, advanced: AdvancedBackupSettings };
}

function readRule(rule: RuleInput, id: string): Rule {
  const startWindowMinutes = rule.StartWindowMinutes ?? defaults.startWindowMinutes;
  const completionWindowMinutes = rule.CompletionWindowMinutes ?? defaults.completionWindowMinutes;
  const isContinuous = rule.EnableContinuousBackup ?? false;
  checkWindows(startWindowMinutes, completionWindowMinutes);
  checkLifecycle(rule, isContinuous);
  const cron = readSchedule(rule);
  const days = rule.Lifecycle?.DeleteAfterDays;
  return {
    id,
    name: rule.RuleName,
    vaultName: rule.TargetBackupVaultName,
    cron,
    startWindowMinutes,
    completionWindowMinutes,
    retentionDays: days === -1 ? undefined : days,
    isContinuous,
    document: {
      ...rule,
      RuleId: id,
      ScheduleExpression: cron.expression,
      ScheduleExpressionTimezone: cron.timezone,
      StartWindowMinutes: startWindowMinutes,
      CompletionWindowMinutes: completionWindowMinutes,
      EnableContinuousBackup: isContinuous,
    },
  };
}

function readSchedule(rule: RuleInput): Cron {
  const timezone = rule.ScheduleExpressionTimezone ?? defaults.timezone;
  try {
    return parseCron(rule.ScheduleExpression ?? defaults.schedule, timezone);
  } catch (error) {
    throw invalidParameter(`Invalid cron expression: ${error instanceof Error ? error.message : ''}`);
  }
}

function checkWindows(start: number, completion: number): void {
  if (start < 60) {
    throw invalidParameter('Invalid start window: it must be at least 60 minutes.');
  }
  if (completion < start + 60) {
    throw invalidParameter('Invalid completion window: it must be at least 60 minutes longer than the start window.');
  }
}

function checkLifecycle(rule: RuleInput, isContinuous: boolean): void {
  const { DeleteAfterDays: days, MoveToColdStorageAfterDays: cold } = rule.Lifecycle ?? {};
  if (isContinuous) {
    checkContinuousLifecycle(days, cold);
    return;
  }
  if (days === undefined || days === -1) {
    return;
  }
  if (days < 1 || days > 36_500) {
    throw invalidParameter('Invalid lifecycle. DeleteAfterDays must be between 1 and 36500.');
  }
  if (cold !== undefined && days < cold + 90) {
    throw invalidParameter(
      'Invalid lifecycle. DeleteAfterDays cannot be less than 90 days apart from MoveToColdStorageAfterDays',
    );
  }
}

/** The first two texts are AWS's own, as users report them. */
function checkContinuousLifecycle(days: number | undefined, cold: number | undefined): void {
  if (days === undefined) {
    throw invalidParameter('Lifecycle must be specified for backup rule enabled continuous backup');
  }
  if (cold !== undefined) {
    throw invalidParameter('Invalid lifecycle. MoveToColdStorageAfterDays is unavailable');
  }
  if (days < 1 || days > 35) {
    throw invalidParameter('Invalid lifecycle. DeleteAfterDays must be between 1 and 35 for continuous backup.');
  }
}
