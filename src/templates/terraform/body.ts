import type { SourceRange } from '../../model/source';
import { evaluate } from './evaluate';
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
  readonly block: Block;
  readonly piece: Piece;
  readonly broken: boolean;
  readonly #scope: Scope;

  constructor(block: Block, piece: Piece, scope: Scope, overridden = false) {
    this.block = block;
    this.piece = piece;
    this.broken = block.broken || overridden;
    this.#scope = scope;
  }

  get at(): SourceRange {
    return this.#range({ start: this.block.start, end: this.block.start + this.block.type.length });
  }

  attribute(name: string): Written | undefined {
    const attribute = attributeOf(this.block, name);
    if (attribute === undefined) return undefined;
    const value = evaluate(attribute.value, this.#scope);
    // To set null is to leave it out.
    return isNull(value) ? undefined : { value, at: this.#range(attribute.value) };
  }

  #range(span: Span): SourceRange {
    return this.#scope.names.site ?? this.piece.range(span);
  }

  blocks(type: string): Nested {
    const parts = this.block.blocks.map((block): Nested => {
      if (block.type === type) return { items: [new BlockBody(block, this.piece, this.#scope)], open: false };
      const isDynamic = block.type === 'dynamic' && block.labels[0]?.text === type;
      return isDynamic ? this.#dynamic(block, type) : { items: [], open: false };
    });
    const written = this.attribute(type);
    if (written !== undefined) parts.push(fromValue(written));
    return { items: parts.flatMap((part) => part.items), open: parts.some((part) => part.open) };
  }

  #dynamic(block: Block, type: string): Nested {
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
      return new BlockBody(content, this.piece, bind(this.#scope, [[name, bound]]));
    });
    return { items, open: found.rest !== undefined };
  }
}
