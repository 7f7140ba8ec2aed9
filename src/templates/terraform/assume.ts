import { evaluate } from './evaluate';
import type { ModuleInstance } from './moduleInstance';
import type { Definition, Scope } from './scope';
import type { Block, Expression } from './syntax';
import { attributeOf } from './syntax';
import type { Value } from './value';

/** What has to be so for a block to be there at least once. */
export interface Assumption {
  readonly symbolic: ReadonlySet<string>;
  readonly assumed: ReadonlyMap<string, boolean>;
}

export const nothingAssumed: Assumption = { symbolic: new Set(), assumed: new Map() };

/** Functions whose result is empty where their first argument is. */
const keepsEmptiness: ReadonlySet<string> = new Set([
  'toset',
  'tolist',
  'tomap',
  'tonumber',
  'keys',
  'values',
  'length',
]);

function isEmpty(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'scalar':
      return value.value === null || value.value === 0 || value.value === false || value.value === '';
    case 'list':
      return value.rest === undefined ? value.items.length === 0 : undefined;
    case 'object':
      return value.rest === undefined ? value.entries.size === 0 : undefined;
    case 'instance':
    case 'bucket':
      return false;
    case 'text':
    case 'unknown':
      return undefined;
  }
}

/** Follows `count` and `for_each` to the conditions that decide them. `module` is of a world without defaults. */
class Conditions {
  readonly assumed = new Map<string, boolean>();
  readonly #followed = new Set<Expression>();
  readonly #held = new Set<Expression>();

  /** Each place once: a local may be made of itself. */
  notEmpty(expression: Expression, scope: Scope): void {
    if (this.#followed.has(expression)) return;
    this.#followed.add(expression);
    if (expression.kind === 'conditional') {
      this.#chosen(expression, scope);
      return;
    }
    if (expression.kind === 'for') this.notEmpty(expression.collection, scope);
    const [argument] = expression.kind === 'call' && keepsEmptiness.has(expression.name) ? expression.arguments : [];
    if (argument !== undefined) this.notEmpty(argument, scope);
    const definition = definitionOf(expression, scope);
    if (definition !== undefined) this.notEmpty(definition.expression, definition.scope);
  }

  #chosen({ condition, then, otherwise }: Extract<Expression, { kind: 'conditional' }>, scope: Scope): void {
    const empty = [isEmpty(evaluate(then, scope)), isEmpty(evaluate(otherwise, scope))];
    if (empty[1] === true && empty[0] !== true) {
      this.#holds(condition, scope, true);
      this.notEmpty(then, scope);
    } else if (empty[0] === true && empty[1] !== true) {
      this.#holds(condition, scope, false);
      this.notEmpty(otherwise, scope);
    }
  }

  #holds(expression: Expression, scope: Scope, truth: boolean): void {
    if (this.#held.has(expression)) return;
    this.#held.add(expression);
    const value = evaluate(expression, scope);
    if (value.kind === 'unknown' && value.key !== undefined) this.assumed.set(value.key, truth);
    const definition = definitionOf(expression, scope);
    if (definition !== undefined) this.#holds(definition.expression, definition.scope, truth);
    if (expression.kind === 'unary' && expression.operator === '!') this.#holds(expression.operand, scope, !truth);
    if (expression.kind !== 'binary' || expression.operator !== (truth ? '&&' : '||')) return;
    this.#holds(expression.left, scope, truth);
    this.#holds(expression.right, scope, truth);
  }
}

function definitionOf(expression: Expression, scope: Scope): Definition | undefined {
  if (expression.kind !== 'attribute' || expression.of.kind !== 'name') return undefined;
  return scope.names.definition(expression.of.name, expression.name);
}

/**
 * What to assume so that a block is there.
 * @param module the module instance it stands in, in a world in which no default counts.
 */
export function assumeThere(block: Block, module: ModuleInstance, before: Assumption): Assumption {
  const { touched } = module.world;
  touched.clear();
  const conditions = new Conditions();
  const decides = attributeOf(block, 'count') ?? attributeOf(block, 'for_each');
  if (decides !== undefined) {
    evaluate(decides.value, module.scope);
    conditions.notEmpty(decides.value, module.scope);
  }
  return {
    symbolic: new Set([...before.symbolic, ...touched]),
    assumed: new Map([...before.assumed, ...conditions.assumed]),
  };
}
