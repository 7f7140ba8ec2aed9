import type { Agenda } from './agenda';
import type { BackupRegion } from './backup/region';
import { createBackupRegion } from './backup/region';
import type { IdSource } from './ids';
import type { Identities } from './identity/identities';
import type { ManagedPolicy, Role } from './identity/role';
import type { Bucket } from './s3/bucket';
import type { SortedKeys } from './sortedKeys';

/** Everything in the account. Handlers read and change it; it holds no logic. */
export interface AccountState {
  readonly accountId: string;
  /** Decides the order of unordered lists and the identifiers. */
  readonly seed: number;
  readonly ids: IdSource;
  readonly agenda: Agenda;
  readonly buckets: Map<string, Bucket>;
  readonly bucketNames: SortedKeys;
  /** What backup access points show, by the alias that takes the place of a bucket's name. */
  readonly accessPoints: Map<string, Bucket>;
  readonly backup: Map<string, BackupRegion>;
  readonly roles: Map<string, Role>;
  readonly policies: Map<string, ManagedPolicy>;
  /** Who may log in by what beside access keys, and who has. */
  readonly identities: Identities;
  /** Who the holder of an access key is, by access key; everybody else is `defaultCaller`. */
  readonly callers: Map<string, string>;
  readonly defaultCaller: string;
  readonly denials: Set<Denial>;
  /** Bytes that what is put under a key pretends to have; undefined for as many as it has. */
  pretendedSize: ((key: string, bytes: number) => number | undefined) | undefined;
  /** Decides which object versions a restore fails to bring back although nothing forbids it. */
  failsToRestore: ((key: string, versionId: string) => boolean) | undefined;
}

/** An action that the caller may not do. `*` stands for any text in both. */
export interface Denial {
  /** Such as `s3:GetBucketVersioning`. */
  readonly action: string;
  /** An ARN; `*` where the action has no resource. */
  readonly resource: string;
}

/** AWS Backup in a Region; it is there from the first look at it. */
export function backupIn(state: AccountState, region: string): BackupRegion {
  let found = state.backup.get(region);
  if (found === undefined) {
    found = createBackupRegion(region, state.seed);
    state.backup.set(region, found);
  }
  return found;
}

export function addBucket(state: AccountState, bucket: Bucket): void {
  state.buckets.set(bucket.name, bucket);
  state.bucketNames.add(bucket.name);
}

/** Lets a backup access point be read like a bucket, by its alias. */
export function addAlias(state: AccountState, alias: string, bucket: Bucket): void {
  state.accessPoints.set(alias, bucket);
}

export function removeAlias(state: AccountState, alias: string): void {
  state.accessPoints.delete(alias);
}

export function removeBucket(state: AccountState, bucket: Bucket): void {
  state.buckets.delete(bucket.name);
  state.bucketNames.remove(bucket.name);
}
