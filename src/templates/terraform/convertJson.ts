import type { Node, ParseError } from 'jsonc-parser';
import { parseTree } from 'jsonc-parser';
import type { HclParser } from './parser';
import type { Attribute, Block, Body, Expression, Label, Span } from './syntax';

/** How many labels a block has that stands at the top. */
const labelCounts: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['module', 1],
  ['variable', 1],
  ['output', 1],
  ['provider', 1],
  ['locals', 0],
  ['terraform', 0],
]);

/**
 * What is a block where it stands in another one. In JSON blocks and maps look the same, and only the provider's schema
 * tells; these are the blocks of what is judged here.
 */
const nestedBlocks: ReadonlySet<string> = new Set([
  'abort_incomplete_multipart_upload',
  'and',
  'condition',
  'copy_action',
  'default_retention',
  'default_tags',
  'expiration',
  'filter',
  'inline_policy',
  'lifecycle',
  'lifecycle_rule',
  'logging',
  'noncurrent_version_expiration',
  'noncurrent_version_transition',
  'object_lock_configuration',
  'replication_configuration',
  'required_providers',
  'rule',
  'rules',
  'selection_tag',
  'string_equals',
  'string_like',
  'string_not_equals',
  'string_not_like',
  'tag',
  'transition',
  'versioning',
  'versioning_configuration',
]);

/** Properties of that name are comments. Source: Terraform language, JSON configuration syntax. */
export const commentKey = '//';

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

function isMember(node: Node): node is Node & { readonly children: [Node, Node] } {
  return node.type === 'property' && node.children?.length === 2;
}

interface Member {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
  readonly span: Span;
}

/** The properties of an object, without comments. A property that is not finished yet has no value and is left out. */
function membersOf(node: Node): readonly Member[] {
  return (node.children ?? []).flatMap((property) => {
    if (!isMember(property)) return [];
    const [key, value] = property.children;
    const name = String(key.value);
    return name === commentKey ? [] : [{ name, key, value, span: spanOf(property) }];
  });
}

/** The span is that of the text without quotes. */
function labelOf(text: string, key: Node): Label {
  return { text, start: key.offset + 1, end: key.offset + key.length - 1 };
}

/** The texts of the comments of an object. */
function commentOf(node: Node): string | undefined {
  const texts = (node.children ?? []).filter(isMember).flatMap(({ children: [key, value] }) => {
    if (key.value !== commentKey) return [];
    const lines: readonly Node[] = value.type === 'array' ? (value.children ?? []) : [value];
    return lines.flatMap((line) => (line.type === 'string' ? [String(line.value)] : []));
  });
  return texts.length === 0 ? undefined : texts.join('\n');
}

/** Wherever a block may stand, a list of blocks may. */
function objectsIn(node: Node): readonly Node[] {
  if (node.type === 'array') return (node.children ?? []).flatMap(objectsIn);
  return node.type === 'object' ? [node] : [];
}

/** Turns a file in Terraform's JSON syntax into what the same file in HCL would be. */
class JsonConversion {
  readonly #hcl: HclParser;
  readonly #errors: readonly Span[];

  constructor(hcl: HclParser, errors: readonly Span[]) {
    this.#hcl = hcl;
    this.#errors = errors;
  }

