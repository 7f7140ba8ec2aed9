import type { Node } from 'web-tree-sitter';
import type { BinaryOperator, Expression, Span } from './syntax';
import { splatItem } from './syntax';
import type { Conversion } from './convertTemplate';
import { convertHeredoc, convertQuoted } from './convertTemplate';

/** Why an expression that does not parse is not known. */
export const unparsed = 'it does not parse';

const operators: ReadonlySet<string> = new Set<BinaryOperator>([
  '*',
  '/',
  '%',
  '+',
  '-',
  '>',
  '>=',
  '<',
  '<=',
  '==',
  '!=',
  '&&',
  '||',
]);

export function isOperator(type: string): type is BinaryOperator {
  return operators.has(type);
}

export function opaque(span: Span, why: string): Expression {
  return { kind: 'opaque', why, start: span.start, end: span.end };
}

function spanOf(nodes: readonly Node[]): Span {
  return { start: nodes[0]?.startIndex ?? 0, end: nodes.at(-1)?.endIndex ?? 0 };
}

function conversionOf(text: string): Conversion {
  return {
    text,
    expression: (node) => convertExpression(node, text),
    opaque: (span) => opaque(span, unparsed),
  };
}

function convertObject(node: Node, text: string): Expression {
  const items = node.namedChildren.flatMap((element) => {
    const key = element.childForFieldName('key');
    const value = element.childForFieldName('val');
    if (element.type !== 'object_elem' || key === null || value === null) return [];
    const name = convertExpression(key, text);
    // A bare name is the key itself; in parentheses it is an expression.
    const bare = name.kind === 'name' && text[key.startIndex] !== '(';
    return [
      {
        key: bare ? ({ kind: 'literal', value: name.name, start: name.start, end: name.end } as const) : name,
        value: convertExpression(value, text),
      },
    ];
  });
  return { kind: 'object', items, ...spanOf([node]) };
}

function convertFor(node: Node, text: string): Expression {
  const span = spanOf([node]);
  const intro = node.namedChildren.find((child) => child.type === 'for_intro');
  const names = intro?.namedChildren.filter((child) => child.type === 'identifier').map((child) => child.text) ?? [];
  const collection = intro?.namedChildren.find((child) => child.type === 'expression');
  const results = node.namedChildren.filter((child) => child.type === 'expression');
  const condition = node.namedChildren
    .find((child) => child.type === 'for_cond')
    ?.namedChildren.find((child) => child.type === 'expression');
  const value = results.at(-1);
  const valueName = names.at(-1);
  if (collection === undefined || value === undefined || valueName === undefined) return opaque(span, unparsed);
  const [key] = results;
  return {
    kind: 'for',
    keyName: names.length > 1 ? names[0] : undefined,
    valueName,
    collection: convertExpression(collection, text),
    key: node.type === 'for_object_expr' && key !== undefined ? convertExpression(key, text) : undefined,
    value: convertExpression(value, text),
    condition: condition === undefined ? undefined : convertExpression(condition, text),
    grouped: node.namedChildren.some((child) => child.type === 'ellipsis'),
    ...span,
  };
}

function convertCall(node: Node, text: string): Expression {
  const list = node.namedChildren.find((child) => child.type === 'function_arguments');
  const children = list?.namedChildren ?? [];
  return {
    kind: 'call',
    name: node.namedChildren[0]?.text ?? '',
    arguments: children.filter((child) => child.type === 'expression').map((child) => convertExpression(child, text)),
    spread: children.some((child) => child.type === 'ellipsis'),
    ...spanOf([node]),
  };
}

function convertOperation(node: Node, text: string): Expression {
  const span = spanOf([node]);
  const operation = node.namedChildren[0];
  const children = operation?.children.filter((child) => child.type !== 'comment') ?? [];
  if (operation?.type === 'unary_operation') {
    const operator = children[0]?.type === '!' ? '!' : '-';
    return { kind: 'unary', operator, operand: convertSequence(children.slice(1), text), ...span };
  }
  const at = children.findIndex((child) => !child.isNamed && isOperator(child.type));
  const operator = children[at]?.type;
  if (operator === undefined || !isOperator(operator)) return opaque(span, unparsed);
  const left = convertSequence(children.slice(0, at), text);
  const right = convertSequence(children.slice(at + 1), text);
  return { kind: 'binary', operator, left, right, ...span };
}

