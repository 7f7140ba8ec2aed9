import { bucketVersioning } from './bucketVersioning';
import { eventbridgeOff } from './eventbridgeOff';
import { noncurrentExpiration } from './noncurrentExpiration';
import type { Rule } from './rule';

/** Every rule, in the order in which findings on one thing are shown. */
export const catalogue: readonly Rule[] = [bucketVersioning, noncurrentExpiration, eventbridgeOff];
