import type {
  RestoreDestination,
  RestoreEncryption,
  RestoreOrigin,
  RestoreScope,
  VersionCount,
} from '../protection/restore/request';
import type { RecoveryPoint } from '../model/recoveryPoint';
import type { RoleFacts } from '../protection/restore/facts';

/** A role that a restore may be made by, as far as IAM tells. */
export interface RestoreRole {
  readonly arn: string;
  readonly facts: RoleFacts;
}

/** What a restore is asked for: a bucket, present or gone, and what can be chosen for it. */
export interface RestoreSubject {
  readonly title: string;
  readonly bucket: string;
  /** Where the recovery points are. */
  readonly region: string;
  /** Whether the bucket is in the list and in that Region. */
  readonly isThere: boolean;
  readonly points: readonly RecoveryPoint[];
  /** Recovery points from before this moment are not all read. */
  readonly unreadBefore?: Date;
  /** Other buckets of the Region, by name, and what speaks against one. */
  readonly others: readonly { readonly name: string; readonly note?: string }[];
  readonly roles: readonly RestoreRole[];
  readonly now: Date;
}

/** The answers so far. */
export interface RestoreDraft {
  /** One of the two, once it is asked. */
  readonly origin?: RestoreOrigin | undefined;
  /** A moment that is older than what is read: its recovery point is looked for at the end. */
  readonly wanted?: Date | undefined;
  readonly scope: RestoreScope;
  readonly versions: VersionCount;
  readonly destination: RestoreDestination;
  readonly encryption: RestoreEncryption;
  readonly restoresAcls: boolean;
  readonly role: string;
}
