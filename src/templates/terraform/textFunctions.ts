import type { Evaluated, Implementation, Implementations } from './functionArguments';
import { isDefaulted, itemsOf, maxGrowth, texts } from './functionArguments';
import { parseJson, toJson } from './json';
import { knownText, mapText } from './text';
import type { Value } from './value';
import { failure, list, scalar, withDefaulted } from './value';

function onText(change: (text: string, ...others: readonly string[]) => Value | string | undefined): Implementation {
  return (all) => {
    const known = texts(all);
    if (known === undefined) return undefined;
    const [text = '', ...others] = known;
    const result = change(text, ...others);
    const defaulted = isDefaulted(all);
    return typeof result === 'string' ? scalar(result, defaulted) : result && withDefaulted(result, defaulted);
  };
}

function onNumbers(apply: (numbers: readonly number[]) => number): Implementation {
  return (all) => {
    const numbers = all.map((value) => (value.kind === 'scalar' ? Number(value.value) : Number.NaN));
    const result = apply(numbers);
    return Number.isNaN(result) ? undefined : scalar(result, isDefaulted(all));
  };
}

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

/** Counts letters, not bytes; `-1` stands for the rest. */
function substring(text: string, offset = '0', length = '-1'): string | undefined {
  const letters = Array.from(text);
  const [from, count] = [Number(offset), Number(length)];
  if (!Number.isInteger(from) || !Number.isInteger(count)) return undefined;
  const start = from < 0 ? Math.max(0, letters.length + from) : from;
  return letters.slice(start, count < 0 ? undefined : start + count).join('');
}

function trim(text: string, cut = ''): string {
  const letters = Array.from(text);
  const first = letters.findIndex((letter) => !cut.includes(letter));
  return first === -1
    ? ''
    : letters.slice(first, letters.findLastIndex((letter) => !cut.includes(letter)) + 1).join('');
}

function indent(spaces: Value, text: Value): Value | undefined {
  const count = Number(knownText(spaces) ?? Number.NaN);
  if (Number.isNaN(count) || count > 64) return undefined;
  return mapText('indent', text, (lines) => lines.replace(/\n/g, `\n${' '.repeat(count)}`));
}

function decodeBase64(text: string): Value {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
    return scalar(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return failure('it is no text in Base64');
  }
}

function encodeBase64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}

function parseInteger(text: string, base = '10'): Value {
  const number = Number.parseInt(text, Number(base));
  const isWhole = number.toString(Number(base)) === text.toLowerCase();
  return isWhole ? scalar(number) : failure('it is no whole number');
}

/** Without the noise that binary fractions bring. Terraform counts in decimals of many places. */
function sum([value]: Evaluated): Value | undefined {
  const items = itemsOf(value);
  if (items === undefined) return undefined;
  if (items.length === 0) return failure('there is nothing to add up');
  const numbers = items.map((item) => (item.kind === 'scalar' ? Number(item.value) : Number.NaN));
  const total = numbers.reduce((left, right) => left + right, 0);
  return Number.isNaN(total) ? undefined : scalar(Number(total.toPrecision(15)), value?.defaulted);
}

/** Functions of strings, numbers and booleans. Source: Terraform language, functions. */
export const textFunctions: Implementations = new Map<string, Implementation>([
  ['abs', onNumbers(([number = Number.NaN]) => Math.abs(number))],
  ['base64decode', onText(decodeBase64)],
  ['base64encode', onText((text) => (text.length > 10_000 ? undefined : encodeBase64(text)))],
  ['ceil', onNumbers(([number = Number.NaN]) => Math.ceil(number))],
  ['chomp', onText((text) => text.replace(/(?:\r?\n)+$/, ''))],
  ['endswith', onText((text, suffix = '') => scalar(text.endsWith(suffix)))],
  ['floor', onNumbers(([number = Number.NaN]) => Math.floor(number))],
  ['indent', ([spaces, text]) => text && spaces && indent(spaces, text)],
  ['join', join],
  ['jsondecode', decodeJson],
  ['jsonencode', encodeJson],
  ['lower', onText((text) => text.toLowerCase())],
  ['max', onNumbers((numbers) => Math.max(...numbers))],
  ['min', onNumbers((numbers) => Math.min(...numbers))],
  ['parseint', onText(parseInteger)],
  ['pow', onNumbers(([base = Number.NaN, exponent = Number.NaN]) => base ** exponent)],
  ['signum', onNumbers(([number = Number.NaN]) => Math.sign(number))],
  ['split', split],
  ['startswith', onText((text, prefix = '') => scalar(text.startsWith(prefix)))],
  ['title', onText((text) => text.replace(/(?<![\p{L}\p{N}_'])\p{L}/gu, (letter) => letter.toUpperCase()))],
  ['strcontains', onText((text, part = '') => scalar(text.includes(part)))],
  ['strrev', onText((text) => Array.from(text).reverse().join(''))],
  ['substr', onText(substring)],
  ['sum', sum],
  ['tobool', toBool],
  ['tonumber', toNumber],
  ['tostring', toStringValue],
  ['trim', onText(trim)],
  ['trimprefix', onText((text, prefix = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  ['trimspace', ([value]) => value && mapText('trimspace', value, (text) => text.trim())],
  [
    'trimsuffix',
    onText((text, suffix = '') => (suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)),
  ],
  ['upper', onText((text) => text.toUpperCase())],
]);
