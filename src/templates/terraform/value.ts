import { TooMuch } from './budget';

/** Something with attributes: an instance of a resource or of a module. */
export interface Instance {
  /** Its full address: `module.store.aws_s3_bucket.this[0]`. */
  readonly id: string;
  attribute(name: string): Value;
}

/** A bucket as a value knows it. Its name may be known or not; which bucket it is, is. */
export interface BucketReference {
  readonly id: string;
  /** What `bucket` is set to, or an unknown. */
  readonly name: () => Value;
}

interface Common {
  /** A variable's default had a part in it, so whoever calls the module may have it otherwise. */
  readonly defaulted: boolean;
}

export interface ScalarValue extends Common {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

/** A string of which parts are known. */
export interface TextValue extends Common {
  readonly kind: 'text';
  readonly parts: readonly (string | UnknownValue)[];
}

/**
 * The members of a collection that could not be counted, all of them at once. Two collections of equal `keyed` have
 * the same keys.
 */
export interface Rest {
  readonly keyed: string | undefined;
  readonly key: Value;
  readonly value: Value;
}

export interface ListValue extends Common {
  readonly kind: 'list';
  readonly weight: number;
  readonly items: readonly Value[];
  readonly rest: Rest | undefined;
}

export interface ObjectValue extends Common {
  readonly kind: 'object';
  readonly weight: number;
  readonly entries: ReadonlyMap<string, Value>;
  readonly rest: Rest | undefined;
}

export interface InstanceValue extends Common {
  readonly kind: 'instance';
  readonly instance: Instance;
}

/** The name of a declared bucket, taken from its resource. */
export interface BucketValue extends Common {
  readonly kind: 'bucket';
  readonly bucket: BucketReference;
}

export interface UnknownValue extends Common {
  readonly kind: 'unknown';
  /** Completes "not known because …". */
  readonly why: string;
  /**
   * Two unknowns of equal key are equal: the same expression in the same module instance, free of what differs
   * between instances or calls.
   */
  readonly key: string | undefined;
  /** The identities of all that it can have been made of; `undefined` where that is not known either. */
  readonly from: ReadonlySet<string> | undefined;
  /** Evaluating it fails for certain: `try` goes on to its next argument. */
  readonly failed: boolean;
}

export type Value = ScalarValue | TextValue | ListValue | ObjectValue | InstanceValue | BucketValue | UnknownValue;

/** More than any value that people write: a list of a hundred thousand members, a text of millions of letters. */
const maxWeight = 250_000;

/** How many letters weigh as much as one member. */
const lettersOfWeight = 64;

function weightOf(value: Value): number {
  switch (value.kind) {
    case 'list':
    case 'object':
      return value.weight;
    case 'scalar':
      return typeof value.value === 'string' ? 1 + weightOfText(value.value) : 1;
    case 'text':
      return value.parts.reduce((sum, part) => sum + (typeof part === 'string' ? weightOfText(part) : 1), 1);
    case 'instance':
    case 'bucket':
    case 'unknown':
      return 1;
  }
}

function weightOfText({ length }: string): number {
  return Math.floor(length / lettersOfWeight);
}

/**
 * How much work it is to look at values as a whole. What stands in one of them twice weighs twice.
 * @throws {TooMuch} where nobody would write that much: lists in lists double with each local.
 */
export function weigh(values: Iterable<Value>): number {
  let weight = 1;
  for (const value of values) weight += weightOf(value);
  if (weight > maxWeight) throw new TooMuch('A value in it is too large.');
  return weight;
}

function withRest(members: readonly Value[], rest: Rest | undefined): readonly Value[] {
  return rest === undefined ? members : [...members, rest.key, rest.value];
}

export function scalar(value: string | number | boolean | null, defaulted = false): ScalarValue {
  return { kind: 'scalar', value, defaulted };
}

export function list(items: readonly Value[], defaulted = false, rest?: Rest): ListValue {
  return { kind: 'list', items, rest, weight: weigh(withRest(items, rest)), defaulted };
}

export function object(entries: Iterable<readonly [string, Value]>, defaulted = false, rest?: Rest): ObjectValue {
  const all = new Map(entries);
  return { kind: 'object', entries: all, rest, weight: weigh(withRest([...all.values()], rest)), defaulted };
}

export function unknownValue(
  why: string,
  details: { readonly key?: string | undefined; readonly from?: ReadonlySet<string> | undefined } = {},
): UnknownValue {
  return { kind: 'unknown', why, key: details.key, from: details.from, failed: false, defaulted: false };
}

/** What evaluation refuses: a key that is not there, a function whose argument does not fit. */
export function failure(why: string): UnknownValue {
  return { ...unknownValue(why, { from: new Set() }), failed: true };
}

export function withDefaulted<T extends Value>(value: T, defaulted: boolean): T {
  return !defaulted || value.defaulted ? value : { ...value, defaulted };
}

export function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

function restIdentity(rest: Rest | undefined): string | undefined {
  if (rest === undefined) return '';
  const value = identity(rest.value);
  return rest.keyed === undefined || value === undefined ? undefined : `…${rest.keyed}=${value}`;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((part) => part !== undefined) ? parts.join(',') : undefined;
}

/** The same for equal values, and different for different ones; `undefined` where equality cannot be told. */
export function identity(value: Value): string | undefined {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.value);
    case 'text': {
      const parts = joined(value.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : part.key)));
      return parts === undefined ? undefined : `text(${parts})`;
    }
    case 'list': {
      const parts = joined([...value.items.map(identity), restIdentity(value.rest)]);
      return parts === undefined ? undefined : `[${parts}]`;
    }
    case 'object': {
      const entries = [...value.entries].map(([key, entry]) => {
        const inner = identity(entry);
        return inner === undefined ? undefined : `${JSON.stringify(key)}:${inner}`;
      });
      const parts = joined([...entries, restIdentity(value.rest)]);
      return parts === undefined ? undefined : `{${parts}}`;
    }
    case 'instance':
      return `instance(${value.instance.id})`;
    case 'bucket':
      return `bucket(${value.bucket.id})`;
    case 'unknown':
      return value.key;
  }
}

