import type { DeclaredBucket } from './declaredResources';
import type { ModuleInstance } from './moduleInstance';
import type { Declaration } from './moduleSource';
import type { SatelliteType } from './satelliteTypes';
import type { Match } from './satellites';
import { Satellites } from './satellites';

/** Finds the satellites of the buckets of one reading, each in the world in which it exists. */
export class Join {
  readonly #byRoot = new Map<ModuleInstance, Satellites>();
  readonly #sharing = new Map<SatelliteType, ReadonlyMap<Declaration, readonly DeclaredBucket[]>>();

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

  satellites({ root }: DeclaredBucket): Satellites {
    const before = this.#byRoot.get(root);
    if (before !== undefined) return before;
    const satellites = new Satellites(root);
    this.#byRoot.set(root, satellites);
    return satellites;
  }
}
