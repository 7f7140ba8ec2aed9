import { callFunction, fallbackFunctions } from './functions';
import { binary, unary } from './operators';
import type { Scope } from './scope';
import { bind } from './scope';
import type { Expression } from './syntax';
import { splatItem } from './syntax';
import { toKey, toText } from './text';
import type { Rest, TextValue, UnknownValue, Value } from './value';
import {
  failure,
  identity,
  isNull,
  list,
  members,
  mergedOrigins,
  object,
  scalar,
  someOf,
  unknownResult,
  unknownValue,
  weigh,
  withDefaulted,
} from './value';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/**
 * The value of an expression. What cannot be known is an unknown value with the reason.
 * @throws {TooMuch} where the budget of the scope does not suffice.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  scope.names.budget.spend();
  const value = evaluateKind(expression, scope);
  if (value.kind !== 'unknown' || value.key === undefined) return value;
  const assumed = scope.names.assumed.get(value.key);
  return assumed === undefined ? value : scalar(assumed);
}

function evaluateKind(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return scalar(expression.value);
    case 'template':
      return evaluateTemplate(expression, scope);
    case 'name':
      return evaluateName(expression.name, scope);
    case 'attribute':
      return evaluateAttribute(expression, scope);
    case 'index':
      return index(evaluate(expression.of, scope), evaluate(expression.key, scope));
    case 'splat':
      return evaluateSplat(expression, scope);
    case 'call':
      return evaluateCall(expression, scope);
    case 'tuple':
      return evaluateTuple(expression, scope);
    case 'object':
      return evaluateObject(expression, scope);
    case 'for':
      return evaluateFor(expression, scope);
    case 'conditional':
      return evaluateConditional(expression, scope);
    case 'unary':
      return unary(expression.operator, evaluate(expression.operand, scope));
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    case 'opaque':
      return unknownValue(expression.why);
  }
}

/** A template of nothing but one interpolation is that value, whatever its type. In a directive it is text. */
function evaluateTemplate({ parts }: Of<'template'>, scope: Scope): Value {
  const values = parts.map((part) => (typeof part === 'string' ? scalar(part) : evaluate(part, scope)));
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only;
  scope.names.budget.spend(weigh(values));
  return concatenate(values);
}

/** Strings one after the other, known as far as they are. */
function concatenate(values: readonly Value[]): Value {
  const parts: (string | UnknownValue)[] = [];
  let defaulted = false;
  for (const value of values) {
    const text = toText(value);
    defaulted ||= text.defaulted;
    for (const part of text.parts) {
      const last = parts.at(-1);
      if (part === '') continue;
      if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
      else parts.push(part);
    }
  }
  const failed = parts.find((part) => typeof part !== 'string' && part.failed);
  if (failed !== undefined && typeof failed !== 'string') return failed;
  const [only] = parts;
  if (parts.length === 0) return scalar('', defaulted);
  if (parts.length === 1 && typeof only === 'string') return scalar(only, defaulted);
  const text: TextValue = { kind: 'text', parts, defaulted };
  return text;
}

function evaluateName(name: string, scope: Scope): Value {
  const bound = scope.bound.get(name);
  if (bound !== undefined) return bound;
  // Written so in old files; Terraform itself takes lower case only.
  if (name === 'True' || name === 'False') return scalar(name === 'True');
  return unknownValue(`${name} is not defined here`);
}

function evaluateAttribute(expression: Of<'attribute'>, scope: Scope): Value {
  const { of, name } = expression;
  if (of.kind === 'name' && !scope.bound.has(of.name)) return evaluateRoot(of.name, name, scope);
  if (of.kind === 'attribute' && of.of.kind === 'name' && of.of.name === 'data' && !scope.bound.has('data')) {
    return scope.names.data(of.name, name);
  }
  return getAttribute(evaluate(of, scope), name);
}

/** The first two names of a reference: `var.x`, `local.x`, `each.key`, `aws_s3_bucket.x`. */
function evaluateRoot(root: string, name: string, { names, bound }: Scope): Value {
  switch (root) {
    case 'var':
      return names.variable(name);
    case 'local':
      return names.local(name);
    case 'module':
      return names.module(name);
    case 'each':
    case 'count':
      return bound.get(`${root}.${name}`) ?? failure(`${root}.${name} has no value here`);
    case 'path':
    case 'self':
      return unknownValue(`${root}.${name} is known only when it runs`);
    case 'terraform':
    case 'tofu':
      return unknownValue(`${root}.${name} is known only when it runs`, { key: `${root}.${name}` });
    case 'data':
      return unknownValue('it is not a reference');
    default:
      return names.resource(root, name);
  }
}

