import type { Bucket } from '../../model/bucket';
import type { ModuleTree } from './moduleInstance';
import type { Declaration } from './fileDeclarations';
import type { ModuleSource } from './moduleSource';
import { namedBucket, namesIn } from './namesIn';
import { ModuleReading } from './reading';
import { mentionedBuckets } from './satellites';
import { satelliteTypes } from './satelliteTypes';
import type { Block, Expression } from './syntax';
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

/** What a root module was read from, and what was read. */
interface Read {
  readonly tree: ModuleTree;
  readonly settings: Settings;
  readonly reading: ModuleReading;
}

/** Pieces of equal text are parsed once, so that a block that is the same is the same object. */
function isSameAt(one: Declaration, other: Declaration): boolean {
  return one.block === other.block && one.piece.isAtSamePlace(other.piece);
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

function partOf(source: ModuleSource, address: string): Block | Expression | undefined {
  return address.startsWith('local.')
    ? source.local(address.slice('local.'.length))?.expression
    : source.find(address)?.block;
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

/** Which addresses of a root module stand for something else than before, or are made of what does. */
class Changes {
  readonly #before: Read;
  readonly #now: Pick<Read, 'tree' | 'settings'>;
  readonly #usersOf = new Map<string, string[]>();
  readonly #changed = new Set<string>();

  constructor(before: Read, now: Pick<Read, 'tree' | 'settings'>) {
    this.#before = before;
    this.#now = now;
  }

  /** Those of some addresses to which this applies. */
  among(addresses: readonly string[]): ReadonlySet<string> {
    const seen = new Set(addresses);
    for (const address of seen) {
      if (this.#differs(address)) this.#changed.add(address);
      else for (const used of this.#usedBy(address)) seen.add(used);
    }
    for (const address of this.#changed) for (const user of this.#usersOf.get(address) ?? []) this.#changed.add(user);
    return this.#changed;
  }

  #differs(address: string): boolean {
    const [before, now] = [this.#before.tree.root, this.#now.tree.root];
    const parts = [partOf(before, address), partOf(now, address)];
    if (address.startsWith('local.')) return !sayTheSame(parts[0], parts[1]);
    if (parts[0] !== parts[1]) return true;
    if (!address.startsWith('aws_s3_bucket')) return false;
    // What is read of a bucket points at its block and at those of its settings.
    const [one, other] = [before.find(address), now.find(address)];
    const isMoved = one !== undefined && other !== undefined && !one.piece.isAtSamePlace(other.piece);
    const settings = this.#now.settings.get(address) ?? [];
    return isMoved || !areSame(this.#before.settings.get(address) ?? [], settings);
  }

  /** What an address is made of that is the same in both. */
  #usedBy(address: string): readonly string[] {
    const part = partOf(this.#now.tree.root, address);
    const settings = this.#now.settings.get(address) ?? [];
    const used = [...(part === undefined ? [] : namesIn(part)), ...settings.map((setting) => setting.address)];
    for (const one of used) {
      const users = this.#usersOf.get(one);
      if (users === undefined) this.#usersOf.set(one, [address]);
      else users.push(address);
    }
    return used;
  }
}

/** The buckets that are as they were, by what declares them in the root module; `undefined` where none may be. */
function unchanged(
  before: Read,
  now: Pick<Read, 'tree' | 'settings'>,
): ReadonlyMap<Declaration, readonly Bucket[]> | undefined {
  if (!before.reading.isPlain || !areAlike(before.tree, now.tree)) return undefined;
  const { root } = now.tree;
  const around = [...root.providers, ...root.modules].flatMap(({ block }) => namesIn(block));
  const buckets = root.resourcesOf('aws_s3_bucket');
  const changed = new Changes(before, now).among([...around, ...buckets.map(({ address }) => address)]);
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
    const settings = settingsIn(tree.root);
    const reading = readAfter(before, { tree, settings });
    this.#read.set(directory, { tree, settings, reading });
    if (this.#read.size > capacity) {
      const [oldest] = this.#read.keys();
      if (oldest !== undefined) this.#read.delete(oldest);
    }
    return reading;
  }
}

function readAfter(before: Read | undefined, now: Pick<Read, 'tree' | 'settings'>): ModuleReading {
  const buckets = before && unchanged(before, now);
  if (before === undefined || buckets === undefined) return new ModuleReading(now.tree);
  const reading = new ModuleReading(now.tree, { kept: { buckets, estate: before.reading.estate } });
  // A setting that does not say whose it is may be of a bucket that was kept.
  return reading.isPlain ? reading : new ModuleReading(now.tree);
}
