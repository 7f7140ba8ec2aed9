import type { SourceRange } from '../../model/source';
import { evaluate } from './evaluate';
import type { Layer, Layers } from './override';
import { standsFor } from './override';
import type { Piece } from './pieces';
import type { Scope } from './scope';
import { bind } from './scope';
import type { Block, Span } from './syntax';
import { attributeOf } from './syntax';
import type { Value } from './value';
import { isNull, members, object } from './value';

/** A value and where it is written. */
export interface Written {
  readonly value: Value;
  readonly at: SourceRange;
  /** Where each item of a list is written that is written out. */
  readonly items?: readonly SourceRange[];
}

/** Nested blocks of one type; `open` where there may be more than could be read. */
export interface Nested {
  readonly items: readonly Body[];
  readonly open: boolean;
}

/** The contents of a block, with `dynamic` blocks carried out. */
export interface Body {
  /** Something in it does not parse or is overridden elsewhere, so nothing may be concluded from what is missing. */
  readonly broken: boolean;
  readonly at: SourceRange;
  attribute(name: string): Written | undefined;
  blocks(type: string): Nested;
}

/** Old files write blocks as attributes: `versioning = { enabled = true }`. */
class ObjectBody implements Body {
  readonly broken = false;
  readonly at: SourceRange;
  readonly #value: Value;

  constructor(value: Value, at: SourceRange) {
    this.#value = value;
    this.at = at;
  }

  attribute(name: string): Written | undefined {
    const value = this.#value.kind === 'object' ? this.#value.entries.get(name) : undefined;
    return value === undefined || isNull(value) ? undefined : { value, at: this.at };
  }

  blocks(type: string): Nested {
    const written = this.attribute(type);
    return written === undefined ? { items: [], open: false } : fromValue(written);
  }
}

function fromValue({ value, at }: Written): Nested {
  if (value.kind === 'object') return { items: [new ObjectBody(value, at)], open: value.rest !== undefined };
  const found = members(value);
  if (found === undefined) return { items: [], open: !isNull(value) };
  const nested = found.entries.map((entry) => fromValue({ value: entry.value, at }));
  return {
    items: nested.flatMap((part) => part.items),
    open: found.rest !== undefined || nested.some((part) => part.open),
  };
}

export class BlockBody implements Body {
  /** As the original has it, without what override files change. */
  readonly block: Block;
  readonly piece: Piece;
  readonly broken: boolean;
  readonly #layers: Layers;
  readonly #scope: Scope;

  constructor(layers: Layers, scope: Scope) {
    ({ block: this.block, piece: this.piece } = layers[0]);
    this.broken = layers.some(({ block }) => block.broken);
    this.#layers = layers;
    this.#scope = scope;
  }

  get at(): SourceRange {
    const { start, type } = this.block;
    return this.#range(this.#layers[0], { start, end: start + type.length });
  }

  attribute(name: string): Written | undefined {
    const layer = this.#layers.findLast(({ block }) => attributeOf(block, name) !== undefined);
    const attribute = layer && attributeOf(layer.block, name);
    if (layer === undefined || attribute === undefined) return undefined;
    const value = evaluate(attribute.value, this.#scope);
    // To set null is to leave it out.
    if (isNull(value)) return undefined;
    const at = this.#range(layer, attribute.value);
    if (attribute.value.kind !== 'tuple') return { value, at };
    return { value, at, items: attribute.value.items.map((item) => this.#range(layer, item)) };
  }

  blocks(type: string): Nested {
    const layer = this.#layers.findLast(({ block }) => block.blocks.some((nested) => standsFor(nested) === type));
    const nested = layer?.block.blocks.filter((block) => standsFor(block) === type) ?? [];
    const parts = nested.map((block): Nested => {
      const own = { piece: (layer ?? this.#layers[0]).piece, block };
      if (block.type === 'dynamic') return this.#dynamic(own, type);
      return { items: [new BlockBody([own], this.#scope)], open: false };
    });
    const written = this.attribute(type);
    if (written !== undefined) parts.push(fromValue(written));
    return { items: parts.flatMap((part) => part.items), open: parts.some((part) => part.open) };
  }

  #range({ piece }: Layer, span: Span): SourceRange {
    return this.#scope.names.site ?? piece.range(span);
  }

  #dynamic({ block, piece }: Layer, type: string): Nested {
    const each = attributeOf(block, 'for_each');
    const content = block.blocks.find((inner) => inner.type === 'content');
    const found = each && members(evaluate(each.value, this.#scope));
    if (content === undefined || found === undefined) return { items: [], open: true };
    const iterator = attributeOf(block, 'iterator')?.value;
    const name = iterator?.kind === 'name' ? iterator.name : type;
    const items = found.entries.map((entry) => {
      const bound = object([
        ['key', entry.key],
        ['value', entry.value],
      ]);
      return new BlockBody([{ piece, block: content }], bind(this.#scope, [[name, bound]]));
    });
    return { items, open: found.rest !== undefined };
  }
}
