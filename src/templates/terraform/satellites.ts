import type { Ternary } from '../../model/ternary';
import { allOf } from '../../model/ternary';
import type { DeclaredBucket } from './declaredResources';
import { ancestors } from './declaredResources';
import { handedOn } from './handedOn';
import type { ModuleInstance } from './moduleInstance';
import type { Broken, Declaration } from './fileDeclarations';
import type { ModuleSource } from './moduleSource';
import type { SatelliteType } from './satelliteTypes';
import { satelliteTypes } from './satelliteTypes';
import type { ResourceInstance } from './resourceInstance';
import { toText } from './text';
import { attributeOf } from './syntax';
import { namedBucket } from './namesIn';
import type { TextValue, UnknownValue, Value } from './value';
import { identity, mentions } from './value';

/** A satellite and whether it belongs to a bucket. One that certainly does not is left out. */
export interface Match {
  readonly instance: ResourceInstance;
  readonly module: ModuleInstance;
  readonly belongs: 'yes' | 'unknown';
}

interface Satellite {
  readonly instance: ResourceInstance;
  readonly module: ModuleInstance;
  readonly target: Value;
}

/** The known start and end of a string of which parts are known. */
function ends({ parts }: TextValue): { readonly start: string; readonly end: string; readonly whole: boolean } {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  return {
    start: typeof first === 'string' ? first : '',
    end: typeof last === 'string' ? last : '',
    whole: parts.every((part) => typeof part === 'string'),
  };
}

/** Whether two strings that are not known to be equal can be. */
function mayEqual(left: Value, right: Value): boolean {
  const [one, other] = [ends(toText(left)), ends(toText(right))];
  if (one.whole && other.whole) return one.start === other.start;
  const starts = one.start.startsWith(other.start) || other.start.startsWith(one.start);
  return starts && (one.end.endsWith(other.end) || other.end.endsWith(one.end));
}

/** Whether an unknown can be a bucket: not if it is made of other things only. */
function unknownMayName(target: UnknownValue, bucket: ResourceInstance): boolean {
  const { from, failed } = target;
  if (failed || from === undefined) return !failed;
  const name = identity(bucket.name());
  return (
    from.has(`bucket(${bucket.id})`) || from.has(`instance(${bucket.id})`) || (name !== undefined && from.has(name))
  );
}

/** Whether what a satellite's `bucket` says can be a bucket, where it is not known to be one. */
function mayName(target: Value, bucket: ResourceInstance): boolean {
  switch (target.kind) {
    case 'bucket':
    case 'instance':
      return false;
    case 'list':
    case 'object':
      return true;
    case 'unknown':
      return unknownMayName(target, bucket);
    case 'scalar':
    case 'text': {
      const name = bucket.name();
      if (name.kind !== 'unknown') return mayEqual(target, name);
      // A made-up name is nothing that anybody could write down.
      return !name.from?.has(`bucket(${bucket.id})`);
    }
  }
}

/** Whether a satellite is there, given that the bucket is. */
function isThere(satellite: Satellite, bucket: DeclaredBucket): Ternary {
  const around = ancestors(bucket.module);
  const keys = new Set(
    [bucket.instance.slot, ...around.map((module) => module.slot)].flatMap((slot) => slot?.keyed ?? []),
  );
  const sharesKeys = (keyed: string | undefined): boolean => keyed !== undefined && keys.has(keyed);
  const modules = ancestors(satellite.module).map((module) => {
    const certain = !module.slot?.uncounted || around.includes(module) || sharesKeys(module.slot.keyed);
    return certain ? 'yes' : 'unknown';
  });
  const { slot } = satellite.instance;
  return allOf([...modules, slot.uncounted && !sharesKeys(slot.keyed) ? 'unknown' : 'yes']);
}

/** What stands in a resource of AWS Backup, or in a bucket and in nothing else beside it, is no setting of another bucket. */
function mayBeSetting({ piece }: Broken): boolean {
  const [type, label] = piece?.header?.labels ?? [];
  if (piece === undefined || type === undefined || piece.header?.keyword !== 'resource') return true;
  if (type.text.startsWith('aws_backup_')) return false;
  if (label === undefined || type.text !== 'aws_s3_bucket') return true;
  return anotherBlock.test(piece.text.slice(label.end));
}

/** The start of a block that the cut has not seen, half-typed or not in column 0. */
const anotherBlock = /\b(?:resource|module)\b|aws_s3_/;

/** The labels of the buckets that a text names. They may be half-typed. */
function labelsIn(text: string): readonly string[] {
  return [...text.matchAll(/\baws_s3_bucket\.([\w-]*)/g)].map((match) => match[1] ?? '');
}

/** What of a text that does not parse decides whose settings may stand in it. */
export function mentionedBuckets(broken: Broken): readonly string[] | undefined {
  return mayBeSetting(broken) ? labelsIn(broken.text) : undefined;
}

