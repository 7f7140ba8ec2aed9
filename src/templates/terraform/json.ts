import type { Value } from './value';
import { list, object, scalar, unknownValue } from './value';

/** What a text in JSON says, as a value; `undefined` where it is no JSON. */
export function parseJson(text: string): Value | undefined {
  try {
    return fromJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function fromJson(json: unknown): Value {
  if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') {
    return scalar(json);
  }
  if (Array.isArray(json)) return list(json.map(fromJson));
  if (typeof json !== 'object') return unknownValue('it is no JSON');
  return object(Object.entries(json).map(([key, value]) => [key, fromJson(value)] as const));
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['<', '\\u003c'],
  ['>', '\\u003e'],
  ['&', '\\u0026'],
  ['\u2028', '\\u2028'],
  ['\u2029', '\\u2029'],
]);

function encoded(value: string | number | boolean | null): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (letter) => escapes.get(letter) ?? letter);
}

/** A value as `jsonencode` writes it; `undefined` where not all of it is known. Source: Terraform language, jsonencode. */
export function toJson(value: Value): string | undefined {
  switch (value.kind) {
    case 'scalar':
      return encoded(value.value);
    case 'list': {
      const items = value.rest === undefined ? value.items.map(toJson) : [undefined];
      return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
    }
    case 'object': {
      if (value.rest !== undefined) return undefined;
      const sorted = [...value.entries].sort(([left], [right]) => (left < right ? -1 : 1));
      const entries = sorted.map(([key, entry]) => {
        const inner = toJson(entry);
        return inner === undefined ? undefined : `${encoded(key)}:${inner}`;
      });
      return entries.includes(undefined) ? undefined : `{${entries.join(',')}}`;
    }
    case 'text':
    case 'instance':
    case 'bucket':
    case 'unknown':
      return undefined;
  }
}
