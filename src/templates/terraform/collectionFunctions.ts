import type { Evaluated, Implementation, Implementations } from './functionArguments';
import { isDefaulted, itemsOf, texts } from './functionArguments';
import { toKey } from './text';
import type { Rest, Value } from './value';
import {
  countOf,
  failure,
  identity,
  isNull,
  list,
  members,
  object,
  scalar,
  someOf,
  unknownResult,
  unknownValue,
} from './value';

/** Without repetitions; a member that cannot be told apart from others stays. */
function distinct(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = identity(item);
    if (key === undefined) return true;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Sets of strings and of numbers go by the order of these. */
function inOrder(items: readonly Value[]): readonly Value[] {
  const keyed = items.flatMap((item) =>
    item.kind === 'scalar' && item.value !== null ? [{ item, key: item.value }] : [],
  );
  const [first] = keyed;
  if (keyed.length < items.length || !keyed.every(({ key }) => typeof key === typeof first?.key)) return items;
  return keyed
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ item }) => item);
}

/** The members of a set are their own keys. */
function toSet([value]: Evaluated): Value | undefined {
  const found = value?.kind === 'list' || value?.kind === 'unknown' ? members(value) : undefined;
  if (value === undefined || found === undefined) return undefined;
  const items = inOrder(distinct(found.entries.map((entry) => entry.value)));
  if (found.rest === undefined) return list(items, value.defaulted);
  const own = identity(found.rest.value);
  const keyed = found.rest.keyed === undefined || own === undefined ? undefined : `toset(${found.rest.keyed},${own})`;
  return list(items, value.defaulted, { keyed, key: found.rest.value, value: found.rest.value });
}

function toList([value]: Evaluated): Value | undefined {
  return value?.kind === 'list' ? value : undefined;
}

function keys([value]: Evaluated): Value | undefined {
  if (value?.kind !== 'object') return undefined;
  const { rest } = value;
  return list(
    [...value.entries.keys()].sort().map((key) => scalar(key)),
    value.defaulted,
    rest && { ...rest, value: rest.key },
  );
}

function values([value]: Evaluated): Value | undefined {
  if (value?.kind !== 'object') return undefined;
  const sorted = [...value.entries].sort(([left], [right]) => (left < right ? -1 : 1));
  return list(
    sorted.map(([, entry]) => entry),
    value.defaulted,
    value.rest,
  );
}

function length([value]: Evaluated): Value | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar' && typeof value.value === 'string') return scalar(value.value.length, value.defaulted);
  const found = value.kind === 'unknown' ? undefined : members(value);
  if (found === undefined) return undefined;
  if (found.rest === undefined) return scalar(found.entries.length, value.defaulted);
  const { keyed } = found.rest;
  return found.entries.length === 0 && keyed !== undefined
    ? unknownValue('its members cannot be counted', { key: countOf(keyed) })
    : undefined;
}

/** Members of which nothing is known but what they are made of. */
function vague(operation: string, all: Evaluated): Rest {
  return someOf(all, 'it is not known which members there are', unknownResult(operation, all).key);
}

/** Later arguments win. What an unknown argument may hold makes the entries before it unknown. */
function merge(all: Evaluated): Value | undefined {
  let entries = new Map<string, Value>();
  const rests: Rest[] = [];
  for (const value of all) {
    if (isNull(value)) continue;
    if (value.kind !== 'object' && value.kind !== 'unknown') return undefined;
    const rest = members(value)?.rest;
    if (rest !== undefined) {
      entries = new Map([...entries].map(([key, entry]) => [key, unknownResult('merge', [entry, rest.value])]));
      rests.push(rest);
    }
    if (value.kind === 'object') for (const [key, entry] of value.entries) entries.set(key, entry);
  }
  const [only] = rests;
  return object(entries, isDefaulted(all), rests.length > 1 ? vague('merge', all) : only);
}

function concat(all: Evaluated): Value | undefined {
  const items: Value[] = [];
  let rest: Rest | undefined;
  for (const value of all) {
    if (value.kind !== 'list' && value.kind !== 'unknown') return undefined;
    if (value.kind === 'list' && rest === undefined) items.push(...value.items);
    const found = members(value);
    if (found?.rest !== undefined || rest !== undefined) {
      const others = value.kind === 'list' ? [...value.items] : [];
      rest = found?.rest !== undefined && rest === undefined && others.length === 0 ? found.rest : vague('concat', all);
    }
  }
  return list(items, isDefaulted(all), rest);
}

