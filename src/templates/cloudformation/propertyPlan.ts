import type { Change } from './insert';
import type { DataMap } from './write';

/** What is to be done to the properties of a resource: some in place, the others as new properties. */
export interface PropertyPlan {
  readonly changes: readonly Change[];
  readonly properties: DataMap;
}

export function inPlace(...changes: readonly Change[]): PropertyPlan {
  return { changes, properties: {} };
}

export function newProperties(properties: DataMap): PropertyPlan {
  return { changes: [], properties };
}
