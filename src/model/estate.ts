import type { BackupPlan } from './backupPlan';
import type { Bucket } from './bucket';
import type { Declaration } from './declaration';
import type { Fact, OpenList } from './fact';
import type { BackupSelection } from './selection';
import type { BackupVault } from './vault';

/** Whether a collection holds all there is. "Nothing covers it" may be concluded only from a complete one. */
export type Completeness =
  { readonly kind: 'complete' } | { readonly kind: 'partial'; readonly why: string; readonly failed?: FailedRead };

/** The call that failed, in an account. */
export interface FailedRead {
  /** The IAM action it needs. */
  readonly action: string;
  readonly denied: boolean;
}

export interface Collection<T> {
  readonly items: readonly T[];
  readonly completeness: Completeness;
}

/** One account and Region, or one root module or stack of templates. */
export type Scope =
  | { readonly kind: 'account'; readonly account: Fact<string>; readonly region: string; readonly asOf: Date }
  | { readonly kind: 'template'; readonly dialect: string; readonly root: string };

/** The role that a selection hands to AWS Backup. */
export interface Role {
  /** The ARN in an account; in a template the address, which selections of the same estate give as their role. */
  readonly arn: string;
  /** Whether its policies allow S3 backups. */
  readonly canBackUpS3: Fact<boolean>;
  /** Why its policies could not be read, where a call failed; {@link canBackUpS3} is the same then. */
  readonly unread?: Fact<never>;
  /** Managed policies attached by an ARN that no policy has, such as an S3 policy under `service-role/`. */
  readonly wrongPolicyArns: OpenList<Fact<string>>;
  readonly declaration?: Declaration;
}

/** All that is known of one scope. */
export interface Estate {
  readonly scope: Scope;
  readonly buckets: Collection<Bucket>;
  readonly plans: Collection<BackupPlan>;
  readonly selections: Collection<BackupSelection>;
  readonly vaults: Collection<BackupVault>;
  readonly roles: Collection<Role>;
  /** Whether the Region's settings opt S3 in. Source: AWS Backup API, DescribeRegionSettings. */
  readonly s3OptIn: Fact<boolean>;
  /**
   * The scopes with selections that were read in the same look; this one may be among them. What they select can make
   * it uncertain whether a bucket of this scope is covered, and never certain.
   */
  readonly among?: readonly Estate[];
}

export function complete<T>(items: readonly T[]): Collection<T> {
  return { items, completeness: { kind: 'complete' } };
}

export function partial<T>(items: readonly T[], why: string, failed?: FailedRead): Collection<T> {
  return { items, completeness: { kind: 'partial', why, ...(failed && { failed }) } };
}