  file(root: Node | undefined): Body {
    const blocks = (root === undefined ? [] : objectsIn(root)).flatMap(membersOf).flatMap((member) => {
      const count = labelCounts.get(member.name);
      return count === undefined ? [] : this.#labelled(member.name, member.value, [], count, member.span);
    });
    return { attributes: [], blocks, errors: this.#errors };
  }

  #labelled(type: string, node: Node, labels: readonly Label[], missing: number, span: Span): readonly Block[] {
    return objectsIn(node).flatMap((found) => {
      if (missing === 0) return [this.#block(type, found, labels, node.type === 'array' ? spanOf(found) : span)];
      return membersOf(found).flatMap(({ name, key, value, span: inner }) => {
        return this.#labelled(type, value, [...labels, labelOf(name, key)], missing - 1, inner);
      });
    });
  }

  #block(type: string, node: Node, labels: readonly Label[], span: Span): Block {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (const member of membersOf(node)) {
      const { name, value } = member;
      if (name === 'dynamic' && type !== 'locals') blocks.push(...this.#dynamic(member));
      else if (nestedBlocks.has(name) && type !== 'locals' && objectsIn(value).length > 0) {
        blocks.push(...this.#labelled(name, value, [], 0, member.span));
      } else attributes.push({ name, value: this.#argument(type, name, value), ...member.span });
    }
    const broken =
      blocks.some((block) => block.broken) ||
      this.#errors.some(({ start }) => start >= span.start && start <= span.end) ||
      (node.children ?? []).some((child) => !isMember(child));
    const comment = commentOf(node);
    return { type, labels, attributes, blocks, body: inside(node), broken, ...(comment && { comment }), ...span };
  }

  #dynamic({ value: all }: Member): readonly Block[] {
    return objectsIn(all)
      .flatMap(membersOf)
      .flatMap(({ name, key, value, span }) =>
        objectsIn(value).map((node) => {
          const block = this.#block('dynamic', node, [labelOf(name, key)], span);
          const content = membersOf(node).find((member) => member.name === 'content');
          const contents = content === undefined ? [] : this.#labelled('content', content.value, [], 0, content.span);
          return {
            ...block,
            attributes: block.attributes.filter((attribute) => attribute.name !== 'content'),
            blocks: [...block.blocks, ...contents],
          };
        }),
      );
  }

  /** Some arguments are references or types, not templates. */
  #argument(type: string, name: string, node: Node): Expression {
    const isReference =
      (name === 'provider' && (type === 'resource' || type === 'data')) ||
      (name === 'type' && type === 'variable') ||
      (name === 'iterator' && type === 'dynamic');
    if (isReference && node.type === 'string') return this.#expression(String(node.value), node);
    if (name === 'providers' && type === 'module' && node.type === 'object') {
      const items = membersOf(node).map(({ name: alias, key, value }) => ({
        key: { kind: 'literal', value: alias, ...spanOf(key) } as const,
        value: this.#expression(String(value.value), value),
      }));
      return { kind: 'object', items, ...spanOf(node) };
    }
    const isLiteral = type === 'variable' || (type === 'module' && (name === 'source' || name === 'version'));
    return this.#value(node, isLiteral);
  }

  #value(node: Node, isLiteral: boolean): Expression {
    const span = spanOf(node);
    switch (node.type) {
      case 'string':
        return isLiteral ? { kind: 'literal', value: String(node.value), ...span } : this.#template(node);
      case 'number':
        return { kind: 'literal', value: Number(node.value), ...span };
      case 'boolean':
        return { kind: 'literal', value: node.value === true, ...span };
      case 'array':
        return { kind: 'tuple', items: (node.children ?? []).map((item) => this.#value(item, isLiteral)), ...span };
      case 'object': {
        const items = (node.children ?? []).filter(isMember).map(({ children: [key, value] }) => ({
          key: this.#value(key, isLiteral),
          value: this.#value(value, isLiteral),
        }));
        return { kind: 'object', items, ...span };
      }
      default:
        return { kind: 'literal', value: null, ...span };
    }
  }

  /** A string is a template without escapes by a backslash, as a heredoc is one. */
  #template(node: Node): Expression {
    const text = String(node.value);
    const span = spanOf(node);
    if (!/[$%]\{/.test(text)) return { kind: 'literal', value: text, ...span };
    let marker = 'EOT';
    while (text.includes(marker)) marker += '_';
    const converted = this.#parsed(`<<${marker}\n${text}\n${marker}`);
    return { ...withoutLastNewline(converted), ...span };
  }

  #expression(text: string, node: Node): Expression {
    return { ...this.#parsed(text), ...spanOf(node) };
  }

  #parsed(text: string): Expression {
    const [attribute] = this.#hcl.parse(`x = ${text}\n`).attributes;
    return attribute?.value ?? { kind: 'opaque', why: 'it does not parse', start: 0, end: 0 };
  }
}

/** The newline that ends a heredoc is no part of the string. */
function withoutLastNewline(expression: Expression): Expression {
  if (expression.kind === 'literal' && typeof expression.value === 'string') {
    return { ...expression, value: expression.value.replace(/\n$/, '') };
  }
  if (expression.kind !== 'template') return expression;
  const last = expression.parts.at(-1);
  if (typeof last !== 'string') return expression;
  const rest = last.replace(/\n$/, '');
  const parts = [...expression.parts.slice(0, -1), ...(rest === '' ? [] : [rest])];
  return { ...expression, parts };
}

function inside(node: Node): Span {
  return { start: node.offset + 1, end: Math.max(node.offset + 1, node.offset + node.length - 1) };
}

/** What is missing is noticed only where something else comes, and what follows may be taken for what it is not. */
function spanOfError(error: ParseError, text: string): Span {
  return { start: Math.min(error.offset, text.length), end: text.length };
}

/** Deeper nesting than this is no configuration, and would cost the stack. */
const deepest = 256;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[[\]{}]/g)) {
    if (bracket === '{' || bracket === '[') depth += 1;
    else if (bracket === '}' || bracket === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** Reads Terraform's JSON syntax. Source: Terraform language, JSON configuration syntax. */
export function createJsonParser(hcl: HclParser): HclParser {
  return {
    parse(text) {
      const errors: ParseError[] = [];
      if (isTooDeep(text)) return { attributes: [], blocks: [], errors: [{ start: 0, end: text.length }] };
      const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { disallowComments: true });
      const spans = errors.map((error) => spanOfError(error, text));
      return new JsonConversion(hcl, spans).file(root);
    },
  };
}
