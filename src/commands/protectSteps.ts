import * as l10n from '@vscode/l10n';
import { mostContinuousDays } from '../aws/changes/protect';
import type { KnownRole, TagWay } from '../aws/changes/protectOptions';
import { knownRoles, ownPlans, ownVaults, selectsAll, tagWays } from '../aws/changes/protectOptions';
import { ruleWords } from '../explorer/plans/ruleWords';
import { partitionOf } from '../model/arn';
import { valueOf } from '../model/fact';
import type { DraftStep } from '../ui/steps';
import { textStep } from '../ui/steps';
import { rightsWords } from './attachS3Policy';
import type { Choice as ChoiceOf } from './choose';
import { choose } from './choose';
import { daysProblem, lifecycleSteps } from './lifecycleSteps';
import type { ProtectDraft, ProtectSubject } from './protectDraft';
import { newVaultName } from './protectDraft';
import { lockWords } from './vaultWords';

type Step = DraftStep<ProtectDraft>;

type Choice = ChoiceOf<ProtectDraft>;

/** Which plan: those of the Region, by their rules, or a new one. */
function askPlan({ title, region, reading, buckets }: ProtectSubject): Step {
  return (draft, place) => {
    const plans = ownPlans(reading).map((plan): Choice => ({
      label: valueOf(plan.name) ?? plan.id,
      ...(selectsAll(plan.id, buckets, reading) && { description: l10n.t('selects it already') }),
      detail: plan.rules.items.map((rule) => ruleWords(rule, reading.vaults)).join('; '),
      then: { plan: plan.id, way: 'selection' },
      isChosen: draft.plan === plan.id,
    }));
    const isNew: Choice = {
      label: l10n.t('$(add) New backup plan…'),
      detail: l10n.t('With a vault, a rule and a role, new or there already'),
      then: { plan: 'new', way: 'selection' },
      isChosen: draft.plan === 'new',
    };
    const placeholder = l10n.t('Which backup plan of {0} is to protect it?', region);
    return choose(draft, { ...place, title }, placeholder, [...plans, isNew]);
  };
}

function tagChoice(way: TagWay, draft: ProtectDraft): Choice {
  const tags = way.tags.map(({ key, value }) => `${key}=${value}`).join(', ');
  return {
    label: l10n.t('$(tag) Tag with {0}', tags),
    description: l10n.t('as the selection {0} asks', valueOf(way.selection.name) ?? way.selection.id),
    ...(way.needsOptIn && { detail: l10n.t('S3 is opted out in this Region: it is opted in as well.') }),
    then: { way },
    isChosen: draft.way !== 'selection' && draft.way.selection.id === way.selection.id,
  };
}

function askWay({ title }: ProtectSubject, ways: readonly TagWay[]): Step {
  return (draft, place) =>
    choose(draft, { ...place, title }, l10n.t('How is the plan to select it?'), [
      ...ways.map((way) => tagChoice(way, draft)),
      {
        label: l10n.t('$(list-selection) Add a selection that names it'),
        description: l10n.t('selections are never changed, so it is a new one'),
        then: { way: 'selection' },
        isChosen: draft.way === 'selection',
      },
    ]);
}

function askRules({ title }: ProtectSubject): Step {
  return (draft, place) =>
    choose(draft, { ...place, title }, l10n.t('What backups is the new plan to make?'), [
      {
        label: l10n.t('Periodic'),
        description: l10n.t('one snapshot a day'),
        then: { rules: 'periodic' },
        isChosen: draft.rules === 'periodic',
      },
      {
        label: l10n.t('Continuous'),
        description: l10n.t('any moment of the last {0} days at most', mostContinuousDays),
        detail: l10n.t('AWS Backup turns EventBridge on for the bucket: it lives from its events.'),
        then: { rules: 'continuous', days: Math.min(draft.days, mostContinuousDays) },
        isChosen: draft.rules === 'continuous',
      },
      {
        label: l10n.t('Both'),
        description: l10n.t('any recent moment, and one snapshot a day that is kept longer'),
        then: { rules: 'both' },
        isChosen: draft.rules === 'both',
      },
    ]);
}

/** Source: AWS Backup API reference, Lifecycle. */
const mostDays = 36_500;

function askDays({ title }: ProtectSubject): Step {
  return async (draft, place) => {
    const most = draft.rules === 'continuous' ? mostContinuousDays : mostDays;
    const result = await textStep({
      ...place,
      title,
      prompt: l10n.t('Days that recovery points are kept. Under a week each backup may be a full copy.'),
      value: String(Math.min(draft.days, most)),
      validate: (text) => daysProblem(text, most),
    });
    return result.kind === 'value' ? { kind: 'value', value: { ...draft, days: Number(result.value) } } : result;
  };
}

