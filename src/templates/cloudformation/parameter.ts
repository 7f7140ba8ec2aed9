import type { MapNode, Span } from './syntax';
import { entryOf } from './syntax';
import type { Value } from './value';
import { symbolicValue, unknownValue } from './value';

/** What the stack around gives a parameter: a value, or nothing, so that the default is what it is. */
export type Given = Value | 'left-out';

function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function textOf(parameter: MapNode, key: string): string | undefined {
  const node = entryOf(parameter, key)?.value;
  return node?.kind === 'scalar' ? node.text : undefined;
}

/** The values that are allowed, where all are written out. */
export function allowedValues(parameter: MapNode): readonly string[] | undefined {
  const allowed = entryOf(parameter, 'AllowedValues')?.value;
  if (allowed?.kind !== 'list') return undefined;
  const texts = allowed.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  return texts.length === allowed.items.length && texts.length > 0 ? texts : undefined;
}

/** Lists come as one text with commas. */
function ofType(type: string, text: string, span: Span, byDefault: boolean): Value {
  if (!isListType(type)) return { kind: 'scalar', text, span, byDefault };
  const items = text.split(',').map((item): Value => ({ kind: 'scalar', text: item.trim(), span, byDefault }));
  return { kind: 'list', items, span, byDefault };
}

function givenValue(name: string, type: string, given: Value, span: Span): Value {
  if (given.kind === 'scalar') return ofType(type, given.text, span, given.byDefault);
  if (given.kind === 'unknown' && !isListType(type)) return { ...given, span };
  if (given.kind === 'list' && isListType(type)) return { ...given, span };
  if (given.kind === 'either' && !isListType(type) && given.options.every(({ kind }) => kind !== 'nothing')) {
    return { ...given, span };
  }
  return unknownValue(`the stack around decides the parameter ${name}`, span);
}

/** What a parameter is, by what the template says of it and by what the stack around gives it, if there is one. */
export function parameterValue(name: string, parameter: MapNode, given: Given | undefined, span: Span): Value {
  const symbolic = (why: string): Value => symbolicValue(`\${${name}}`, why, span);
  const type = textOf(parameter, 'Type');
  if (type === undefined) return symbolic(`the parameter ${name} has no type`);
  // What such a parameter is given, or has for a default, is the name under which Systems Manager keeps the value.
  if (type.startsWith('AWS::SSM::')) return symbolic(`Systems Manager keeps the parameter ${name}`);
  if (given !== undefined && given !== 'left-out') return givenValue(name, type, given, span);
  const [only, ...others] = allowedValues(parameter) ?? [];
  if (only !== undefined && others.length === 0 && !isListType(type)) return ofType(type, only, span, false);
  const preset = textOf(parameter, 'Default');
  if (preset === undefined) return symbolic(`the parameter ${name} has no default`);
  // The template of the stack around is what could have given another one.
  return ofType(type, preset, span, given === undefined);
}
