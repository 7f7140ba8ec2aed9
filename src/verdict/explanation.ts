import * as l10n from '@vscode/l10n';
import type { Estate } from '../model/estate';
import type { Fact } from '../model/fact';
import { ask, valueOf } from '../model/fact';
import { isAtLeast } from '../model/finding';
import { cannotBackUpS3, lackingRoleWords } from '../protection/backupRole';
import { coverageOf, isContinuous, rulesReaching, subjectOf } from '../protection/coverage';
import { explainCover } from '../protection/explainCover';
import { explainMiss, nameOf } from '../protection/explain';
import type { SelectionMatch } from '../protection/obstacles';
import { capturesChanges, continuousPoint, newestRestorable } from '../protection/recovery';
import { lockConflict, lockConflictWords } from '../protection/vaultLock';
import { isVersioned } from '../protection/versioning';
import { utcMoment } from '../shared/moment';
import type { Case } from './case';
import { isUnread, missingPart, notRead } from './case';
import type { Evidence } from './evidence';
import { hasFailed, jobFailure, withIssues } from './failing';
import { findingsOn } from './findings';
import { freshness, shortestInterval } from './freshness';
import { hasJustWorked, lastFinishedJob } from './lastJob';
import { unsupported } from './selected';
import type { Unread } from './unread';

/** What a step says of the protection. `not-applicable`: it has no say for this bucket. */
export type Outcome = 'ok' | 'problem' | 'unknown' | 'not-applicable';

/** One thing that a bucket's protection hangs on. */
export interface ExplanationStep {
  readonly subject:
    | 'support'
    | 'versioning'
    | 'opt-in'
    | 'selection'
    | 'event-bridge'
    | 'role'
    | 'vault-lock'
    | 'last-job'
    | 'recovery-points'
    | 'settings';
  readonly outcome: Outcome;
  readonly message: string;
  /** The IAM action that was denied. */
  readonly denied?: string;
  /** What was looked at: the plan of a selection by its id, a role by its ARN. */
  readonly about?: { readonly kind: 'plan' | 'role'; readonly id: string };
}

type Subject = ExplanationStep['subject'];

function step(subject: Subject, outcome: Outcome, message: string): ExplanationStep {
  return { subject, outcome, message };
}

function unread(subject: Subject, what: Unread, fact: Fact<unknown>): ExplanationStep {
  const { message } = notRead(what, fact);
  return { ...step(subject, 'unknown', message), ...(fact.state === 'denied' && { denied: fact.action }) };
}

function support(situation: Case): ExplanationStep {
  const { supported } = situation.evidence;
  if (isUnread(supported)) return unread('support', 'supported-types', supported);
  const [reason] = unsupported(situation)?.reasons ?? [];
  return reason === undefined
    ? step('support', 'ok', l10n.t('AWS Backup supports S3 in this Region.'))
    : step('support', 'problem', reason.message);
}

function versioning({ evidence: { bucket } }: Case): ExplanationStep {
  switch (isVersioned(bucket)) {
    case 'yes':
      return step('versioning', 'ok', l10n.t('Versioning is enabled.'));
    case 'unknown':
      return unread('versioning', 'versioning', bucket.versioning);
    case 'no': {
      const isSuspended = valueOf(bucket.versioning) === 'suspended';
      const message = isSuspended
        ? l10n.t('Versioning is suspended. AWS Backup needs it.')
        : l10n.t('Versioning is not enabled. AWS Backup needs it.');
      return step('versioning', 'problem', message);
    }
  }
}

/** It bears only on selections that name no resource. Source: AWS Backup developer guide, service opt-in. */
function optIn({ estate: { s3OptIn }, coverage }: Case): ExplanationStep {
  if (isUnread(s3OptIn)) return unread('opt-in', 'opt-in', s3OptIn);
  if (ask(s3OptIn, (on) => on) === 'yes') return step('opt-in', 'ok', l10n.t("The Region's settings opt S3 in."));
  const matters = coverage.missing.some(({ obstacles }) => obstacles.some(({ kind }) => kind === 'opted-out'));
  return matters
    ? step('opt-in', 'problem', l10n.t("The Region's settings opt S3 out, and a selection needs it."))
    : step('opt-in', 'not-applicable', l10n.t("The Region's settings opt S3 out; no selection here needs it."));
}