/** A locked vault refuses backups that are kept for too short or too long: it is not offered for them. */
function askVault({ title, reading }: ProtectSubject): Step {
  return (draft, place) => {
    const vaults = ownVaults(reading).flatMap(({ name, locked, minRetentionDays, maxRetentionDays }): Choice[] => {
      const label = valueOf(name);
      const [min, max] = [valueOf(minRetentionDays), valueOf(maxRetentionDays)];
      const isLocked = valueOf(locked) === true;
      if (label === undefined || (isLocked && !fits(draft, min, max))) return [];
      return [
        {
          label,
          ...(isLocked && { description: lockWords(min, max) }),
          then: { vault: { name: label, isNew: false } },
          isChosen: !draft.vault.isNew && draft.vault.name === label,
        },
      ];
    });
    const isNew: Choice = {
      label: l10n.t('$(add) New vault {0}', newVaultName),
      description: l10n.t('encrypted with the key of AWS Backup'),
      then: { vault: { name: newVaultName, isNew: true } },
      isChosen: draft.vault.isNew,
    };
    const offersNew = !vaults.some(({ label }) => label === newVaultName);
    return choose(draft, { ...place, title }, l10n.t('Into which vault?'), [...vaults, ...(offersNew ? [isNew] : [])]);
  };
}

function fits({ rules, days }: ProtectDraft, min = 1, max = mostDays): boolean {
  const kept = rules === 'both' ? [Math.min(days, mostContinuousDays), days] : [days];
  return kept.every((number) => number >= min && number <= max);
}

function proposedName({ rules, days }: ProtectDraft): string {
  switch (rules) {
    case 'periodic':
      return `s3-daily-${days}`;
    case 'continuous':
      return `s3-continuous-${days}`;
    case 'both':
      return `s3-continuous-and-daily-${days}`;
  }
}

function askPlanName({ title }: ProtectSubject): Step {
  return async (draft, place) => {
    const result = await textStep({
      ...place,
      title,
      prompt: l10n.t('Name of the backup plan'),
      value: draft.planName === '' ? proposedName(draft) : draft.planName,
      validate: (text) =>
        /^[\w.-]{1,50}$/u.test(text)
          ? undefined
          : l10n.t('Letters, digits, hyphens, underscores and dots; at most 50.'),
    });
    return result.kind === 'value' ? { kind: 'value', value: { ...draft, planName: result.value } } : result;
  };
}

/** Part of its name is what AWS's pages want the names of such roles to hold. */
const newRoleName = 'AWSBackupS3';

function roleChoice(role: KnownRole, draft: ProtectDraft): Choice {
  const needsPolicy = role.canBackUpS3 === 'no';
  return {
    label: role.arn.slice(role.arn.lastIndexOf('/') + 1),
    description: needsPolicy ? l10n.t('cannot back up S3 yet: the policy is attached first') : rightsWords(role),
    then: { role: { arn: role.arn, isNew: false, needsPolicy } },
    isChosen: draft.role?.arn === role.arn,
  };
}

function askRole({ title, reading, region, account }: ProtectSubject): Step {
  return (draft, place) => {
    const planId = draft.plan === 'new' ? undefined : draft.plan;
    const roles = knownRoles(reading, planId).map((role) => roleChoice(role, draft));
    const arn = `arn:${partitionOf(region)}:iam::${account ?? ''}:role/${newRoleName}`;
    const isKnown = roles.some(({ label }) => label === newRoleName);
    const isNew: Choice = {
      label: l10n.t('$(add) New role {0}', newRoleName),
      description: l10n.t('with the policies for S3; only AWS Backup can take it on'),
      then: { role: { arn, isNew: true, needsPolicy: true } },
      isChosen: draft.role?.isNew === true,
    };
    const placeholder = l10n.t('By which role is AWS Backup to read it? You need iam:PassRole for it.');
    const offersNew = account !== undefined && !isKnown;
    return choose(draft, { ...place, title }, placeholder, [...roles, ...(offersNew ? [isNew] : [])]);
  };
}

function lifecyclePlaceholder({ buckets }: ProtectSubject): string {
  return buckets.every(({ versioning }) => valueOf(versioning) === 'enabled')
    ? l10n.t('What are lifecycle rules to do, so that backups stay small?')
    : l10n.t('Versioning will be enabled. What are lifecycle rules to do?');
}

/** The steps, as far as the answers so far say which there are. */
export function protectSteps(subject: ProtectSubject, draft: ProtectDraft): readonly Step[] {
  const question = { title: subject.title, placeholder: lifecyclePlaceholder(subject) };
  const before = [...lifecycleSteps(draft, question), askPlan(subject)];
  if (draft.plan === 'new') {
    return [...before, askRules(subject), askDays(subject), askVault(subject), askPlanName(subject), askRole(subject)];
  }
  const ways = tagWays(subject.buckets, draft.plan, subject.reading);
  const asksRole = draft.way === 'selection' ? [askRole(subject)] : [];
  return [...before, ...(ways.length === 0 ? [] : [askWay(subject, ways)]), ...asksRole];
}