function flatten([value]: Evaluated): Value | undefined {
  if (value?.kind !== 'list') return undefined;
  const items: Value[] = [];
  let open = value.rest !== undefined;
  for (const item of value.items) {
    const inner = item.kind === 'list' ? flatten([item]) : item;
    if (inner?.kind === 'list') {
      items.push(...inner.items);
      open ||= inner.rest !== undefined;
    } else if (inner?.kind === 'unknown') open = true;
    else if (inner !== undefined) items.push(inner);
  }
  return list(items, value.defaulted, open ? vague('flatten', [value]) : undefined);
}

function one([value]: Evaluated): Value | undefined {
  if (value?.kind !== 'list') return undefined;
  const [only] = value.items;
  if (value.rest !== undefined) return value.items.length === 0 ? value.rest.value : undefined;
  if (value.items.length > 1) return failure('it has more than one member');
  return only ?? scalar(null, value.defaulted);
}

function element([collection, index]: Evaluated): Value | undefined {
  const items = itemsOf(collection);
  if (items === undefined || index?.kind !== 'scalar') return undefined;
  if (items.length === 0) return failure('it is empty');
  const at = Number(index.value) % items.length;
  return items[at < 0 ? at + items.length : at];
}

function lookup([map, key, fallback]: Evaluated): Value | undefined {
  const name = key && toKey(key);
  if (map?.kind !== 'object' || name === undefined) return undefined;
  const entry = map.entries.get(name);
  if (entry !== undefined) return entry;
  return map.rest === undefined ? (fallback ?? failure(`there is no ${name}`)) : undefined;
}

function contains([collection, wanted]: Evaluated): Value | undefined {
  if (collection === undefined || wanted === undefined) return undefined;
  const found = members(collection);
  const key = identity(wanted);
  if (found === undefined || key === undefined) return undefined;
  const defaulted = isDefaulted([collection, wanted]);
  if (found.entries.some((entry) => identity(entry.value) === key)) return scalar(true, defaulted);
  const certain = found.rest === undefined && wanted.kind === 'scalar';
  return certain && found.entries.every((entry) => entry.value.kind === 'scalar')
    ? scalar(false, defaulted)
    : undefined;
}

function coalesce(all: Evaluated): Value | undefined {
  for (const value of all) {
    if (isNull(value) || (value.kind === 'scalar' && value.value === '')) continue;
    return value.kind === 'unknown' ? undefined : value;
  }
  return failure('all of them are empty');
}

function compact([value]: Evaluated): Value | undefined {
  if (value?.kind !== 'list') return undefined;
  const empty = (item: Value): boolean => isNull(item) || (item.kind === 'scalar' && item.value === '');
  if (value.items.some((item) => item.kind === 'unknown')) return list([], value.defaulted, vague('compact', [value]));
  return list(
    value.items.filter((item) => !empty(item)),
    value.defaulted,
    value.rest,
  );
}

function zipmap([names, mapped]: Evaluated): Value | undefined {
  const known = texts(itemsOf(names) ?? []);
  const items = itemsOf(mapped);
  if (names?.kind !== 'list' || known === undefined || items?.length !== known.length) return undefined;
  return object(
    known.map((name, at) => [name, items[at] ?? scalar(null)] as const),
    isDefaulted([names]),
  );
}

function range(all: Evaluated): Value | undefined {
  const numbers = all.map((value) => (value.kind === 'scalar' ? Number(value.value) : Number.NaN));
  const [first = Number.NaN, second, third = 1] = numbers;
  const [start, limit, step] = second === undefined ? [0, first, 1] : [first, second, third];
  if ([start, limit, step].some(Number.isNaN) || step === 0 || Math.abs(limit - start) > 1024) return undefined;
  const items: Value[] = [];
  for (let at = start; step > 0 ? at < limit : at > limit; at += step) items.push(scalar(at));
  return list(items, isDefaulted(all));
}

function setOf(
  all: Evaluated,
  keep: (key: string, others: readonly ReadonlySet<string>[]) => boolean,
): Value | undefined {
  const sets = all.map(itemsOf);
  const [first, ...others] = sets.map((items) => items && texts(items));
  if (first === undefined || !others.every((other) => other !== undefined)) return undefined;
  const known = others.map((other) => new Set(other));
  return list(
    first.filter((key) => keep(key, known)).map((key) => scalar(key)),
    isDefaulted(all),
  );
}

function slice([value, from, to]: Evaluated): Value | undefined {
  const items = itemsOf(value);
  if (items === undefined || from?.kind !== 'scalar' || to?.kind !== 'scalar') return undefined;
  return list(items.slice(Number(from.value), Number(to.value)), value?.defaulted);
}

function quantified(all: boolean): Implementation {
  return ([value]) => {
    const items = itemsOf(value);
    if (items === undefined) return undefined;
    const truths = items.map((item) => (item.kind === 'scalar' ? String(item.value) === 'true' : undefined));
    if (truths.includes(!all)) return scalar(!all, value?.defaulted);
    return truths.includes(undefined) ? undefined : scalar(all, value?.defaulted);
  };
}

