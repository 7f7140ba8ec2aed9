import type { Evaluated, Implementation, Implementations } from './functionArguments';
import { isDefaulted, itemsOf } from './functionArguments';
import { knownText, toText } from './text';
import type { TextValue, UnknownValue, Value } from './value';
import { list, scalar } from './value';

/** `%s`, `%-10d`, `%03d`, `%q`, `%%`: flags, width, and what is to be written. */
const verb = /%(?:%|([-0 ]*)(\d{0,3})([sdvqt]))/g;

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const sign = text.startsWith('-') ? '-' : '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

/** What a verb makes of a value; `undefined` where too little of it is known. */
function written([, flags = '', width = '', letter]: RegExpMatchArray, value: Value): TextValue['parts'] | undefined {
  const parts = letter === 'q' ? quoted(value) : toText(value).parts;
  if (width === '' || parts === undefined) return parts;
  const [only, ...more] = parts;
  return typeof only === 'string' && more.length === 0 ? [padded(only, flags, Number(width))] : undefined;
}

/** The parts of a pattern with the values in it; `undefined` where values are missing or left over. */
function filledIn(pattern: string, values: Evaluated): TextValue['parts'] | undefined {
  const parts: (string | UnknownValue)[] = [];
  const left = [...values];
  let end = 0;
  for (const match of pattern.matchAll(verb)) {
    parts.push(pattern.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[0] === '%%') {
      parts.push('%');
      continue;
    }
    const value = left.shift();
    const text = value && written(match, value);
    if (text === undefined) return undefined;
    parts.push(...text);
  }
  return left.length > 0 ? undefined : [...parts, pattern.slice(end)].filter((part) => part !== '');
}

/** Other verbs (`%x`, `%f`, `%[1]s`) are left alone. */
function format([pattern, ...rest]: Evaluated): Value | undefined {
  const text = pattern && knownText(pattern);
  if (text === undefined || text.replace(verb, '').includes('%')) return undefined;
  const [sole] = rest;
  // The name of a bucket stays one.
  if (rest.length === 1 && sole?.kind === 'bucket' && /^%[sv]$/.test(text)) return sole;
  const parts = filledIn(text, rest);
  if (parts === undefined) return undefined;
  const defaulted = isDefaulted(rest);
  if (parts.every((part) => typeof part === 'string')) return scalar(parts.join(''), defaulted);
  return { kind: 'text', parts, defaulted };
}

function quoted(value: Value): readonly string[] | undefined {
  const text = knownText(value);
  return text === undefined ? undefined : [JSON.stringify(text)];
}

/** Once for each member of its lists; what is no list is the same each time. */
function formatList([pattern, ...rest]: Evaluated): Value | undefined {
  if (pattern === undefined || rest.some((value) => value.kind === 'unknown')) return undefined;
  const lists = rest.map((value) => (value.kind === 'list' ? itemsOf(value) : undefined));
  if (rest.some((value, at) => value.kind === 'list' && lists[at] === undefined)) return undefined;
  const lengths = new Set(lists.flatMap((items) => (items === undefined ? [] : [items.length])));
  const [length = 1] = lengths;
  if (lengths.size > 1) return undefined;
  const items = Array.from({ length }, (_, at) =>
    format([pattern, ...rest.map((value, of) => lists[of]?.[at] ?? value)]),
  );
  return items.every((item) => item !== undefined) ? list(items, isDefaulted(rest)) : undefined;
}

/** Functions that put values into patterns. Source: Terraform language, functions. */
export const formatFunctions: Implementations = new Map<string, Implementation>([
  ['format', format],
  ['formatlist', formatList],
]);
