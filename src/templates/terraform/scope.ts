import type { Budget } from './budget';
import type { SourceRange } from '../../model/source';
import type { Expression } from './syntax';
import type { Value } from './value';

/** An expression and where it stands. */
export interface Definition {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** What expressions of one module instance can name. */
export interface Names {
  /** The address of the module instance; empty for the root. */
  readonly address: string;
  variable(name: string): Value;
  local(name: string): Value;
  resource(type: string, name: string): Value;
  data(type: string, name: string): Value;
  module(name: string): Value;
  /** Where a variable or local gets its value, as far as that is written somewhere. */
  definition(root: string, name: string): Definition | undefined;
  /** What is assumed of values that are not known, by their keys. */
  readonly assumed: ReadonlyMap<string, boolean>;
  /** Pays for evaluation. */
  readonly budget: Budget;
  /** Where to point at instead of at the expressions themselves, which are in no file. */
  readonly site?: SourceRange | undefined;
}

/** Where an expression stands: its module instance, and what is bound around it. */
export interface Scope {
  readonly names: Names;
  /** `each.key`, `each.value` and `count.index` under these names, beside what `for` and `dynamic` bind. */
  readonly bound: ReadonlyMap<string, Value>;
}

export function bind(scope: Scope, bindings: Iterable<readonly [string, Value]>): Scope {
  return { names: scope.names, bound: new Map([...scope.bound, ...bindings]) };
}
