import type { IdSource } from '../ids';
import type { Bucket } from './bucket';
import { ObjectHistory } from './objectHistory';

/** A bucket as S3 makes it today: private, SSE-S3, ACLs off, SSE-C blocked, not versioned. */
export function newBucket(ids: IdSource, name: string, region: string, now: number): Bucket {
  return {
    name,
    region,
    createdAt: now,
    history: new ObjectHistory(ids),
    versioning: undefined,
    mfaDelete: undefined,
    tags: undefined,
    lifecycle: undefined,
    transitionDefaultMinimumObjectSize: undefined,
    notification: {},
    encryption: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
          BucketKeyEnabled: false,
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
        },
      ],
    },
    objectLock: undefined,
    replication: undefined,
    ownership: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    publicAccessBlock: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    inventories: [],
    uploads: new Map(),
    captures: new Set(),
    pretended: undefined,
  };
}
