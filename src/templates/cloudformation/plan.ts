import * as l10n from '@vscode/l10n';
import type { BackupPlan, BackupRule } from '../../model/backupPlan';
import type { Declaration } from '../../model/declaration';
import type { Fact } from '../../model/fact';
import { absent, known, unknown } from '../../model/fact';
import type { ResourceContext } from './declared';
import { readDeclared } from './declared';
import type { Locate } from './facts';
import { booleanFact, listOf, memberAt, numberFact, stringFact } from './facts';
import type { NamedResources } from './named';
import { arnFact } from './named';
import type { Resource } from './template';
import type { Value } from './value';
import { member, symbolOf } from './value';
import { vaultName } from './vault';

/** The name of a vault; the same as the vault of the template has, where it is one of them. */
function vaultOf(value: Value, attributes: readonly string[], vaults: NamedResources, locate: Locate): Fact<string> {
  const symbol = symbolOf(value);
  const referred = attributes.map((attribute) => vaults.referred(symbol, attribute)).find((vault) => vault);
  const vault = referred ?? vaults.named(symbol);
  if (vault === undefined) return arnFact(value, locate);
  const name = vaultName(vault.id, vault.name, locate);
  return name.state === 'known' ? known(name.value, 'derived', locate(value.span)) : name;
}

/** -1 keeps recovery points for ever, as no number does. Source: AWS Backup API, Lifecycle. */
function deleteAfterOf(lifecycle: Value, locate: Locate): Fact<number> {
  const days = numberFact(member(lifecycle, 'DeleteAfterDays'), locate);
  return days.state === 'known' && days.value === -1 ? absent : days;
}

function copiesOf(rule: Value, locate: Locate): Fact<boolean> {
  const value = member(rule, 'CopyActions');
  const { items, open } = listOf(value);
  if (items.length > 0) return known(true, 'written', locate(value.span));
  return open ? unknown(l10n.t('the copy actions are not known')) : known(false, 'default');
}

/** Whether a rule is a continuous one; it is not where nothing is written. */
function continuousOf(rule: Value, locate: Locate): Fact<boolean> {
  const fact = booleanFact(member(rule, 'EnableContinuousBackup'), locate);
  return fact.state === 'absent' ? known(false, 'default') : fact;
}

/** Source: AWS Backup API, BackupRuleInput; CloudFormation calls its members by the same names. */
function readRule(value: Value, id: string, plan: Declaration, vaults: NamedResources, locate: Locate): BackupRule {
  const at = (property: string): Value => member(value, property);
  const place = locate(value.span);
  return {
    id,
    name: stringFact(at('RuleName'), locate),
    targetVault: vaultOf(at('TargetBackupVault'), ['BackupVaultName'], vaults, locate),
    schedule: stringFact(at('ScheduleExpression'), locate),
    scheduleTimezone: stringFact(at('ScheduleExpressionTimezone'), locate),
    startWindowMinutes: numberFact(at('StartWindowMinutes'), locate),
    completionWindowMinutes: numberFact(at('CompletionWindowMinutes'), locate),
    continuous: continuousOf(value, locate),
    deleteAfterDays: deleteAfterOf(at('Lifecycle'), locate),
    moveToColdStorageAfterDays: numberFact(memberAt(value, ['Lifecycle', 'MoveToColdStorageAfterDays']), locate),
    copies: copiesOf(value, locate),
    airGappedVault: vaultOf(at('TargetLogicallyAirGappedBackupVaultArn'), ['BackupVaultArn'], vaults, locate),
    declaration: { ...plan, name: pointOf(at('RuleName'), locate) ?? place, block: place },
  };
}

/** A rule is pointed at by its name. */
function pointOf(name: Value, locate: Locate): Declaration['name'] | undefined {
  return name.kind === 'scalar' ? locate(name.span) : undefined;
}

/** The plan that a resource of type `AWS::Backup::BackupPlan` declares. */
export function readPlan(resource: Resource, context: ResourceContext, vaults: NamedResources): BackupPlan {
  const { locate } = context;
  const { id, properties, declaration } = readDeclared(resource, context);
  const plan = member(properties, 'BackupPlan');
  const { items, open } = listOf(member(plan, 'BackupPlanRule'));
  const rules = items.map((item, index) => readRule(item, `${id}#${index}`, declaration, vaults, locate));
  return {
    id,
    name: stringFact(member(plan, 'BackupPlanName'), locate),
    rules: { items: rules, open },
    declaration,
  };
}
