/**
 * The syntax of a template as plain data, the same for YAML and JSON. Positions are offsets in UTF-16 units.
 *
 * Intrinsic functions, short (`!Ref x`) and long (`{Ref: x}`), are calls; nothing is evaluated here.
 */

export interface Span {
  readonly start: number;
  /** Without trailing white space. */
  readonly end: number;
}

interface Anchored extends Span {
  /** The name of the YAML anchor (`&name`) that stands before it. */
  readonly anchor?: string;
}

export type Quote = 'none' | 'single' | 'double' | 'block';

export interface ScalarNode extends Anchored {
  readonly kind: 'scalar';
  readonly text: string;
  readonly quote: Quote;
}

/** Nothing is written, or `null`. CloudFormation accepts neither: mostly somebody is about to write a value. */
export interface NullNode extends Anchored {
  readonly kind: 'null';
}

export interface Entry {
  readonly key: string;
  /** Without quotes. */
  readonly keySpan: Span;
  readonly keyQuote: Quote;
  readonly value: SyntaxNode;
}

export interface MapNode extends Anchored {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  /** What YAML's merge key `<<` names, nearest first. */
  readonly merges: readonly SyntaxNode[];
  /** In braces, as always in JSON. */
  readonly flow: boolean;
}

export interface ListNode extends Anchored {
  readonly kind: 'list';
  readonly items: readonly SyntaxNode[];
  readonly flow: boolean;
}

export interface CallNode extends Anchored {
  readonly kind: 'call';
  /** The long name: `Ref`, `Condition`, `Fn::If`. A tag of another tool keeps its own: `!Rain::Module`. */
  readonly name: string;
  readonly argument: SyntaxNode;
}

export interface AliasNode extends Span {
  readonly kind: 'alias';
  readonly name: string;
}

export type SyntaxNode = ScalarNode | NullNode | MapNode | ListNode | CallNode | AliasNode;

/** Whether a key is the long name of an intrinsic function. */
export function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** The last entry of a key: the one that counts where a key is there twice. */
export function entryOf(node: MapNode, key: string): Entry | undefined {
  return node.entries.findLast((entry) => entry.key === key);
}

/** A map with one intrinsic function as its only key is a call; all others stay maps, and so do loops. */
export function mapOrCall(node: MapNode): MapNode | CallNode {
  const [only, ...others] = node.entries;
  if (only === undefined || others.length > 0 || node.merges.length > 0) return node;
  if (!isIntrinsic(only.key) || only.key.startsWith('Fn::ForEach')) return node;
  return {
    kind: 'call',
    name: only.key,
    argument: only.value,
    start: node.start,
    end: node.end,
    ...(node.anchor !== undefined && { anchor: node.anchor }),
  };
}

/** The nodes directly below. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'map':
      return [...node.entries.map((entry) => entry.value), ...node.merges];
    case 'list':
      return node.items;
    case 'call':
      return [node.argument];
    case 'scalar':
    case 'null':
    case 'alias':
      return [];
  }
}

export function findAnchor(node: SyntaxNode, name: string): SyntaxNode | undefined {
  if (node.kind !== 'alias' && node.anchor === name) return node;
  for (const child of childrenOf(node)) {
    const found = findAnchor(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function shiftSpan(span: Span, by: number, limit: number): Span {
  return { start: Math.min(span.start + by, limit), end: Math.min(span.end + by, limit) };
}

/**
 * The same syntax where its text stands `by` units further on.
 * @param limit Where that text ends. What is not closed ends there, whatever the parser was given behind it.
 */
export function shift(node: SyntaxNode, by: number, limit: number): SyntaxNode {
  const moved = shiftSpan(node, by, limit);
  switch (node.kind) {
    case 'map':
      return {
        ...node,
        ...moved,
        entries: node.entries.map((entry) => ({
          ...entry,
          keySpan: shiftSpan(entry.keySpan, by, limit),
          value: shift(entry.value, by, limit),
        })),
        merges: node.merges.map((merge) => shift(merge, by, limit)),
      };
    case 'list':
      return { ...node, ...moved, items: node.items.map((item) => shift(item, by, limit)) };
    case 'call':
      return { ...node, ...moved, argument: shift(node.argument, by, limit) };
    case 'scalar':
    case 'null':
    case 'alias':
      return { ...node, ...moved };
  }
}
