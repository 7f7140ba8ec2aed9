import type { TextValue, Value } from './value';
import { failure, scalar, unknownResult, unknownValue } from './value';

/** A value as a string, known as far as it is. */
export function toText(value: Value): TextValue {
  const { defaulted } = value;
  switch (value.kind) {
    case 'scalar':
      return { kind: 'text', parts: value.value === null ? [failure('it is null')] : [String(value.value)], defaulted };
    case 'text':
      return value;
    case 'unknown':
      return { kind: 'text', parts: [value], defaulted };
    case 'bucket': {
      const name = value.bucket.name();
      if (name.kind === 'scalar' || name.kind === 'text') return toText(name);
      const from = new Set([`bucket(${value.bucket.id})`]);
      const key = name.kind === 'unknown' ? name.key : undefined;
      return { kind: 'text', parts: [unknownValue('the name is made up by AWS or unknown', { key, from })], defaulted };
    }
    case 'list':
    case 'object':
    case 'instance':
      return { kind: 'text', parts: [failure('it is no string')], defaulted };
  }
}

/** The string, if all of it is known. */
export function knownText(value: Value): string | undefined {
  const { parts } = toText(value);
  const [only] = parts;
  if (parts.length === 0) return '';
  return parts.length === 1 && typeof only === 'string' ? only : undefined;
}

/** The key that a value makes in an object. */
export function toKey(value: Value): string | undefined {
  return value.kind === 'scalar' && value.value === null ? undefined : knownText(value);
}

/** Applies a function to a string; what is not known stays so. */
export function mapText(operation: string, value: Value, change: (text: string) => string): Value {
  const text = knownText(value);
  return text === undefined ? unknownResult(operation, [value]) : scalar(change(text), value.defaulted);
}
