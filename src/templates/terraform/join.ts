import type { DeclaredBucket } from './declaredResources';
import type { ModuleInstance } from './moduleInstance';
import type { Declaration } from './fileDeclarations';
import type { SatelliteType } from './satelliteTypes';
import type { Match } from './satellites';
import { Satellites } from './satellites';

/** Finds the satellites of the buckets of one reading, each in the world in which it exists. */
export class Join {
  readonly #byRoot = new Map<ModuleInstance, Satellites>();
  readonly #sharing = new Map<SatelliteType, ReadonlyMap<Declaration, readonly DeclaredBucket[]>>();
  readonly #leftOut: ReadonlySet<Declaration>;

  /** @param leftOut buckets of the root module that are not asked about, nor what names them as its bucket. */
  constructor(leftOut: ReadonlySet<Declaration> = new Set()) {
    this.#leftOut = leftOut;
  }

  /** Whether every satellite that was looked at names its bucket: no other one has to do with it. */
  get isPlain(): boolean {
    return [...this.#byRoot.values()].every((satellites) => satellites.isPlain);
  }

  of(bucket: DeclaredBucket, type: SatelliteType): readonly Match[] {
    return this.satellites(bucket).of(bucket, type);
  }

  /** The buckets to which the satellites of one declaration belong, or may belong, among all of the reading. */
  sharing(declaration: Declaration, type: SatelliteType, all: readonly DeclaredBucket[]): readonly DeclaredBucket[] {
    const sharing = this.#sharing.get(type) ?? this.#bucketsOf(type, all);
    this.#sharing.set(type, sharing);
    return sharing.get(declaration) ?? [];
  }

  #bucketsOf(type: SatelliteType, all: readonly DeclaredBucket[]): ReadonlyMap<Declaration, readonly DeclaredBucket[]> {
    const found = new Map<Declaration, DeclaredBucket[]>();
    for (const bucket of all) {
      for (const declaration of new Set(this.of(bucket, type).map(({ instance }) => instance.declaration))) {
        const buckets = found.get(declaration);
        if (buckets === undefined) found.set(declaration, [bucket]);
        else buckets.push(bucket);
      }
    }
    return found;
  }

  satellites({ root }: Pick<DeclaredBucket, 'root'>): Satellites {
    const before = this.#byRoot.get(root);
    if (before !== undefined) return before;
    const satellites = new Satellites(root, this.#leftOut);
    this.#byRoot.set(root, satellites);
    return satellites;
  }
}
