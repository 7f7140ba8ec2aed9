import type { Document, Node, Pair, Scalar, ScalarTag, CollectionTag, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, parseDocument, Schema } from 'yaml';
import type { Parsed } from './parsed';
import type { Entry, MapNode, Quote, Span, SyntaxNode } from './syntax';
import { mapOrCall } from './syntax';

/** The functions that have a short form. Source: CloudFormation template reference, intrinsic functions. */
const shortForms = [
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'ForEach',
  'GetAZs',
  'GetAtt',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
] as const;

/** Registered so that the parser does not make a warning, with its stack trace, of each. */
const customTags = ['Ref', 'Condition', ...shortForms].flatMap((name): (ScalarTag | CollectionTag)[] => [
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'seq' },
  { tag: `!${name}`, collection: 'map' },
]);

const longNames = new Map<string, string>(shortForms.map((name) => [`!${name}`, `Fn::${name}`]));

/** Tags that only say which of YAML's own types it is. */
function isPlainTag(tag: string): boolean {
  return tag === '!' || tag.startsWith('tag:yaml.org,');
}

function longName(tag: string): string {
  if (tag === '!Ref' || tag === '!Condition') return tag.slice(1);
  return longNames.get(tag) ?? tag;
}

function quoteOf(node: Scalar): Quote {
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'QUOTE_SINGLE':
      return 'single';
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block';
    default:
      return 'none';
  }
}

/** A block ends with its last member; the parser adds the comments below it. */
function endOfBlock(members: readonly Span[], block: Span): { readonly end: number } {
  return { end: members.length === 0 ? block.end : Math.max(block.start, ...members.map((member) => member.end)) };
}

class Converter {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  node(node: Node | null): SyntaxNode {
    if (node === null) return { kind: 'null', start: 0, end: 0 };
    const span = this.#span(node);
    if (isAlias(node)) return { kind: 'alias', name: node.source, ...span };
    const tag = node.tag === undefined || isPlainTag(node.tag) ? undefined : node.tag;
    const anchor = 'anchor' in node ? { anchor: node.anchor } : {};
    if (tag === undefined) return this.#untagged(node, { ...span, ...anchor });
    // The parser's range leaves the tag out, but who replaces a call means the tag too.
    const start = this.#text.lastIndexOf(tag, span.start);
    const argument = this.#untagged(node, span);
    return {
      kind: 'call',
      name: longName(tag),
      argument,
      start: start === -1 ? span.start : start,
      end: argument.end,
      ...anchor,
    };
  }

  #untagged(node: Node, place: Span & { readonly anchor?: string }): SyntaxNode {
    if (isMap(node)) return mapOrCall(this.#map(node, place));
    if (isSeq(node)) return this.#list(node, place);
    if (!isScalar(node)) return { kind: 'null', ...place };
    const quote = quoteOf(node);
    const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
    if (quote === 'none' && /^(|~|null|Null|NULL)$/.test(text)) return { kind: 'null', ...place };
    return { kind: 'scalar', text, quote, ...place };
  }

  #map(node: YAMLMap, place: Span & { readonly anchor?: string }): MapNode {
    const entries: Entry[] = [];
    const merges: SyntaxNode[] = [];
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const { key } = pair;
      if (!isScalar(key)) continue;
      const entry = this.#entry(key, pair.value);
      if (entry.key !== '<<') entries.push(entry);
      else if (entry.value.kind === 'list') merges.push(...entry.value.items);
      else merges.push(entry.value);
    }
    const flow = node.flow === true;
    const members = [...entries.map((entry) => entry.value), ...merges];
    return { kind: 'map', entries, merges, flow, ...place, ...(!flow && endOfBlock(members, place)) };
  }

  #entry(key: Scalar, value: Node | null): Entry {
    const span = this.#span(key);
    const keyQuote = quoteOf(key);
    const inset = keyQuote === 'single' || keyQuote === 'double' ? 1 : 0;
    return {
      key: typeof key.value === 'string' ? key.value : (key.source ?? ''),
      keySpan: { start: span.start + inset, end: span.end - inset },
      keyQuote,
      value: value === null ? { kind: 'null', start: span.end, end: span.end } : this.node(value),
    };
  }

  #list(node: YAMLSeq, place: Span & { readonly anchor?: string }): SyntaxNode {
    const items = (node.items as (Node | null)[]).map((item) => this.node(item));
    const flow = node.flow === true;
    return { kind: 'list', items, flow, ...place, ...(!flow && endOfBlock(items, place)) };
  }

  #span(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    let last = end;
    while (last > start && /\s/.test(this.#text.charAt(last - 1))) last -= 1;
    return { start, end: last };
  }
}

/** Every scalar stays the text that was written; what it means depends on where it stands. */
const schema = new Schema({ schema: 'failsafe', customTags });

function parse(text: string): Document.Parsed {
  return parseDocument(text, { schema, logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
}

/**
 * CloudFormation lets a quoted text go on below with any indentation, the parser does not. Put on one line it is the
 * same text, and every place stays where it was.
 * @returns `undefined` where the quote is not closed at all.
 */
function joinQuoted(text: string, missing: number): string | undefined {
  const line = missing <= 0 ? 0 : text.lastIndexOf('\n', missing - 1) + 1;
  const quote = /:\s+(["'])(?:(?!\1).)*$/.exec(text.slice(line, missing + 1).trimEnd());
  const mark = quote?.[1];
  if (quote === null || mark === undefined) return undefined;
  const open = line + quote.index + quote[0].indexOf(mark);
  const close = text.indexOf(mark, open + 1);
  if (close === -1) return undefined;
  return text.slice(0, open) + text.slice(open, close).replaceAll(/[\r\n]/g, ' ') + text.slice(close);
}

/** How many texts of one piece are put on one line at most, and how much text is parsed again for it. */
const maxJoins = 20;
const maxParsedAgain = 1_000_000;

/** Parses a piece of a YAML template. It may be indented as a whole. */
export function parseYaml(text: string): Parsed {
  let read = text;
  let document = parse(read);
  for (let joins = 0; joins < maxJoins && joins * text.length < maxParsedAgain; joins += 1) {
    const [error] = document.errors;
    const joined = error?.code === 'MISSING_CHAR' ? joinQuoted(read, error.pos[0]) : undefined;
    if (joined === undefined || joined === read) break;
    read = joined;
    document = parse(read);
  }
  const [error] = document.errors;
  return {
    ...(document.contents !== null && { root: new Converter(text).node(document.contents) }),
    ...(error && { error: { offset: error.pos[0], message: inWords(error.message) } }),
  };
}

/** The parser hands on what Node says of its stack, too. */
function inWords(message: string): string {
  return message.startsWith('Maximum call stack') ? 'it is nested too deeply' : message;
}