/** Text that names some buckets and not this one cannot be about it. */
function mayMention(text: string, declaration: Declaration): boolean {
  const label = declaration.address.slice(declaration.address.indexOf('.') + 1);
  const mentioned = labelsIn(text);
  return mentioned.length === 0 || mentioned.some((name) => label.startsWith(name));
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** All satellites of a root module under one set of assumptions, and what could not be read. */
export class Satellites {
  /** Those that say which bucket they belong to, by type and the bucket's address. */
  readonly #owned = new Map<string, Satellite[]>();
  /** The others, by type. */
  readonly #loose = new Map<string, Satellite[]>();
  readonly #sources = new Set<ModuleSource>();
  /** What modules that are not read are given to work on, by type. */
  readonly #handedOn = new Map<SatelliteType, Set<string>>();
  /** Whether each names the bucket that it belongs to. */
  readonly isPlain: boolean;

  /** @param leftOut buckets of the root module that are left out, with the satellites that name them. */
  constructor(root: ModuleInstance, leftOut: ReadonlySet<Declaration> = new Set()) {
    const names = new Map<string, string[]>();
    const satellites: Satellite[] = [];
    for (const module of withCalled(root)) {
      this.#sources.add(module.source);
      this.#noteHandedOn(module);
      const isLeftOut = (bucket: Declaration | undefined): boolean => bucket !== undefined && leftOut.has(bucket);
      for (const { id, name } of instancesOf(module, 'aws_s3_bucket', isLeftOut)) {
        const key = identity(name());
        if (key !== undefined) add(names, key, id);
      }
      const isOfLeftOut = (satellite: Declaration): boolean => isLeftOut(namedIn(module.source, satellite));
      for (const type of satelliteTypes) {
        for (const instance of instancesOf(module, type, isOfLeftOut)) {
          satellites.push({ instance, module, target: instance.attribute('bucket') });
        }
      }
    }
    for (const satellite of satellites) this.#sort(satellite, names);
    this.isPlain = satellites.every(namesItsBucket);
  }

  of(bucket: DeclaredBucket, type: SatelliteType): readonly Match[] {
    const owned = this.#owned.get(`${type} ${bucket.instance.id}`) ?? [];
    const candidates = [
      ...owned.map((satellite) => ({ satellite, belongs: isThere(satellite, bucket) })),
      ...(this.#loose.get(type) ?? []).map((satellite) => ({ satellite, belongs: mayBelong(satellite, bucket) })),
    ];
    const matches = candidates.flatMap(({ satellite: { instance, module }, belongs }): readonly Match[] =>
      belongs === 'no' ? [] : [{ instance, module, belongs }],
    );
    const certain = matches.filter((match) => match.belongs === 'yes');
    return certain.length > 0 ? certain : matches;
  }

  /** Whether text that does not parse, or a module that is not read, may hold a satellite of the bucket. */
  mayMiss(bucket: DeclaredBucket, type: SatelliteType): boolean {
    const handed = this.#handedOn.get(type);
    if (handed !== undefined && identitiesOf(bucket).some((own) => handed.has(own))) return true;
    return [...this.#sources].some((source) =>
      source.broken.some((broken) => mayBeSetting(broken) && mayMention(broken.text, bucket.instance.declaration)),
    );
  }

  #noteHandedOn(module: ModuleInstance): void {
    for (const call of module.source.modules) {
      if (module.reads(call)) continue;
      for (const { input, types } of handedOn(call)) {
        const names = mentions(module.argument(call, input));
        for (const type of types) {
          const before = this.#handedOn.get(type) ?? new Set();
          this.#handedOn.set(type, new Set([...before, ...names]));
        }
      }
    }
  }

  /** Who belongs to one bucket for certain belongs to no other. */
  #sort(satellite: Satellite, names: ReadonlyMap<string, readonly string[]>): void {
    const { target, instance } = satellite;
    const owners = ownersOf(target, names);
    if (owners.length === 0) add(this.#loose, instance.type, satellite);
    for (const owner of owners) add(this.#owned, `${instance.type} ${owner}`, satellite);
  }
}

/** All that a bucket goes by. */
function identitiesOf({ instance }: DeclaredBucket): readonly string[] {
  const name = identity(instance.name());
  return [`bucket(${instance.id})`, `instance(${instance.id})`, ...(name === undefined ? [] : [name])];
}

function* withCalled(module: ModuleInstance): Generator<ModuleInstance> {
  yield module;
  for (const call of module.source.modules) {
    for (const called of module.moduleInstances(call)) yield* withCalled(called);
  }
}

function instancesOf(
  module: ModuleInstance,
  type: string,
  isLeftOut: (declaration: Declaration) => boolean,
): readonly ResourceInstance[] {
  const declarations = module.source.resourcesOf(type).filter((declaration) => !isLeftOut(declaration));
  return declarations.flatMap((declaration) => module.resourceInstances(declaration));
}

/** The bucket of the same module that a satellite names directly. */
function namedIn(source: ModuleSource, { block }: Declaration): Declaration | undefined {
  const bucket = attributeOf(block, 'bucket');
  const address = bucket && namedBucket(bucket.value);
  return address === undefined ? undefined : source.find(address);
}

/** Whether a satellite belongs to the bucket that it names, and so to no other one. */
function namesItsBucket({ instance, module, target }: Satellite): boolean {
  const named = target.kind === 'bucket' ? namedIn(module.source, instance.declaration) : undefined;
  if (named === undefined || target.kind !== 'bucket') return false;
  return module.resourceInstances(named).some(({ id }) => id === target.bucket.id);
}

/** The addresses of the buckets that a satellite's `bucket` says for certain. */
function ownersOf(target: Value, names: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (target.kind === 'bucket') return [target.bucket.id];
  if (target.kind === 'instance') return [target.instance.id];
  const key = identity(target);
  return key === undefined ? [] : (names.get(key) ?? []);
}

/** Whether a satellite that does not say which bucket it belongs to may belong to one. */
function mayBelong(satellite: Satellite, bucket: DeclaredBucket): Ternary {
  const { declaration, body } = satellite.instance;
  // What decides may be just what does not parse.
  if (body.broken) return mayMention(declaration.piece.text, bucket.instance.declaration) ? 'unknown' : 'no';
  return mayName(satellite.target, bucket.instance) ? 'unknown' : 'no';
}
