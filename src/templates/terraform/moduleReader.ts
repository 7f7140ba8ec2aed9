import type { Bucket } from '../../model/bucket';
import type { ModuleTree } from './moduleInstance';
import type { Declaration } from './fileDeclarations';
import type { ModuleSource } from './moduleSource';
import { namedBucket, namesIn } from './namesIn';
import { ModuleReading } from './reading';
import { mentionedBuckets } from './satellites';
import { satelliteTypes } from './satelliteTypes';
import type { Expression } from './syntax';
import { attributeOf } from './syntax';
import type { RootValues } from './tfvars';
import { identity } from './value';

/** The settings that say by name whose they are, by the address of the bucket. */
type Settings = ReadonlyMap<string, readonly Declaration[]>;

function settingsIn(source: ModuleSource): Settings {
  const settings = new Map<string, Declaration[]>();
  for (const declaration of satelliteTypes.flatMap((type) => source.resourcesOf(type))) {
    const bucket = attributeOf(declaration.block, 'bucket');
    const address = bucket && namedBucket(bucket.value);
    if (address === undefined) continue;
    const others = settings.get(address);
    if (others === undefined) settings.set(address, [declaration]);
    else others.push(declaration);
  }
  return settings;
}

/** A root module, and its settings as soon as somebody asks for them. */
class Root {
  readonly tree: ModuleTree;
  #settings: Settings | undefined;

  constructor(tree: ModuleTree) {
    this.tree = tree;
  }

  find(address: string): Declaration | undefined {
    return this.tree.root.find(address);
  }

  local(name: string): Expression | undefined {
    return this.tree.root.local(name)?.expression;
  }

  settingsOf(address: string): readonly Declaration[] {
    this.#settings ??= settingsIn(this.tree.root);
    return this.#settings.get(address) ?? [];
  }
}

/** What a root module was, and what was read of it. */
interface Read {
  readonly root: Root;
  readonly reading: ModuleReading;
}

/** Pieces of equal text are parsed once, so that a block that is the same is the same object. */
function isSameAt(one: Declaration, other: Declaration): boolean {
  return one === other || (one.block === other.block && one.piece.isAtSamePlace(other.piece));
}

function areSame(some: readonly Declaration[], others: readonly Declaration[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, at) => {
      const other = others[at];
      return other !== undefined && isSameAt(one, other);
    })
  );
}

/** Whether two parts say the same, wherever in their pieces they stand: what is read of a local is no place. */
function sayTheSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [some, others] = [one, other].map((part) =>
    Object.entries(part).filter(([key]) => key !== 'start' && key !== 'end'),
  );
  return (
    some?.length === others?.length &&
    (some?.every(([key, value], at) => key === others?.[at]?.[0] && sayTheSame(value, others[at][1])) ?? true)
  );
}

/** The same for values that are equal; `undefined` where that cannot be told. */
function given({ given: values, alternatives, unread }: RootValues): string | undefined {
  const all = [...[...values].map(([name, value]) => [name, [value]] as const), ...alternatives];
  const identities = all.flatMap(([name, some]) => [name, ...some.map(identity)]);
  return unread || identities.includes(undefined) ? undefined : JSON.stringify(identities);
}

/** Of text that does not parse only counts which buckets it names: it may hold a setting of theirs. */
function brokenIn({ broken }: ModuleSource): string {
  return JSON.stringify(broken.map(mentionedBuckets));
}

/** Whether all is the same that bears on every bucket of a root module alike, but for what it names. */
function areAlike({ root: before, ...one }: ModuleTree, { root: now, ...other }: ModuleTree): boolean {
  const files = [one, other].map(({ sources }) => [...sources].slice(1).flatMap((source) => source.files));
  const values = given(one.rootValues);
  return (
    !before.hasOverrides &&
    !now.hasOverrides &&
    before.isMadeToBeCalled === now.isMadeToBeCalled &&
    areSame(before.providers, now.providers) &&
    areSame(before.modules, now.modules) &&
    files[0]?.length === files[1]?.length &&
    (files[0]?.every((file, at) => file === files[1]?.[at]) ?? true) &&
    brokenIn(before) === brokenIn(now) &&
    values !== undefined &&
    values === given(other.rootValues)
  );
}

/** The address of a local value. Every other one is that of a block. */
const localName = /^local\.(.*)$/s;

/** Which addresses of a root module stand for something else than before, or are made of what does. */
class Changes {
  readonly #before: Root;
  readonly #now: Root;
  readonly #usersOf = new Map<string, string[]>();
  readonly #changed = new Set<string>();