/** All that a value can have been made of, or `undefined` where that is not known. */
export function origins(value: Value): ReadonlySet<string> | undefined {
  switch (value.kind) {
    case 'unknown':
      return value.from;
    case 'text':
      return mergedOrigins(value.parts.map((part) => (typeof part === 'string' ? scalar(part) : part)));
    case 'list':
      return mergedOrigins([...value.items, ...(value.rest ? [value.rest.value] : [])]);
    case 'object':
      return mergedOrigins([...value.entries.values(), ...(value.rest ? [value.rest.value] : [])]);
    case 'scalar':
    case 'instance':
    case 'bucket': {
      const own = identity(value);
      return own === undefined ? undefined : new Set([own]);
    }
  }
}

export function mergedOrigins(values: readonly Value[]): ReadonlySet<string> | undefined {
  const merged = new Set<string>();
  for (const value of values) {
    const some = origins(value);
    if (some === undefined) return undefined;
    for (const origin of some) merged.add(origin);
  }
  return merged;
}

/** All that is named in a value, known or not: what a module that is not read may make its outputs of. */
export function mentions(value: Value): readonly string[] {
  const own = identity(value);
  const mentioned = own === undefined ? [] : [own];
  switch (value.kind) {
    case 'list':
      return [...mentioned, ...[...value.items, ...(value.rest ? [value.rest.value] : [])].flatMap(mentions)];
    case 'object':
      return [
        ...mentioned,
        ...[...value.entries.values(), ...(value.rest ? [value.rest.value] : [])].flatMap(mentions),
      ];
    case 'unknown':
      return [...mentioned, ...(value.from ?? [])];
    case 'text':
      return [...mentioned, ...value.parts.flatMap((part) => (typeof part === 'string' ? [] : mentions(part)))];
    case 'scalar':
    case 'instance':
    case 'bucket':
      return mentioned;
  }
}

/** Keys grow with what they are made of; equality of longer ones is not told. */
const maxKeyLength = 4096;

/** The unknown result of an operation: equal for equal operands, made of what they are made of. */
export function unknownResult(operation: string, operands: readonly Value[], pure = true): UnknownValue {
  const reason = operands.find((operand) => operand.kind === 'unknown');
  const key = pure ? joined(operands.map(identity)) : undefined;
  return {
    kind: 'unknown',
    why: reason?.kind === 'unknown' ? reason.why : `${operation} is not evaluated`,
    key: key === undefined || key.length > maxKeyLength ? undefined : `${operation}(${key})`,
    from: mergedOrigins(operands),
    failed: operands.some((operand) => operand.kind === 'unknown' && operand.failed),
    defaulted: operands.some((operand) => operand.defaulted),
  };
}

/** The members of a list, an object's values, or the rest of either; `undefined` where it is no collection. */
export interface Members {
  readonly entries: readonly { readonly key: Value; readonly value: Value }[];
  readonly rest: Rest | undefined;
}

const rangeOf = /^range\((.*)\)$/s;

/** What the keys `0` up to a count that is not known have in common. */
export function keyedByCount(count: string): string {
  return `range(${count})`;
}

/** The identity of the number of members of a collection that is not known. */
export function countOf(keyed: string): string {
  return rangeOf.exec(keyed)?.[1] ?? `length(${keyed})`;
}

let tokens = 0;

/**
 * Members of which it is not known which there are, as one evaluation of an expression gives them. Whoever refers to
 * the same evaluation has the same members; two evaluations are taken for equal only where `same` says so.
 */
export function someOf(members: readonly Value[], why: string, same?: string): Rest {
  const keyed = same ?? `some#${++tokens}`;
  const from = mergedOrigins(members);
  return {
    keyed,
    key: unknownValue(why, { key: eachKeyOf(keyed), from }),
    value: unknownValue(why, { key: `valueof(${keyed})`, from }),
  };
}

export const eachKeyOf = (keyed: string): string => `keyof(${keyed})`;

/** The unknown key and value of one member of a collection that is not known. */
export function unknownRest(collection: UnknownValue): Rest {
  const { key: keyed, why, from } = collection;
  return {
    keyed,
    key: unknownValue(why, { key: keyed === undefined ? undefined : eachKeyOf(keyed), from }),
    value: unknownValue(why, { key: keyed === undefined ? undefined : `valueof(${keyed})`, from }),
  };
}

/** The members of a collection, in order; an unknown one has a rest and nothing else. */
export function members(value: Value): Members | undefined {
  switch (value.kind) {
    case 'list':
      return {
        entries: value.items.map((item, index) => ({ key: scalar(index), value: item })),
        rest: value.rest,
      };
    case 'object':
      return {
        // Terraform goes through maps by their keys, whatever order they were written in.
        entries: [...value.entries]
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([key, entry]) => ({ key: scalar(key), value: entry })),
        rest: value.rest,
      };
    case 'unknown':
      return { entries: [], rest: unknownRest(value) };
    default:
      return undefined;
  }
}
