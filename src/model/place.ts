import type { Fact } from './fact';

/** Where a resource is. A backup plan reaches only what is in its own account and Region. */
export interface Place {
  readonly account: Fact<string>;
  readonly region: Fact<string>;
}