  constructor(before: Root, now: Root) {
    this.#before = before;
    this.#now = now;
  }

  /** Those of some addresses to which this applies. */
  among(addresses: readonly string[]): ReadonlySet<string> {
    const seen = new Set(addresses);
    for (const address of seen) {
      const local = localName.exec(address)?.[1];
      const used = local === undefined ? this.#usedBy(address) : this.#usedByLocal(local);
      if (used === undefined) this.#changed.add(address);
      for (const name of used ?? []) {
        seen.add(name);
        const users = this.#usersOf.get(name);
        if (users === undefined) this.#usersOf.set(name, [address]);
        else users.push(address);
      }
    }
    for (const address of this.#changed) for (const user of this.#usersOf.get(address) ?? []) this.#changed.add(user);
    return this.#changed;
  }

  /** What a local value is made of; `undefined` where it is not written as it was. */
  #usedByLocal(name: string): readonly string[] | undefined {
    const now = this.#now.local(name);
    if (!sayTheSame(this.#before.local(name), now)) return undefined;
    return now === undefined ? [] : namesIn(now);
  }

  /** What is declared under an address is made of; `undefined` where it is not declared as it was. */
  #usedBy(address: string): readonly string[] | undefined {
    const [before, now] = [this.#before.find(address), this.#now.find(address)];
    if (before?.block !== now?.block) return undefined;
    const names = now === undefined ? [] : namesIn(now.block);
    if (before === undefined || now === undefined || !address.startsWith('aws_s3_bucket')) return names;
    // What is read of a bucket points at its block and at those of its settings.
    const settings = this.#now.settingsOf(address);
    if (!isSameAt(before, now) || !areSame(this.#before.settingsOf(address), settings)) return undefined;
    return settings.length === 0 ? names : [...names, ...settings.map((setting) => setting.address)];
  }
}

/** The buckets that are as they were, by what declares them in the root module; `undefined` where none may be. */
function unchanged(before: Read, now: Root): ReadonlyMap<Declaration, readonly Bucket[]> | undefined {
  if (!before.reading.isPlain || !areAlike(before.root.tree, now.tree)) return undefined;
  const { root } = now.tree;
  const around = [...root.providers, ...root.modules].flatMap(({ block }) => namesIn(block));
  const buckets = root.resourcesOf('aws_s3_bucket');
  const changed = new Changes(before.root, now).among([...around, ...buckets.map(({ address }) => address)]);
  if (around.some((address) => changed.has(address))) return undefined;
  const kept = new Map<Declaration, readonly Bucket[]>();
  for (const declaration of buckets) {
    const made = changed.has(declaration.address) ? undefined : before.reading.bucketsOf(declaration.address);
    // In a world in which only an assumption makes a bucket, settings of others may look different.
    if (made?.every(({ exists }) => exists.state === 'known')) kept.set(declaration, made);
  }
  return kept;
}

/** How many root modules are remembered: those that somebody types in. */
const capacity = 8;

/**
 * Reads root modules, and after a change only those buckets of them on which it bears.
 *
 * A bucket is made of blocks: its own, those that hold a setting of it, all that these name, and so on. As long as every
 * one of them stays as it is, so does the bucket, and it is taken over from the reading before. This holds where each
 * setting says by name whose it is (the reading is plain). What bears on all buckets alike (providers, called modules,
 * values from files, text that does not parse) must be as it was; otherwise all buckets are read anew.
 */
export class ModuleReader {
  readonly #read = new Map<string, Read>();

  read(tree: ModuleTree): ModuleReading {
    const { directory } = tree.root;
    const before = this.#read.get(directory);
    this.#read.delete(directory);
    const root = new Root(tree);
    const reading = readAfter(before, root);
    this.#read.set(directory, { root, reading });
    if (this.#read.size > capacity) {
      const [oldest] = this.#read.keys();
      if (oldest !== undefined) this.#read.delete(oldest);
    }
    return reading;
  }
}

function readAfter(before: Read | undefined, now: Root): ModuleReading {
  const buckets = before && unchanged(before, now);
  if (before === undefined || buckets === undefined) return new ModuleReading(now.tree);
  const reading = new ModuleReading(now.tree, { kept: { buckets, estate: before.reading.estate } });
  // A setting that does not say whose it is may be of a bucket that was kept.
  return reading.isPlain ? reading : new ModuleReading(now.tree);
}