/** `value.name`. Lists of single blocks are read through, as old references do. */
export function getAttribute(value: Value, name: string): Value {
  switch (value.kind) {
    case 'instance':
      return withDefaulted(value.instance.attribute(name), value.defaulted);
    case 'object': {
      const entry = value.entries.get(name);
      if (entry !== undefined) return withDefaulted(entry, value.defaulted);
      return value.rest === undefined ? failure(`there is no ${name}`) : unknownResult(`.${name}`, [value]);
    }
    case 'unknown':
      return unknownResult(`.${name}`, [value]);
    case 'scalar':
    case 'text':
    case 'list':
    case 'bucket':
      return failure(`there is no ${name}`);
  }
}

/** The member of a collection that has the same unknown key as the rest of it. */
function restAt(rest: Rest, key: Value): Value | undefined {
  const wanted = identity(key);
  return wanted !== undefined && identity(rest.key) === wanted ? rest.value : undefined;
}

/** A member of a collection that is not known: a key only chooses, and nothing is made of it. */
function unknownMember(value: Value, key: Value): Value {
  return { ...unknownResult('[]', [value, key]), from: mergedOrigins([value]) };
}

/** `value[key]`. */
export function index(value: Value, key: Value): Value {
  const found = members(value);
  if (value.kind === 'unknown') return unknownMember(value, key);
  if (value.kind === 'instance' && key.kind === 'scalar') return getAttribute(value, String(key.value));
  if (found === undefined) return failure('it has no members');
  const same = found.rest === undefined ? undefined : restAt(found.rest, key);
  if (same !== undefined) return same;
  // Members that could not be counted may stand before those that could.
  const isShifted = value.kind === 'list' && value.rest !== undefined;
  if (key.kind !== 'scalar' || isShifted) return unknownMember(value, key);
  const wanted = String(key.value);
  const entry = found.entries.find((member) => member.key.kind === 'scalar' && String(member.key.value) === wanted);
  if (entry !== undefined) return withDefaulted(entry.value, value.defaulted || key.defaulted);
  if (found.rest === undefined) return withDefaulted(failure(`there is no [${wanted}]`), value.defaulted);
  return unknownMember(value, key);
}

/** A value that is no list is a list of itself to a splat, and null is an empty one. */
function evaluateSplat({ of, each }: Of<'splat'>, scope: Scope): Value {
  const source = evaluate(of, scope);
  const item = (value: Value): Value => evaluate(each, bind(scope, [[splatItem, value]]));
  if (isNull(source)) return list([], source.defaulted);
  if (source.kind === 'list') {
    const rest = source.rest && { ...source.rest, value: item(source.rest.value) };
    return list(source.items.map(item), source.defaulted, rest);
  }
  if (source.kind === 'unknown') return unknownResult('[*]', [source, item(unknownValue(source.why, { key: '*' }))]);
  return list([item(source)], source.defaulted);
}

function evaluateCall(expression: Of<'call'>, scope: Scope): Value {
  const { name } = expression;
  const fallback = fallbackFunctions.get(name);
  if (fallback !== undefined) return fallback(expression.arguments.map((argument) => () => evaluate(argument, scope)));
  const values = expression.arguments.map((argument) => evaluate(argument, scope));
  scope.names.budget.spend(weigh(values));
  const last = values.at(-1);
  if (!expression.spread || last === undefined) return callFunction(name, values);
  if (last.kind !== 'list' || last.rest !== undefined) return unknownResult(`${name}...`, values);
  return callFunction(name, [...values.slice(0, -1), ...last.items]);
}

function failed(value: Value): boolean {
  return value.kind === 'unknown' && value.failed;
}

/** A list fails with any of its members. */
function evaluateTuple({ items }: Of<'tuple'>, scope: Scope): Value {
  const values = items.map((item) => evaluate(item, scope));
  return values.find(failed) ?? list(values);
}

function evaluateObject({ items }: Of<'object'>, scope: Scope): Value {
  const entries = new Map<string, Value>();
  let rest: Rest | undefined;
  for (const item of items) {
    const key = evaluate(item.key, scope);
    const value = evaluate(item.value, scope);
    const name = toKey(key);
    if (failed(key) || failed(value)) return failed(key) ? key : value;
    if (name !== undefined) entries.set(name, value);
    else rest = { keyed: undefined, key, value: unknownResult('{}', [key, value]) };
  }
  return object(entries, false, rest);
}

