import * as l10n from '@vscode/l10n';
import type { BackupPlan, BackupRule } from '../../model/backupPlan';
import type { Fact } from '../../model/fact';
import { absent, known, unknown } from '../../model/fact';
import type { Body } from './body';
import { declarationOf } from './declarationOf';
import type { DeclaredResource, DeclaredResources } from './declaredResources';
import { dialectId } from './dialectId';
import { blockFact, booleanFact, numberFact, textFact } from './facts';
import { References, referenceFact } from './references';

/** The resources that a rule may refer to. */
interface Surroundings {
  readonly plan: DeclaredResource;
  readonly vaultNames: References<string>;
}

function written<T>(body: Body, fact: Fact<T>): Fact<T> {
  return fact.state === 'absent' && body.broken ? unknown(l10n.t('its block does not parse')) : fact;
}

/** `-1` says "for ever", as no value does. Source: AWS Backup API reference, Lifecycle. */
function days(rule: Body, name: string): Fact<number> {
  const fact = blockFact(rule, 'lifecycle', (lifecycle) => written(lifecycle, numberFact(lifecycle.attribute(name))));
  return fact.state === 'known' && (fact.value === -1 || fact.value === 0) ? absent : fact;
}

function isContinuous(rule: Body): Fact<boolean> {
  const fact = written(rule, booleanFact(rule.attribute('enable_continuous_backup')));
  return fact.state === 'absent' ? known(false, 'default', rule.at) : fact;
}

function hasCopies(rule: Body): Fact<boolean> {
  const { items, open } = rule.blocks('copy_action');
  if (items.length > 0) return known(true);
  return open || rule.broken
    ? unknown(l10n.t('it is not known which copy_action blocks there are'))
    : known(false, 'default');
}

function ruleOf(rule: Body, index: number, { plan, vaultNames }: Surroundings): BackupRule {
  const vault = (name: string): Fact<string> => written(rule, referenceFact(vaultNames, rule.attribute(name), plan));
  return {
    id: `${plan.id}#${index}`,
    name: written(rule, textFact(rule.attribute('rule_name'))),
    targetVault: vault('target_vault_name'),
    schedule: written(rule, textFact(rule.attribute('schedule'))),
    scheduleTimezone: written(rule, textFact(rule.attribute('schedule_expression_timezone'))),
    startWindowMinutes: written(rule, numberFact(rule.attribute('start_window'))),
    completionWindowMinutes: written(rule, numberFact(rule.attribute('completion_window'))),
    continuous: isContinuous(rule),
    deleteAfterDays: days(rule, 'delete_after'),
    moveToColdStorageAfterDays: days(rule, 'cold_storage_after'),
    copies: hasCopies(rule),
    airGappedVault: vault('target_logically_air_gapped_backup_vault_arn'),
    declaration: { dialect: dialectId, resource: plan.resource, name: rule.at, block: declarationOf(plan).block },
  };
}

function planOf(plan: DeclaredResource, vaultNames: References<string>): BackupPlan {
  const { body } = plan.instance;
  const { items, open } = body.blocks('rule');
  return {
    id: plan.id,
    name: written(body, textFact(body.attribute('name'))),
    rules: {
      items: items.map((rule, index) => ruleOf(rule, index, { plan, vaultNames })),
      open: open || body.broken,
    },
    declaration: declarationOf(plan),
  };
}

export interface PlanReading {
  readonly plans: readonly BackupPlan[];
  /** The ids of plans by what refers to them. */
  readonly ids: References<string>;
}

export function readPlans(resources: DeclaredResources, vaultNames: References<string>): PlanReading {
  const declared = resources.of('aws_backup_plan');
  const ids = new References<string>();
  for (const plan of declared) ids.add(plan, ['id'], plan.id);
  return { plans: declared.map((plan) => planOf(plan, vaultNames)), ids };
}
