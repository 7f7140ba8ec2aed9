import type { Span } from './syntax';
import type { Value } from './value';
import { either, member, symbolicValue, symbolOf, unknownValue } from './value';

/** What the functions below need of the template around them. */
export interface References {
  /** What `Ref` to a name gives. */
  ref(name: string, span: Span): Value;
}

/** Text put together of parts: known where all are, else a symbol where all have one. */
function concatenate(parts: readonly Value[], separator: string, why: string, span: Span): Value {
  const texts = parts.flatMap((part) => (part.kind === 'scalar' ? [part.text] : []));
  if (texts.length === parts.length) return scalar(texts.join(separator), span, parts);
  const symbols = parts.flatMap((part) => symbolOf(part) ?? []);
  if (symbols.length < parts.length) return unknownValue(why, span);
  return symbolicValue(symbols.join(separator.replaceAll('${', '${!')), why, span);
}

function scalar(text: string, span: Span, parts: readonly Value[]): Value {
  return { kind: 'scalar', text, span, byDefault: parts.some((part) => part.byDefault) };
}

function join(args: readonly Value[], span: Span): Value {
  const [delimiter, list] = args;
  if (delimiter?.kind !== 'scalar' || list?.kind !== 'list')
    return unknownValue('not all parts of Fn::Join are known', span);
  const joined = concatenate(list.items, delimiter.text, 'not all parts of Fn::Join are known', span);
  return delimiter.byDefault || list.byDefault ? { ...joined, byDefault: true } : joined;
}

/** `${Name}` refers, `${Name.Attribute}` is made with the stack, `${!Name}` stands for itself. */
function sub(args: readonly Value[], span: Span, references: References): Value {
  const [template, variables] = args;
  if (template?.kind !== 'scalar') return unknownValue('the text of Fn::Sub is not known', span);
  const parts: Value[] = [];
  let unknownPart: string | undefined;
  let end = 0;
  const literal = (text: string): Value => ({ ...template, text, span });
  for (const match of template.text.matchAll(/\$\{(!?)([^{}]*)\}/g)) {
    const [whole, mark, name = ''] = match;
    parts.push(literal(template.text.slice(end, match.index)));
    end = match.index + whole.length;
    if (mark !== '') {
      parts.push(literal(`\${${name}}`));
      continue;
    }
    const given = variables?.kind === 'map' ? variables.entries.get(name.trim()) : undefined;
    const value = given ?? references.ref(name.trim(), span);
    if (value.kind !== 'scalar') unknownPart ??= name.trim();
    parts.push(value);
  }
  parts.push(literal(template.text.slice(end)));
  return concatenate(parts, '', `\${${unknownPart ?? ''}} is decided when the stack is made`, span);
}

/** `[Name, Attribute]`, or `Name.Attribute` as one text. */
function getAtt(args: readonly Value[], span: Span, references: References): Value {
  const why = 'Fn::GetAtt is decided when the stack is made';
  const names = args.flatMap((arg) => (arg.kind === 'scalar' ? [arg.text] : []));
  if (names.length < args.length || !names.join('.').includes('.')) return unknownValue(why, span);
  return references.ref(names.join('.'), span);
}

/** What another stack exports under one name is one value. */
function importValue([name]: readonly Value[], span: Span): Value {
  const why = 'Fn::ImportValue is decided when the stack is made';
  const symbol = name && symbolOf(name);
  return symbol === undefined ? unknownValue(why, span) : symbolicValue(`\${ImportValue ${symbol}}`, why, span);
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

/** What a key that is not known leads to: any of what is there, because a stack without the key is not made. */
function anyMember(map: Value, why: string, span: Span): Value {
  if (map.kind !== 'map' || map.open !== undefined) return unknownValue(why, span);
  return either([...map.entries.values()], why, span);
}

/** A choice without those of its options that are not there. */
function present(value: Value): Value {
  if (value.kind !== 'either') return value;
  return either(
    value.options.filter(({ kind }) => kind !== 'nothing'),
    value.why,
    value.span,
  );
}

/** The fourth argument, `{DefaultValue: …}`, stands for what is not there. */
function findInMap(args: readonly Value[], span: Span, mappings: Value): Value {
  const why = 'the keys of Fn::FindInMap are not known';
  const [, , , options] = args;
  const preset = options?.kind === 'map' ? options.entries.get('DefaultValue') : undefined;
  let found = mappings;
  for (const key of args.slice(0, 3)) {
    if (key.kind === 'scalar') found = member({ ...found, byDefault: found.byDefault || key.byDefault }, key.text);
    else if (preset === undefined) found = anyMember(found, why, span);
    else return unknownValue(why, span);
  }
  if (found.kind === 'nothing') return preset ?? unknownValue('Fn::FindInMap finds nothing', span);
  return { ...(preset === undefined ? present(found) : found), span };
}

/** Source: CloudFormation template reference, Fn::Length. */
function length([list]: readonly Value[], span: Span): Value {
  const why = 'the length of the list is not known';
  if (list?.kind !== 'list' || list.items.some(({ kind }) => kind === 'either')) return unknownValue(why, span);
  return scalar(String(list.items.length), span, [list]);
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
    case 'Fn::GetAtt':
      return getAtt(args, span, context);
    case 'Fn::Select':
      return select(args, span);
    case 'Fn::Split':
      return split(args, span);
    case 'Fn::Length':
      return length(args, span);
    case 'Fn::FindInMap':
      return findInMap(args, span, context.mappings());
    case 'Fn::ImportValue':
      return importValue(args, span);
    default:
      return unknownValue(`${name} is decided when the stack is made`, span);
  }
}