function missing(match: SelectionMatch, { estate, coverage, evidence }: Case): ExplanationStep {
  if (match.coverage === 'cannot-tell') {
    const { tags } = evidence.bucket;
    const name = nameOf(match, estate);
    if (tags.state !== 'denied') {
      return step('selection', 'unknown', l10n.t('Whether `{0}` covers this bucket cannot be told.', name));
    }
    const message = l10n.t('Whether `{0}` covers this bucket cannot be told: {1} is denied.', name, tags.action);
    return { ...step('selection', 'unknown', message), denied: tags.action };
  }
  const [first = l10n.t('`{0}` does not cover this bucket.', nameOf(match, estate)), ...more] = explainMiss(
    match,
    estate,
  );
  return step(
    'selection',
    coverage.coverage === 'not-covered' ? 'problem' : 'not-applicable',
    [first, ...more].join(' '),
  );
}

function ofPlan({ selection }: SelectionMatch, selectionStep: ExplanationStep): ExplanationStep {
  const id = valueOf(selection.planId);
  return { ...selectionStep, ...(id !== undefined && { about: { kind: 'plan', id } }) };
}

/** Each selection: those that cover the bucket, then the others, nearest first. */
function selections(situation: Case): readonly ExplanationStep[] {
  const { estate, coverage, evidence } = situation;
  const subject = subjectOf(evidence.bucket, estate);
  const steps = [
    ...coverage.covering.map((match) =>
      ofPlan(match, step('selection', 'ok', explainCover(nameOf(match, estate), match.selection, subject))),
    ),
    ...coverage.missing.map((match) => ofPlan(match, missing(match, situation))),
  ];
  const fact = missingPart(estate.selections);
  if (fact !== undefined) return [...steps, unread('selection', 'selections', fact)];
  return steps.length > 0 ? steps : [step('selection', 'problem', l10n.t('There is no selection in this Region.'))];
}

function eventBridge({ evidence: { bucket, points }, coverage, estate }: Case): ExplanationStep {
  if (coverage.coverage === 'cannot-tell') {
    return step('event-bridge', 'unknown', l10n.t('Whether a continuous rule reaches this bucket cannot be told.'));
  }
  if (!isContinuous(coverage, estate)) {
    return step(
      'event-bridge',
      'not-applicable',
      l10n.t('No continuous rule reaches this bucket, so it needs no EventBridge.'),
    );
  }
  if (isUnread(bucket.eventBridge)) return unread('event-bridge', 'notifications', bucket.eventBridge);
  if (ask(bucket.eventBridge, (on) => on) === 'yes') return step('event-bridge', 'ok', l10n.t('EventBridge is on.'));
  return continuousPoint(valueOf(points) ?? []) === undefined
    ? step('event-bridge', 'not-applicable', l10n.t('EventBridge is off; the first continuous backup turns it on.'))
    : step('event-bridge', 'problem', l10n.t('EventBridge is off, so continuous backup takes in no changes.'));
}

function roles(situation: Case): readonly ExplanationStep[] {
  const { coverage } = situation;
  const arns = new Set(coverage.covering.flatMap(({ selection }) => valueOf(selection.roleArn) ?? []));
  return [...arns].map((arn) => {
    const found = roleStep(arn, situation);
    return { ...found, about: { kind: 'role', id: arn } };
  });
}

function roleStep(arn: string, { estate, evidence }: Case): ExplanationStep {
  const role = estate.roles.items.find((one) => one.arn === arn);
  if (role === undefined) return step('role', 'unknown', l10n.t('The role {0} was not read.', arn));
  const { canBackUpS3: can } = role;
  if (role.unread !== undefined) {
    return hasJustWorked(arn, evidence.jobs)
      ? step('role', 'ok', l10n.t('The role {0} could not be read, but the last backup completed under it.', arn))
      : unread('role', { role: arn }, role.unread);
  }
  if (can.state === 'unknown') {
    return step('role', 'unknown', l10n.t('Whether the role {0} allows S3 backups cannot be told: {1}.', arn, can.why));
  }
  return cannotBackUpS3(role)
    ? step('role', 'problem', lackingRoleWords(role).message)
    : step('role', 'ok', l10n.t('The role {0} allows S3 backups.', arn));
}