function convertConditional(node: Node, text: string): Expression {
  const [condition, then, otherwise] = node.namedChildren.filter((child) => child.type === 'expression');
  if (condition === undefined || then === undefined || otherwise === undefined) {
    return opaque(spanOf([node]), unparsed);
  }
  return conditional(
    convertExpression(condition, text),
    convertExpression(then, text),
    convertExpression(otherwise, text),
    spanOf([node]),
  );
}

/** The grammar takes `a ? b : c ? d : e` for `(a ? b : c) ? d : e`; in HCL it is `a ? b : (c ? d : e)`. */
function conditional(condition: Expression, then: Expression, otherwise: Expression, span: Span): Expression {
  const isBare = condition.kind === 'conditional' && condition.condition.start === condition.start;
  if (!isBare) return { kind: 'conditional', condition, then, otherwise, ...span };
  const { otherwise: next } = condition;
  const rest = conditional(next, then, otherwise, { start: next.start, end: span.end });
  return { ...condition, otherwise: rest, ...span };
}

function convertLiteral(node: Node, text: string): Expression {
  const [child] = node.namedChildren;
  const span = spanOf([node]);
  switch (child?.type) {
    case 'string_lit':
      return convertQuoted(child, conversionOf(text));
    case 'numeric_lit':
      return { kind: 'literal', value: Number(text.slice(child.startIndex, child.endIndex)), ...span };
    case 'bool_lit':
      return { kind: 'literal', value: child.text === 'true', ...span };
    default:
      return { kind: 'literal', value: null, ...span };
  }
}

function convertTuple(node: Node, text: string): Expression {
  const items = node.namedChildren.filter((item) => item.type === 'expression');
  return { kind: 'tuple', items: items.map((item) => convertExpression(item, text)), ...spanOf([node]) };
}

/** Nodes that only wrap another one. */
function convertWrapped(wrapper: string, node: Node | undefined, text: string): Expression | undefined {
  if (node === undefined) return undefined;
  switch (wrapper) {
    case 'for_expr':
      return convertFor(node, text);
    case 'collection_value':
      return node.type === 'object' ? convertObject(node, text) : convertTuple(node, text);
    case 'template_expr':
      return node.type === 'quoted_template'
        ? convertQuoted(node, conversionOf(text))
        : convertHeredoc(node, conversionOf(text));
    default:
      return undefined;
  }
}

function convertTerm(node: Node, text: string): Expression {
  switch (node.type) {
    case 'expression':
      return convertExpression(node, text);
    case 'literal_value':
      return convertLiteral(node, text);
    case 'variable_expr':
      return { kind: 'name', name: node.text, ...spanOf([node]) };
    case 'function_call':
      return convertCall(node, text);
    case 'operation':
      return convertOperation(node, text);
    case 'conditional':
      return convertConditional(node, text);
    default:
      return convertWrapped(node.type, node.namedChildren[0], text) ?? opaque(spanOf([node]), unparsed);
  }
}

/** Applies `.name`, `[key]`, `.0` and splats to what stands before them. */
function convertStep(of: Expression, node: Node, text: string): Expression {
  const span = { start: of.start, end: node.endIndex };
  const [child] = node.namedChildren;
  switch (node.type) {
    case 'get_attr':
      return { kind: 'attribute', of, name: child?.text ?? '', ...span };
    case 'index': {
      if (child?.type === 'legacy_index') {
        const key: Expression = { kind: 'literal', value: Number(child.text.slice(1)), ...spanOf([child]) };
        return { kind: 'index', of, key, ...span };
      }
      const key = child?.namedChildren.find((inner) => inner.type === 'expression');
      return key === undefined
        ? opaque(span, unparsed)
        : { kind: 'index', of, key: convertExpression(key, text), ...span };
    }
    case 'splat': {
      let each: Expression = { kind: 'name', name: splatItem, start: node.startIndex, end: node.startIndex };
      for (const step of child?.namedChildren ?? []) each = convertStep(each, step, text);
      return { kind: 'splat', of, each, ...span };
    }
    default:
      return opaque(span, unparsed);
  }
}

/** A term with the steps that follow it; the grammar does not wrap the two in a node of their own. */
function convertSequence(nodes: readonly Node[], text: string): Expression {
  const parts = nodes.filter((node) => node.isNamed && node.type !== 'comment');
  const [first, ...steps] = parts;
  if (first === undefined) return opaque(spanOf(nodes), unparsed);
  let result = convertTerm(first, text);
  for (const step of steps) result = convertStep(result, step, text);
  return result;
}

/** An `expression` node as plain data. */
export function convertExpression(node: Node, text: string): Expression {
  const converted = convertSequence(node.children, text);
  return { ...converted, ...spanOf([node]) };
}
