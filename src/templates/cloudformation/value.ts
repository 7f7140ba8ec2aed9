import type { Fact } from '../../model/fact';
import type { Span } from './syntax';

interface Placed {
  /** Where it is written: for a call the call, not what it leads to. */
  readonly span: Span;
  /** A parameter's default decided it, which whoever makes the stack may override. */
  readonly byDefault: boolean;
}

/**
 * What an expression comes to.
 *
 * - `nothing`: the property is not there, or `AWS::NoValue` removed it.
 * - `either`: a condition that cannot be decided chooses among them.
 */
export type Value =
  | (Placed & { readonly kind: 'scalar'; readonly text: string })
  | (Placed & {
      readonly kind: 'map';
      readonly entries: ReadonlyMap<string, Value>;
      /** Why it may have more entries than are seen. */
      readonly open?: string;
    })
  | (Placed & { readonly kind: 'list'; readonly items: readonly Value[] })
  | (Placed & { readonly kind: 'nothing' })
  | (Placed & {
      readonly kind: 'unknown';
      readonly why: string;
      /**
       * What it refers to, in the notation of `Fn::Sub` whichever function is written: `${Logs.Arn}`,
       * `arn:${AWS::Partition}:s3:::${Logs}`. Within one stack the same symbol always has the same value.
       */
      readonly symbol?: string;
    })
  | (Placed & {
      readonly kind: 'either';
      readonly options: readonly Value[];
      readonly why: string;
      /** What tells the choice from others, as above. */
      readonly symbol?: string;
    });

export type KindOfValue<Kind extends Value['kind']> = Extract<Value, { kind: Kind }>;

export function unknownValue(why: string, span: Span): Value {
  return { kind: 'unknown', why, span, byDefault: false };
}

/** A value that only the stack knows, but of which it is known what it refers to. */
export function symbolicValue(symbol: string, why: string, span: Span): Value {
  return { kind: 'unknown', why, symbol, span, byDefault: false };
}

/** What a value says in the notation of `Fn::Sub`, or `undefined` where that is not known. */
export function symbolOf(value: Value): string | undefined {
  if (value.kind === 'scalar') return value.text.replaceAll('${', '${!');
  return value.kind === 'unknown' || value.kind === 'either' ? value.symbol : undefined;
}

/** Whether two values are surely the same, wherever they are written. What is unknown equals nothing. */
export function sameValue(one: Value, other: Value): boolean {
  if (one.kind === 'scalar' && other.kind === 'scalar') return one.text === other.text;
  if (one.kind === 'nothing') return other.kind === 'nothing';
  if (one.kind === 'list' && other.kind === 'list') {
    return (
      one.items.length === other.items.length && one.items.every((item, index) => sameItem(item, other.items[index]))
    );
  }
  if (one.kind === 'map' && other.kind === 'map') {
    if (one.open !== undefined || other.open !== undefined || one.entries.size !== other.entries.size) return false;
    return [...one.entries].every(([key, value]) => sameItem(value, other.entries.get(key)));
  }
  return false;
}

function sameItem(one: Value, other: Value | undefined): boolean {
  return other !== undefined && sameValue(one, other);
}

/** What an undecided condition leads to; one value where all its branches agree. */
export function either(options: readonly Value[], why: string, span: Span): Value {
  const [first, ...others] = options.flatMap((option) => (option.kind === 'either' ? option.options : [option]));
  if (first === undefined) return unknownValue(why, span);
  if (others.every((other) => sameValue(first, other))) return { ...first, span };
  return { kind: 'either', options: [first, ...others], why, span, byDefault: false };
}

/** A property of a value; `nothing` where it is surely not there. */
export function member(value: Value, key: string): Value {
  const { span, byDefault } = value;
  switch (value.kind) {
    case 'map': {
      const found = value.entries.get(key);
      if (found !== undefined) return byDefault && !found.byDefault ? { ...found, byDefault } : found;
      return value.open === undefined ? { kind: 'nothing', span, byDefault } : unknownValue(value.open, span);
    }
    case 'either':
      return either(
        value.options.map((option) => member(option, key)),
        value.why,
        span,
      );
    case 'nothing':
      return value;
    case 'unknown':
      return unknownValue(value.why, span);
    case 'scalar':
    case 'list':
      return unknownValue('it is not written as an object', span);
  }
}

/** Reads what a value is for certain: not a choice, not unknown and not left out. */
type Reader<T> = (value: KindOfValue<'scalar' | 'map' | 'list'>) => Fact<T>;

/** A fact from a value: what is left out is absent, and a choice is known where its options agree. */
export function factOf<T>(value: Value, read: Reader<T>): Fact<T> {
  switch (value.kind) {
    case 'nothing':
      return { state: 'absent' };
    case 'unknown':
      return { state: 'unknown', why: value.why, ...(value.symbol !== undefined && { identity: value.symbol }) };
    case 'either':
      return agree(
        value.options.map((option) => factOf(option, read)),
        { state: 'unknown', why: value.why, ...(value.symbol !== undefined && { identity: value.symbol }) },
      );
    case 'scalar':
    case 'map':
    case 'list':
      return read(value);
  }
}

/** The fact that all say, or unknown. Facts with structure are not compared: they were no choice if they were equal. */
function agree<T>(facts: readonly Fact<T>[], otherwise: Fact<T>): Fact<T> {
  const [first, ...others] = facts;
  const same = (other: Fact<T>): boolean =>
    first?.state === other.state &&
    (first.state !== 'known' || (other.state === 'known' && first.value === other.value));
  return first !== undefined && others.every(same) ? first : otherwise;
}
