import type { Evaluated, Implementation, Implementations } from './functionArguments';
import { isDefaulted, maxGrowth, texts } from './functionArguments';
import type { Value } from './value';
import { failure, list, object, scalar } from './value';

/** Longer texts are not searched: patterns with several repetitions take time in powers of the length. */
const longest = 300;

/**
 * What means the same in the regular expressions of Terraform (RE2) and in ours, and cannot take long: no groups with
 * flags, no classes of POSIX or Unicode, no repetition of a group.
 */
function compile(pattern: string, flags: string): RegExp | undefined {
  const named = pattern.replace(/\(\?P</g, '(?<');
  const repetitions = named.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  const isShared = repetitions <= 3 && !/\(\?(?!:|<)|\[\[:|\\[pPQEAzCv]|\)[*+{]/.test(named) && pattern.length <= 200;
  if (!isShared) return undefined;
  try {
    return new RegExp(named, flags);
  } catch {
    return undefined;
  }
}

/** The whole match, or its groups where there are any. */
function valueOf(match: RegExpMatchArray): Value {
  const [whole, ...groups] = match;
  const text = (group: string | undefined): Value => scalar(group ?? null);
  if (match.groups !== undefined) {
    return object(Object.entries(match.groups).map(([name, group]) => [name, text(group)] as const));
  }
  return groups.length === 0 ? scalar(whole) : list(groups.map(text));
}

function onPattern(apply: (pattern: RegExp, text: string) => Value): Implementation {
  return (all: Evaluated) => {
    const [pattern, text] = texts(all) ?? [];
    if (pattern === undefined || text === undefined || text.length > longest) return undefined;
    const compiled = compile(pattern, 'g');
    return compiled && apply(compiled, text);
  };
}

function regex(pattern: RegExp, text: string): Value {
  const [first] = text.matchAll(pattern);
  return first === undefined ? failure('nothing matches') : valueOf(first);
}

/** A search between slashes is a regular expression; `$1` and `${name}` in the replacement stand for its groups. */
function replace(all: Evaluated): Value | undefined {
  const [text, search, replacement] = texts(all) ?? [];
  if (text === undefined || search === undefined || replacement === undefined) return undefined;
  const defaulted = isDefaulted(all);
  if ((text.split(search).length - 1) * replacement.length > maxGrowth) return undefined;
  if (search.length < 2 || !search.startsWith('/') || !search.endsWith('/')) {
    return scalar(
      text.replaceAll(search, () => replacement),
      defaulted,
    );
  }
  const pattern = compile(search.slice(1, -1), 'g');
  if (pattern === undefined || text.length > longest || /\$(?!\d(?!\w)|\{\d\})/.test(replacement)) return undefined;
  return scalar(text.replace(pattern, replacement.replace(/\$\{(\d)\}/g, '$$$1')), defaulted);
}

/** Functions of regular expressions. Source: Terraform language, functions. */
export const regexFunctions: Implementations = new Map<string, Implementation>([
  ['regex', onPattern(regex)],
  ['regexall', onPattern((pattern, text) => list([...text.matchAll(pattern)].map(valueOf)))],
  ['replace', replace],
]);
