import { bucketVersioning } from './bucketVersioning';
import { noncurrentExpiration } from './noncurrentExpiration';
import type { Rule } from './rule';

/** Every rule, in the order in which findings on one thing are shown. */
export const catalogue: readonly Rule[] = [bucketVersioning, noncurrentExpiration];