function vaultLocks({ estate, coverage }: Case): readonly ExplanationStep[] {
  const rules = rulesReaching(coverage, estate);
  if (rules.length === 0) return [];
  const conflicts = rules.flatMap((rule) => lockConflict(rule, estate.vaults) ?? []);
  const fact = missingPart(estate.vaults);
  if (conflicts.length === 0 && fact !== undefined) return [unread('vault-lock', 'vaults', fact)];
  return conflicts.length === 0
    ? [step('vault-lock', 'ok', l10n.t('No vault lock refuses the retention.'))]
    : conflicts.map((conflict) => step('vault-lock', 'problem', lockConflictWords(conflict).message));
}

function lastJob({ evidence: { jobs }, coverage }: Case): ExplanationStep {
  // Jobs of what nothing can have selected are not asked for.
  if (coverage.coverage === 'not-covered')
    return step('last-job', 'not-applicable', l10n.t('No selection makes backup jobs.'));
  if (isUnread(jobs)) return unread('last-job', 'jobs', jobs);
  const job = lastFinishedJob(valueOf(jobs) ?? []);
  if (job === undefined) return step('last-job', 'not-applicable', l10n.t('No backup job ended in the last 30 days.'));
  const [issues] = withIssues(jobs);
  if (hasFailed(job)) return step('last-job', 'problem', jobFailure(job).message);
  return issues === undefined
    ? step('last-job', 'ok', l10n.t('The last backup completed.'))
    : step('last-job', 'problem', issues.message);
}

const hour = 3_600_000;

function restorableWords(newest: Date | undefined, interval: number | undefined): string {
  const moment = newest === undefined ? l10n.t('some time') : utcMoment(newest);
  if (interval === undefined) return l10n.t('It can be restored as it was at {0}.', moment);
  const hours = Math.round(interval / hour);
  if (hours <= 1) return l10n.t('It can be restored as it was at {0}; the plan makes a backup every hour.', moment);
  return l10n.t('It can be restored as it was at {0}; the plan makes a backup every {1} hours.', moment, hours);
}

function recoveryPoints(situation: Case): ExplanationStep {
  const { evidence, coverage, now } = situation;
  if (isUnread(evidence.points)) return unread('recovery-points', 'points', evidence.points);
  if (coverage.coverage !== 'covered') {
    const some = (valueOf(evidence.points) ?? []).length > 0;
    const message = some
      ? l10n.t('There are recovery points; no selection is known to make new ones.')
      : l10n.t('There are none.');
    return step('recovery-points', 'not-applicable', message);
  }
  const decision = freshness(situation);
  const [reason] = decision?.reasons ?? [];
  if (decision === undefined || reason === undefined) {
    const newest = newestRestorable(valueOf(evidence.points) ?? [], now, capturesChanges(evidence.bucket));
    return step('recovery-points', 'ok', restorableWords(newest, shortestInterval(situation)));
  }
  return step('recovery-points', decision.status === 'stale' ? 'problem' : 'not-applicable', reason.message);
}

/** Rules whose facts have a step of their own. */
const toldBefore: ReadonlySet<string> = new Set(['bucket-versioning', 'eventbridge-off', 'backup-coverage']);

/** What the rules find beside that. A hint changes no status. */
function settings(situation: Case): readonly ExplanationStep[] {
  const { lifecycle } = situation.evidence.bucket;
  const grave = findingsOn(situation).filter(
    ({ rule, severity }) => isAtLeast(severity, 'warning') && !toldBefore.has(rule),
  );
  if (grave.length > 0) return grave.map(({ message }) => step('settings', 'problem', message));
  if (isUnread(lifecycle)) return [unread('settings', 'lifecycle', lifecycle)];
  return [step('settings', 'ok', l10n.t('No rule finds a problem in the other settings.'))];
}

/** All that a bucket's protection hangs on, also what is in order and what has no say. */
export function explain(estate: Estate, evidence: Evidence, now: Date): readonly ExplanationStep[] {
  const situation: Case = { estate, evidence, coverage: coverageOf(evidence.bucket, estate), now };
  return [
    support(situation),
    versioning(situation),
    eventBridge(situation),
    ...selections(situation),
    ...roles(situation),
    optIn(situation),
    ...vaultLocks(situation),
    lastJob(situation),
    recoveryPoints(situation),
    ...settings(situation),
  ];
}
