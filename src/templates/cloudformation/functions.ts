import type { Span } from './syntax';
import type { Value } from './value';
import { member, unknownValue } from './value';

/** What the functions below need of the template around them. */
export interface References {
  /** What `Ref` to a name gives. */
  ref(name: string, span: Span): Value;
}

function scalar(text: string, span: Span, parts: readonly Value[]): Value {
  return { kind: 'scalar', text, span, byDefault: parts.some((part) => part.byDefault) };
}

function join(args: readonly Value[], span: Span): Value {
  const [delimiter, list] = args;
  if (delimiter?.kind !== 'scalar' || list?.kind !== 'list')
    return unknownValue('not all parts of Fn::Join are known', span);
  const texts: string[] = [];
  for (const item of list.items) {
    if (item.kind !== 'scalar') return unknownValue('not all parts of Fn::Join are known', span);
    texts.push(item.text);
  }
  return scalar(texts.join(delimiter.text), span, [delimiter, list, ...list.items]);
}

/** `${Name}` refers, `${Name.Attribute}` is made with the stack, `${!Name}` stands for itself. */
function sub(args: readonly Value[], span: Span, references: References): Value {
  const [template, variables] = args;
  if (template?.kind !== 'scalar') return unknownValue('the text of Fn::Sub is not known', span);
  const parts: Value[] = [template];
  let unknownPart: string | undefined;
  const text = template.text.replaceAll(/\$\{(!?)([^}]*)\}/g, (_whole, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const given = variables?.kind === 'map' ? variables.entries.get(name.trim()) : undefined;
    const value = given ?? references.ref(name.trim(), span);
    parts.push(value);
    if (value.kind === 'scalar') return value.text;
    unknownPart ??= name.trim();
    return '';
  });
  if (unknownPart !== undefined) return unknownValue(`\${${unknownPart}} is decided when the stack is made`, span);
  return scalar(text, span, parts);
}

function select(args: readonly Value[], span: Span): Value {
  const [index, list] = args;
  const item = index?.kind === 'scalar' && list?.kind === 'list' ? list.items[Number(index.text)] : undefined;
  return item === undefined ? unknownValue('what Fn::Select selects is not known', span) : { ...item, span };
}

function split(args: readonly Value[], span: Span): Value {
  const [delimiter, text] = args;
  if (delimiter?.kind !== 'scalar' || text?.kind !== 'scalar')
    return unknownValue('what Fn::Split splits is not known', span);
  const items = text.text.split(delimiter.text).map((part) => scalar(part, span, args));
  return { kind: 'list', items, span, byDefault: items.some((item) => item.byDefault) };
}

function findInMap(args: readonly Value[], span: Span, mappings: Value): Value {
  let found = mappings;
  for (const key of args.slice(0, 3)) {
    if (key.kind !== 'scalar') return unknownValue('the keys of Fn::FindInMap are not known', span);
    found = member({ ...found, byDefault: found.byDefault || key.byDefault }, key.text);
  }
  if (found.kind === 'nothing') return unknownValue('Fn::FindInMap finds nothing', span);
  return { ...found, span };
}

/**
 * What an intrinsic function comes to, its arguments evaluated. Those that only the stack, the account or another
 * program can answer come to unknown.
 */
export function callFunction(
  name: string,
  args: readonly Value[],
  span: Span,
  context: References & { readonly mappings: () => Value },
): Value {
  switch (name) {
    case 'Fn::Join':
      return join(args, span);
    case 'Fn::Sub':
      return sub(args, span, context);
    case 'Fn::Select':
      return select(args, span);
    case 'Fn::Split':
      return split(args, span);
    case 'Fn::FindInMap':
      return findInMap(args, span, context.mappings());
    default:
      return unknownValue(`${name} is decided when the stack is made`, span);
  }
}
