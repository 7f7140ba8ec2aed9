import { known, unknown } from '../../model/fact';
import type { Fact } from '../../model/fact';
import type { MapNode, Span, SyntaxNode } from './syntax';
import type { Value } from './value';
import { unknownValue } from './value';

/** The identifiers of the loops around a place, and what each stands for there. */
export type Bindings = ReadonlyMap<string, Value>;

export const noBindings: Bindings = new Map();

/** The written parts of `Fn::ForEach::Name: [Identifier, Collection, {Key: Fragment}]`. */
interface Loop {
  readonly identifier: string;
  readonly collection: SyntaxNode;
  readonly body: MapNode;
}

export function isLoopKey(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

/** @returns `undefined` where it is not written out in full, as while it is being typed. */
export function loopOf(node: SyntaxNode): Loop | undefined {
  const [identifier, collection, body, ...others] = node.kind === 'list' ? node.items : [];
  if (identifier?.kind !== 'scalar' || collection === undefined || body?.kind !== 'map') return undefined;
  return others.length > 0 ? undefined : { identifier: identifier.text, collection, body };
}

/**
 * What the identifier stands for in each round. A collection that is not known, or that is empty only by default, makes
 * one round in which the identifier is not known: what a loop declares is judged as if it were made.
 */
export function roundsOf(collection: Value): readonly Value[] {
  const { span } = collection;
  const why = 'the collection of the loop is not known';
  if (collection.kind !== 'list') return [unknownValue(why, span)];
  const { items, byDefault } = collection;
  const isEmptyDefault = byDefault && items.every((item) => item.kind === 'scalar' && item.text === '');
  if (isEmptyDefault) return [unknownValue('the collection of the loop is empty by default', span)];
  return items.map((item) => {
    if (item.kind !== 'scalar') return unknownValue(why, span);
    return byDefault ? { ...item, byDefault } : item;
  });
}

/** Placeholders of identifiers. `${!Name}` is none. */
const placeholder = /([$&])\{([\w.:]+)\}/g;

/** A text with what the identifiers in it stand for. */
interface Substituted {
  /** Placeholders of what is not known stay. */
  readonly text: string;
  readonly byDefault: boolean;
  /** Why not all of it is known. */
  readonly why?: string;
}

/**
 * Replaces `${Identifier}` by what it stands for and `&{Identifier}` by its letters and digits. Source: CloudFormation
 * template reference, Fn::ForEach.
 */
export function substitute(text: string, bindings: Bindings): Substituted {
  let byDefault = false;
  let why: string | undefined;
  if (bindings.size === 0 || !text.includes('{')) return { text, byDefault };
  const replaced = text.replaceAll(placeholder, (whole, mark: string, name: string) => {
    const value = bindings.get(name);
    if (value === undefined) return whole;
    if (value.kind !== 'scalar') {
      why = value.kind === 'unknown' ? value.why : 'the identifier of the loop is not known';
      return whole;
    }
    byDefault ||= value.byDefault;
    return mark === '&' ? value.text.replaceAll(/[^0-9a-zA-Z]/g, '') : value.text;
  });
  return { text: replaced, byDefault, ...(why !== undefined && { why }) };
}

/** A written text inside of loops. */
export function substitutedValue(text: string, bindings: Bindings, span: Span): Value {
  const { text: replaced, byDefault, why } = substitute(text, bindings);
  return why === undefined ? { kind: 'scalar', text: replaced, span, byDefault } : unknownValue(why, span);
}

/** Whether the loops around a resource make it. */
export function isMadeByLoops(bindings: Bindings): Fact<boolean> {
  const values = [...bindings.values()];
  const open = values.find((value) => value.kind === 'unknown');
  if (open?.kind === 'unknown') return unknown(open.why);
  return known(true, values.some(({ byDefault }) => byDefault) ? 'default' : 'derived');
}
