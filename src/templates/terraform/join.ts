import type { DeclaredBucket } from './declaredResources';
import type { ModuleInstance } from './moduleInstance';
import type { SatelliteType } from './satelliteTypes';
import type { Match } from './satellites';
import { Satellites } from './satellites';

/** Finds the satellites of buckets, each in the world in which it exists. */
export class Join {
  readonly #byRoot = new Map<ModuleInstance, Satellites>();

  of(bucket: DeclaredBucket, type: SatelliteType): readonly Match[] {
    return this.satellites(bucket).of(bucket, type);
  }

  satellites({ root }: DeclaredBucket): Satellites {
    const before = this.#byRoot.get(root);
    if (before !== undefined) return before;
    const satellites = new Satellites(root);
    this.#byRoot.set(root, satellites);
    return satellites;
  }
}
