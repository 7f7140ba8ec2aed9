import * as l10n from '@vscode/l10n';
import type { Declaration } from '../../model/declaration';
import type { Fact } from '../../model/fact';
import { known, unknown } from '../../model/fact';
import type { Evaluator } from './evaluator';
import type { Locate } from './facts';
import { isMadeByLoops, noBindings } from './loop';
import { entryOf } from './syntax';
import type { Resource } from './template';
import type { Value } from './value';
import { member, unknownValue } from './value';

/** What the reader of a resource needs of the template around it. */
export interface ResourceContext {
  readonly dialect: string;
  readonly evaluator: Evaluator;
  readonly locate: Locate;
  /** Why properties may be added that the template does not show. */
  readonly open?: string;
  /** Whether the stack is made at all. */
  readonly made: Fact<boolean>;
}

/** What all resources have: the logical id, the properties, and whether they are made at all. */
export interface Declared {
  readonly id: string;
  readonly properties: Value;
  /** Known only where no parameter and nothing of the account has a say. */
  readonly exists: Fact<boolean>;
  readonly declaration: Declaration;
}

/** What two things have to make. */
function bothMade(one: Fact<boolean>, other: Fact<boolean>): Fact<boolean> {
  const isLess = one.state !== 'known' || !one.value || (one.basis === 'default' && other.state === 'known');
  return isLess ? one : other;
}

/**
 * What only a default switches off is not known to be missing; what only a default switches on is there. What
 * parameters can never switch on is a mistake, and judged as it is meant.
 */
function existsOf(condition: string | undefined, evaluator: Evaluator, made: Fact<boolean>): Fact<boolean> {
  if (condition === undefined) return made;
  const { answer, byDefault, isFixed } = evaluator.decide(condition);
  if (answer === 'yes') return byDefault && made.state === 'known' ? known(true, 'default') : made;
  return isFixed && answer === 'no'
    ? known(false, 'derived')
    : unknown(l10n.t('it depends on the condition {0}', condition));
}

function propertiesOf(resource: Resource, evaluator: Evaluator, open: string | undefined): Value {
  const { value: body } = resource.entry;
  const span = { start: body.start, end: body.end };
  if (resource.broken !== undefined) return unknownValue('the resource does not parse', span);
  const own = body.kind === 'map' ? entryOf(body, 'Properties')?.value : undefined;
  // `Properties:` with nothing below it yet is a resource without properties.
  const value: Value =
    own?.kind === 'null' ? { kind: 'nothing', span, byDefault: false } : member(evaluator.value(body), 'Properties');
  if (open === undefined) return value;
  if (value.kind === 'map') return { ...value, open };
  return value.kind === 'nothing' ? { kind: 'map', entries: new Map(), open, span, byDefault: false } : value;
}

/** The condition that a resource is made under. */
function conditionOf({ entry }: Resource, around: Evaluator): string | undefined {
  return around.text(entry.value.kind === 'map' ? entryOf(entry.value, 'Condition')?.value : undefined);
}

/** The condition that a resource is made under; `undefined` where there is none. */
export function conditionOfResource(resource: Resource, { evaluator }: ResourceContext): string | undefined {
  return conditionOf(resource, evaluator.within(resource.bindings ?? noBindings));
}

/** The template as it is wherever a resource is made under a condition, or without one; `undefined` if that is no other. */
export function underCondition(condition: string | undefined, context: ResourceContext): ResourceContext | undefined {
  if (condition === undefined && context.made.state === 'known') return undefined;
  const evaluator = condition === undefined ? context.evaluator : context.evaluator.assuming(condition, true);
  return { ...context, made: known(true, 'derived'), evaluator };
}

export function readDeclared(resource: Resource, context: ResourceContext): Declared {
  const { entry, id, bindings = noBindings } = resource;
  const around = context.evaluator.within(bindings);
  const condition = conditionOf(resource, around);
  // What the resource looks like matters only where it is made.
  const evaluator = condition === undefined ? around : around.assuming(condition, true);
  return {
    id,
    properties: propertiesOf(resource, evaluator, context.open),
    exists: existsOf(condition, around, bothMade(context.made, isMadeByLoops(bindings))),
    declaration: {
      dialect: context.dialect,
      resource: entry.key,
      name: context.locate(entry.keySpan),
      block: context.locate({ start: entry.keySpan.start, end: Math.max(entry.keySpan.end, entry.value.end) }),
    },
  };
}
