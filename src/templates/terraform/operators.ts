import type { BinaryOperator } from './syntax';
import type { ScalarValue, Value } from './value';
import { failure, identity, isNull, scalar, unknownResult } from './value';

function asNumber(value: Value): number | undefined {
  if (value.kind !== 'scalar' || value.value === null || typeof value.value === 'boolean') return undefined;
  const number = Number(value.value);
  return Number.isNaN(number) || value.value === '' ? undefined : number;
}

function asBoolean(value: Value): boolean | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (value.value === true || value.value === 'true') return true;
  return value.value === false || value.value === 'false' ? false : undefined;
}

export function unary(operator: '-' | '!', operand: Value): Value {
  if (operand.kind !== 'scalar') return unknownResult(operator, [operand]);
  if (operator === '!') {
    const truth = asBoolean(operand);
    return truth === undefined ? failure('it is no boolean') : scalar(!truth, operand.defaulted);
  }
  const number = asNumber(operand);
  return number === undefined ? failure('it is no number') : scalar(-number, operand.defaulted);
}

const arithmetic: Readonly<Partial<Record<BinaryOperator, (left: number, right: number) => number | boolean>>> = {
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};

/** One operand can settle it whatever the other is. */
function logic(operator: '&&' | '||', left: Value, right: Value): Value {
  const settling = operator === '||';
  for (const operand of [left, right]) {
    if (asBoolean(operand) === settling) return scalar(settling, operand.defaulted);
  }
  const truths = [asBoolean(left), asBoolean(right)];
  if (truths.every((truth) => truth !== undefined)) return scalar(!settling, left.defaulted || right.defaulted);
  if (truths[0] === !settling && right.kind === 'unknown') return right;
  if (truths[1] === !settling && left.kind === 'unknown') return left;
  return unknownResult(operator, [left, right]);
}

/** Whether a value is certainly not null: what a resource or a collection is, whatever is in it. */
function isSomething(value: Value): boolean {
  return value.kind !== 'unknown' && !isNull(value);
}

function isSettled(value: Value): value is ScalarValue {
  return value.kind === 'scalar';
}

function equality(left: Value, right: Value): boolean | undefined {
  if (isSettled(left) && isSettled(right)) return left.value === right.value;
  if ((isNull(left) && isSomething(right)) || (isNull(right) && isSomething(left))) return false;
  const same = identity(left);
  if (same === undefined) return undefined;
  if (same === identity(right)) return true;
  if (isEmptyText(left) ? isNonEmptyText(right) : isEmptyText(right) && isNonEmptyText(left)) return false;
  return isWhole(left) && isWhole(right) ? false : undefined;
}

function isEmptyText(value: Value): boolean {
  return value.kind === 'scalar' && value.value === '';
}

/** A bucket always has a name. */
function isNonEmptyText(value: Value): boolean {
  if (value.kind === 'bucket') return true;
  return value.kind === 'text' && value.parts.some((part) => typeof part === 'string' && part !== '');
}

/** Nothing in it is unknown. */
function isWhole(value: Value): boolean {
  switch (value.kind) {
    case 'scalar':
      return true;
    case 'list':
      return value.rest === undefined && value.items.every(isWhole);
    case 'object':
      return value.rest === undefined && [...value.entries.values()].every(isWhole);
    case 'text':
    case 'instance':
    case 'bucket':
    case 'unknown':
      return false;
  }
}

export function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  const defaulted = left.defaulted || right.defaulted;
  switch (operator) {
    case '&&':
    case '||':
      return logic(operator, left, right);
    case '==':
    case '!=': {
      const equal = equality(left, right);
      if (equal !== undefined) return scalar(operator === '==' ? equal : !equal, defaulted);
      // `a != b` is `!(a == b)`, so that one is known where the other is assumed.
      const same = unknownResult('==', [left, right]);
      return operator === '==' ? same : unknownResult('!', [same]);
    }
    default:
      return arithmeticResult(operator, left, right);
  }
}

function arithmeticResult(operator: BinaryOperator, left: Value, right: Value): Value {
  const numbers = [asNumber(left), asNumber(right)] as const;
  const apply = arithmetic[operator];
  const vague = unknownResult(operator, [left, right]);
  if (apply === undefined || numbers[0] === undefined || numbers[1] === undefined) return vague;
  const result = apply(numbers[0], numbers[1]);
  const defaulted = left.defaulted || right.defaulted;
  if (typeof result === 'boolean') return scalar(result, defaulted);
  // Terraform counts in decimals of many places: what is only noise in binary fractions is left out, and a quotient
  // without an end is written otherwise there.
  const rounded = Number(result.toPrecision(15));
  const isWritten = Number.isFinite(result) && (operator !== '/' || rounded * numbers[1] === numbers[0]);
  return isWritten ? scalar(rounded, defaulted) : vague;
}
