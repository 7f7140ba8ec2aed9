import type { Node } from 'web-tree-sitter';
import { convertExpression, opaque, unparsed } from './convertExpression';
import type { Attribute, Block, Body, Label, Span } from './syntax';

/** Terraform wants what opens a value or a body on the line where it was begun; the grammar does not. */
function isOnOneLine(text: string, from: number, to: number): boolean {
  const newline = text.indexOf('\n', from);
  return newline === -1 || newline >= to;
}

function convertAttribute(node: Node, text: string): Attribute {
  const [name, , value] = node.children;
  const start = node.startIndex;
  const end = node.endIndex;
  const label = name?.text ?? '';
  if (value === undefined || node.hasError || !isOnOneLine(text, start, value.startIndex)) {
    return { name: label, value: opaque({ start, end }, unparsed), start, end };
  }
  return { name: label, value: convertExpression(value, text), start, end };
}

function convertLabel(node: Node): Label {
  if (node.type === 'identifier') return { text: node.text, start: node.startIndex, end: node.endIndex };
  const quoted = node.text;
  return { text: quoted.slice(1, -1), start: node.startIndex + 1, end: node.endIndex - 1 };
}

function convertBlock(node: Node, text: string): Block {
  let type = '';
  const labels: Label[] = [];
  let open: number | undefined;
  let close = node.endIndex;
  let inner: Body = { attributes: [], blocks: [], errors: [] };
  for (const child of node.children) {
    switch (child.type) {
      case 'identifier':
      case 'string_lit':
        if (type === '') type = child.text;
        else labels.push(convertLabel(child));
        break;
      case 'block_start':
        open = child.endIndex;
        break;
      case 'body':
        inner = convertBody(child, text);
        break;
      case 'block_end':
        close = child.startIndex;
        break;
    }
  }
  const body: Span = { start: open ?? close, end: close };
  const broken = node.hasError || inner.errors.length > 0 || inner.blocks.some((block) => block.broken);
  return {
    type,
    labels,
    attributes: inner.attributes,
    blocks: inner.blocks,
    body,
    broken: broken || !isOnOneLine(text, node.startIndex, body.start),
    start: node.startIndex,
    end: node.endIndex,
  };
}

function convertBody(node: Node, text: string): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  const errors: Span[] = [];
  for (const child of node.namedChildren) {
    switch (child.type) {
      case 'attribute': {
        const attribute = convertAttribute(child, text);
        attributes.push(attribute);
        if (attribute.value.kind === 'opaque' && attribute.value.why === unparsed) errors.push(attribute);
        break;
      }
      case 'block':
        blocks.push(convertBlock(child, text));
        break;
      case 'comment':
        break;
      default:
        errors.push({ start: child.startIndex, end: child.endIndex });
    }
  }
  return { attributes, blocks, errors };
}

/** The tree of a parsed piece as plain data. The tree may be deleted afterwards. */
export function convert(root: Node, text: string): Body {
  if (root.type !== 'config_file') return { attributes: [], blocks: [], errors: [{ start: 0, end: text.length }] };
  const parts = root.namedChildren.map((child) =>
    child.type === 'body'
      ? convertBody(child, text)
      : {
          attributes: [],
          blocks: [],
          errors: child.type === 'comment' ? [] : [{ start: child.startIndex, end: child.endIndex }],
        },
  );
  return {
    attributes: parts.flatMap((part) => part.attributes),
    blocks: parts.flatMap((part) => part.blocks),
    errors: parts.flatMap((part) => part.errors),
  };
}
