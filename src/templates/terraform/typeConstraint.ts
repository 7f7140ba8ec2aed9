import { Budget } from './budget';
import { evaluate } from './evaluate';
import type { Names } from './scope';
import type { Expression } from './syntax';
import { literalText } from './syntax';
import type { Value } from './value';
import { isNull, list, object, scalar, withDefaulted } from './value';

const nowhere = (): Names => ({
  budget: new Budget(),
  address: '',
  assumed: new Map(),
  variable: () => scalar(null),
  local: () => scalar(null),
  resource: () => scalar(null),
  data: () => scalar(null),
  module: () => scalar(null),
  definition: () => undefined,
});

/** Fills in what `optional(type, default)` leaves out of an object. */
function conformObject(value: Value, type: Expression | undefined): Value {
  if (value.kind !== 'object' || type?.kind !== 'object') return value;
  const entries = new Map<string, Value>();
  for (const item of type.items) {
    const name = literalText(item.key);
    if (name === undefined) continue;
    const given = value.entries.get(name);
    if (given === undefined && value.rest !== undefined) continue;
    entries.set(name, conformMember(given ?? scalar(null), item.value));
  }
  return object(entries, value.defaulted, value.rest);
}

function conformMember(value: Value, type: Expression): Value {
  if (type.kind !== 'call' || type.name !== 'optional') return conform(value, type);
  const [inner, fallback] = type.arguments;
  const whole =
    isNull(value) && fallback !== undefined ? evaluate(fallback, { names: nowhere(), bound: new Map() }) : value;
  return inner === undefined ? whole : conform(whole, inner);
}

function conformMembers(value: Value, type: Expression | undefined): Value {
  if (type === undefined) return value;
  if (value.kind === 'list') {
    return list(
      value.items.map((item) => conform(item, type)),
      value.defaulted,
      value.rest,
    );
  }
  if (value.kind !== 'object') return value;
  return object(
    [...value.entries].map(([key, entry]) => [key, conform(entry, type)] as const),
    value.defaulted,
    value.rest,
  );
}

function conformPrimitive(value: Value, type: string): Value {
  if (value.kind !== 'scalar' || value.value === null) return value;
  const text = String(value.value);
  if (type === 'string') return withDefaulted(scalar(text), value.defaulted);
  if (type === 'bool' && (text === 'true' || text === 'false')) return scalar(text === 'true', value.defaulted);
  if (type === 'number' && text !== '' && !Number.isNaN(Number(text))) return scalar(Number(text), value.defaulted);
  return value;
}

/** Converts a value as a variable's `type` asks. Source: Terraform language, type constraints. */
export function conform(value: Value, type: Expression | undefined): Value {
  if (type?.kind === 'name') return conformPrimitive(value, type.name);
  if (type?.kind !== 'call') return value;
  const [inner] = type.arguments;
  switch (type.name) {
    case 'object':
      return conformObject(value, inner);
    case 'map':
    case 'list':
    case 'set':
      return conformMembers(value, inner);
    default:
      return value;
  }
}