function evaluateConditional({ condition, then, otherwise }: Of<'conditional'>, scope: Scope): Value {
  const decided = evaluate(condition, scope);
  const truth = toBoolean(decided);
  if (truth !== undefined) return withDefaulted(evaluate(truth ? then : otherwise, scope), decided.defaulted);
  if (decided.kind === 'unknown' && decided.failed) return decided;
  if (decided.kind !== 'unknown' && decided.kind !== 'text' && decided.kind !== 'bucket') {
    return withDefaulted(failure('the condition is neither true nor false'), decided.defaulted);
  }
  const values = [evaluate(then, scope), evaluate(otherwise, scope)] as const;
  scope.names.budget.spend(weigh(values));
  const same = identity(values[0]);
  if (same !== undefined && same === identity(values[1])) return values[0];
  // Whatever decides, the result is one of the two.
  return { ...unknownResult('?:', [decided, ...values]), from: mergedOrigins(values), failed: false };
}

function toBoolean(value: Value): boolean | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (value.value === true || value.value === 'true') return true;
  return value.value === false || value.value === 'false' ? false : undefined;
}

function evaluateFor(expression: Of<'for'>, scope: Scope): Value {
  const source = evaluate(expression.collection, scope);
  const found = members(source);
  if (found === undefined) return failure('it is no collection');
  const result = new ForResult(expression, scope, source);
  for (const { key, value } of found.entries) result.add(key, value);
  if (found.rest !== undefined) result.addRest(found.rest);
  return result.value();
}

/** Gathers what a `for` expression makes of the members of its collection. */
class ForResult {
  readonly #expression: Of<'for'>;
  readonly #scope: Scope;
  readonly #source: Value;
  readonly #items: Value[] = [];
  readonly #entries = new Map<string, Value>();
  readonly #groups = new Map<string, Value[]>();
  readonly #uncertain: Value[] = [];
  #rest: Rest | undefined;
  #defaulted: boolean;

  constructor(expression: Of<'for'>, scope: Scope, source: Value) {
    this.#expression = expression;
    this.#scope = scope;
    this.#source = source;
    this.#defaulted = source.defaulted;
  }

  #inner(key: Value, value: Value): Scope {
    const { keyName, valueName } = this.#expression;
    return bind(
      this.#scope,
      keyName === undefined
        ? [[valueName, value]]
        : [
            [keyName, key],
            [valueName, value],
          ],
    );
  }

  #unknown(keyed: string | undefined, key: Value, value: Value): void {
    const sameKeys = this.#rest === undefined || this.#rest.keyed === keyed;
    this.#uncertain.push(key, value);
    this.#rest = { keyed: sameKeys ? keyed : undefined, key, value };
  }

  add(key: Value, value: Value): void {
    const inner = this.#inner(key, value);
    const { condition } = this.#expression;
    const kept = condition === undefined ? scalar(true) : evaluate(condition, inner);
    const truth = toBoolean(kept);
    this.#defaulted ||= kept.defaulted;
    if (truth === false) return;
    const result = evaluate(this.#expression.value, inner);
    const resultKey = this.#expression.key === undefined ? key : evaluate(this.#expression.key, inner);
    if (truth === undefined) {
      this.#unknown(undefined, unknownResult('for', [kept, resultKey]), unknownResult('for', [kept, result]));
      return;
    }
    if (this.#expression.key === undefined) {
      this.#items.push(result);
      return;
    }
    const name = toKey(resultKey);
    if (name === undefined) this.#unknown(undefined, resultKey, unknownResult('for', [resultKey, result]));
    else if (this.#expression.grouped) this.#group(name, result);
    else this.#entries.set(name, result);
  }

  #group(name: string, value: Value): void {
    const before = this.#groups.get(name);
    if (before === undefined) this.#groups.set(name, [value]);
    else before.push(value);
  }

  #grouped(): readonly (readonly [string, Value])[] {
    return [...this.#groups].map(([name, values]) => [name, list(values)] as const);
  }

  addRest(rest: Rest): void {
    const inner = this.#inner(rest.key, rest.value);
    const { condition, key, value, grouped } = this.#expression;
    const result = evaluate(value, inner);
    const resultKey = key === undefined ? rest.key : evaluate(key, inner);
    const kept = condition === undefined ? undefined : evaluate(condition, inner);
    const own = identity(rest.key);
    const sameKeys = kept === undefined && !grouped && own !== undefined && identity(resultKey) === own;
    // Equal conditions on equal collections keep equal members.
    const filter = kept === undefined ? undefined : unknownResult('for', [this.#source, resultKey, kept]).key;
    this.#unknown(sameKeys ? rest.keyed : filter, resultKey, grouped ? unknownResult('for', [result]) : result);
  }

  value(): Value {
    const rest =
      this.#rest !== undefined && this.#rest.keyed === undefined
        ? someOf(this.#uncertain, 'it is not known which members there are')
        : this.#rest;
    return this.#expression.key === undefined
      ? list(this.#items, this.#defaulted, rest)
      : object(this.#expression.grouped ? this.#grouped() : this.#entries, this.#defaulted, rest);
  }
}