function sorted(value: Value | undefined): Value | undefined {
  const known = texts(itemsOf(value) ?? []);
  if (itemsOf(value) === undefined || known === undefined) return undefined;
  return list(
    [...known].sort().map((text) => scalar(text)),
    value?.defaulted,
  );
}

const same: Implementation = ([value]) => value;

function coalesceList(all: Evaluated): Value | undefined {
  for (const value of all) {
    if (value.kind !== 'list' || (value.items.length === 0 && value.rest !== undefined)) return undefined;
    if (value.items.length > 0) return value;
  }
  return failure('all of them are empty');
}

function indexOf([collection, wanted]: Evaluated): Value | undefined {
  const items = itemsOf(collection);
  if (items === undefined || wanted?.kind !== 'scalar' || !items.every(({ kind }) => kind === 'scalar'))
    return undefined;
  const at = items.findIndex((item) => identity(item) === identity(wanted));
  return at === -1 ? failure('it is not in the list') : scalar(at, isDefaulted([wanted]));
}

function chunks([collection, size]: Evaluated): Value | undefined {
  const items = itemsOf(collection);
  const count = size?.kind === 'scalar' ? Number(size.value) : Number.NaN;
  if (items === undefined || !(count >= 1)) return undefined;
  const starts = Array.from({ length: Math.ceil(items.length / count) }, (_, at) => at * count);
  return list(
    starts.map((start) => list(items.slice(start, start + count))),
    collection?.defaulted,
  );
}

/** More combinations than this are not made. */
const manyCombinations = 1024;

function product(all: Evaluated): Value | undefined {
  let combinations: readonly (readonly Value[])[] = [[]];
  for (const value of all) {
    const items = itemsOf(value);
    if (items === undefined || combinations.length * items.length > manyCombinations) return undefined;
    combinations = combinations.flatMap((before) => items.map((item) => [...before, item]));
  }
  return list(
    combinations.map((combination) => list(combination)),
    isDefaulted(all),
  );
}

function matchingKeys([mapped, names, wanted]: Evaluated): Value | undefined {
  const [items, keyTexts, search] = [itemsOf(mapped), texts(itemsOf(names) ?? []), texts(itemsOf(wanted) ?? [])];
  if (items === undefined || keyTexts?.length !== items.length || search === undefined) return undefined;
  return list(
    items.filter((_, at) => search.includes(keyTexts[at] ?? '')),
    isDefaulted([mapped, names, wanted].flatMap((value) => value ?? [])),
  );
}

function transpose([value]: Evaluated): Value | undefined {
  if (value?.kind !== 'object' || value.rest !== undefined) return undefined;
  const turned = new Map<string, Value[]>();
  for (const [key, entry] of [...value.entries].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const names = texts(itemsOf(entry) ?? []);
    if (itemsOf(entry) === undefined || names === undefined) return undefined;
    for (const name of names) turned.set(name, [...(turned.get(name) ?? []), scalar(key)]);
  }
  return object(
    [...turned].map(([name, keysOf]) => [name, list(keysOf)] as const),
    value.defaulted,
  );
}

/** Functions of lists, sets and maps. Source: Terraform language, functions. */
export const collectionFunctions: Implementations = new Map<string, Implementation>([
  ['alltrue', quantified(true)],
  ['anytrue', quantified(false)],
  ['chunklist', chunks],
  ['coalesce', coalesce],
  ['coalescelist', coalesceList],
  ['compact', compact],
  ['concat', concat],
  ['contains', contains],
  [
    'distinct',
    ([value]) => (value?.kind === 'list' ? list(distinct(value.items), value.defaulted, value.rest) : undefined),
  ],
  ['element', element],
  ['flatten', flatten],
  ['index', indexOf],
  ['keys', keys],
  ['length', length],
  ['list', (all) => list(all)],
  ['lookup', lookup],
  ['matchkeys', matchingKeys],
  ['merge', merge],
  ['one', one],
  ['range', range],
  ['reverse', ([value]) => itemsOf(value) && list([...(itemsOf(value) ?? [])].reverse(), value?.defaulted)],
  ['setintersection', (all) => setOf(all, (key, others) => others.every((other) => other.has(key)))],
  ['setproduct', product],
  ['setsubtract', (all) => setOf(all, (key, others) => !others.some((other) => other.has(key)))],
  ['setunion', (all) => toSet([concat(all) ?? scalar(null)])],
  ['slice', slice],
  ['sort', ([value]) => sorted(value)],
  ['tolist', toList],
  ['tomap', same],
  ['toset', toSet],
  ['transpose', transpose],
  ['values', values],
  ['zipmap', zipmap],
]);
