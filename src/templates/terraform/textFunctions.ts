import type { Evaluated, Implementation, Implementations } from './functionArguments';
import { isDefaulted, texts } from './functionArguments';
import { parseJson, toJson } from './json';
import { knownText, mapText, toText } from './text';
import type { Value } from './value';
import { failure, list, scalar, withDefaulted } from './value';

function onText(change: (text: string, ...others: readonly string[]) => Value | string | undefined): Implementation {
  return (all) => {
    const known = texts(all);
    if (known === undefined) return undefined;
    const [text = '', ...others] = known;
    const result = change(text, ...others);
    return typeof result === 'string' ? scalar(result, isDefaulted(all)) : result;
  };
}

function onNumbers(apply: (numbers: readonly number[]) => number): Implementation {
  return (all) => {
    const numbers = all.map((value) => (value.kind === 'scalar' ? Number(value.value) : Number.NaN));
    const result = apply(numbers);
    return Number.isNaN(result) ? undefined : scalar(result, isDefaulted(all));
  };
}

/** By how many letters a function may make a text longer that it is given several times over. */
const maxGrowth = 1_000_000;

/** A list of one member is that member, whatever is known of it: `join("", aws_s3_bucket.b[*].id)`. */
function join([separator, collection]: Evaluated): Value | undefined {
  const between = separator && knownText(separator);
  if (between === undefined || collection?.kind !== 'list') return undefined;
  if (collection.rest !== undefined) return undefined;
  const [only] = collection.items;
  if (collection.items.length === 1) return only;
  const known = texts(collection.items);
  if (known === undefined || known.length * between.length > maxGrowth) return undefined;
  return scalar(known.join(between), collection.defaulted);
}

function split([separator, text]: Evaluated): Value | undefined {
  const [between, whole] = [separator && knownText(separator), text && knownText(text)];
  if (between === undefined || whole === undefined) return undefined;
  const parts = whole === '' ? [''] : whole.split(between);
  return list(
    parts.map((part) => scalar(part)),
    text?.defaulted,
  );
}

/** `%s`, `%d` and `%v`, and nothing else in the pattern. */
function format([pattern, ...rest]: Evaluated): Value | undefined {
  const text = pattern && knownText(pattern);
  if (text === undefined || /%(?![sdv])/.test(text)) return undefined;
  const [only] = rest;
  if (rest.length === 1 && only !== undefined && /^%[sv]$/.test(text)) return only;
  const literal = text.split(/%[sdv]/);
  if (literal.length !== rest.length + 1) return undefined;
  const parts = literal.flatMap((part, at) => {
    const value = rest[at];
    return value === undefined ? [part] : [part, ...toText(value).parts];
  });
  const defaulted = isDefaulted(rest);
  if (parts.every((part) => typeof part === 'string')) return scalar(parts.join(''), defaulted);
  return { kind: 'text', parts: parts.filter((part) => part !== ''), defaulted };
}

/** A pattern between slashes is a regular expression of another dialect than ours, so it is left alone. */
function replace(text: string, search = '', replacement = ''): string | undefined {
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) return undefined;
  const found = text.split(search).length - 1;
  return found * replacement.length > maxGrowth ? undefined : text.replaceAll(search, () => replacement);
}

function toNumber([value]: Evaluated): Value | undefined {
  if (value?.kind !== 'scalar' || value.value === null) return value?.kind === 'scalar' ? value : undefined;
  const number = Number(value.value);
  return value.value === '' || Number.isNaN(number) ? failure('it is no number') : scalar(number, value.defaulted);
}

function toBool([value]: Evaluated): Value | undefined {
  if (value?.kind !== 'scalar' || value.value === null) return value?.kind === 'scalar' ? value : undefined;
  const text = String(value.value);
  return text === 'true' || text === 'false' ? scalar(text === 'true', value.defaulted) : failure('it is no boolean');
}

function toStringValue([value]: Evaluated): Value | undefined {
  if (value?.kind !== 'scalar') return value?.kind === 'bucket' || value?.kind === 'text' ? value : undefined;
  return value.value === null ? value : scalar(String(value.value), value.defaulted);
}

function decodeJson([value]: Evaluated): Value | undefined {
  if (value === undefined || value.kind === 'unknown') return undefined;
  if (value.kind !== 'scalar')
    return value.kind === 'text' || value.kind === 'bucket' ? undefined : failure('it is no text');
  const decoded = typeof value.value === 'string' ? parseJson(value.value) : undefined;
  return withDefaulted(decoded ?? failure('it is no JSON'), value.defaulted);
}

function encodeJson([value]: Evaluated): Value | undefined {
  const encoded = value && toJson(value);
  return encoded === undefined ? undefined : scalar(encoded, value?.defaulted);
}

/** Functions of strings, numbers and booleans. Source: Terraform language, functions. */
export const textFunctions: Implementations = new Map<string, Implementation>([
  ['abs', onNumbers(([number = Number.NaN]) => Math.abs(number))],
  ['ceil', onNumbers(([number = Number.NaN]) => Math.ceil(number))],
  ['endswith', onText((text, suffix = '') => scalar(text.endsWith(suffix)))],
  ['floor', onNumbers(([number = Number.NaN]) => Math.floor(number))],
  ['format', format],
  ['join', join],
  ['jsondecode', decodeJson],
  ['jsonencode', encodeJson],
  ['lower', onText((text) => text.toLowerCase())],
  ['max', onNumbers((numbers) => Math.max(...numbers))],
  ['min', onNumbers((numbers) => Math.min(...numbers))],
  ['replace', onText(replace)],
  ['split', split],
  ['startswith', onText((text, prefix = '') => scalar(text.startsWith(prefix)))],
  ['title', onText((text) => text.replace(/(?<![\p{L}\p{N}_'])\p{L}/gu, (letter) => letter.toUpperCase()))],
  ['tobool', toBool],
  ['tonumber', toNumber],
  ['tostring', toStringValue],
  ['trimprefix', onText((text, prefix = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  ['trimspace', ([value]) => value && mapText('trimspace', value, (text) => text.trim())],
  [
    'trimsuffix',
    onText((text, suffix = '') => (suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)),
  ],
  ['upper', onText((text) => text.toUpperCase())],
]);
