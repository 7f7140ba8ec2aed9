/** Where a restore takes its data from: plain JSON, so that it can be kept and looked at again later. Times are ISO 8601. */
export interface RestoreOrigin {
  readonly recoveryPointArn: string;
  readonly vault: string;
  /** The Region of the recovery point; a restore ends there. */
  readonly region: string;
  /** The bucket that was backed up; it need not exist any more. */
  readonly bucket: string;
  readonly kind: 'continuous' | 'snapshot';
  /** When the recovery point was made. */
  readonly createdAt: string;
  /** Continuous recovery points only: the moment to go back to. */
  readonly at?: string;
}

/** What is to come back: all, or keys, and prefixes where they end in a slash. */
export type RestoreScope = { readonly kind: 'all' } | { readonly kind: 'items'; readonly items: readonly string[] };

export type RestoreDestination =
  | { readonly kind: 'existing'; readonly bucket: string }
  /** AWS Backup makes it, in the name of the role. */
  | { readonly kind: 'new'; readonly bucket: string };

export type RestoreEncryption =
  /** As each object was encrypted. */
  { readonly kind: 'original' } | { readonly kind: 'SSE-S3' } | { readonly kind: 'SSE-KMS'; readonly key: string };

/** How many of the newest versions of each key come back. AWS brings one back where nothing is said. */
export type VersionCount = number | 'all';

/** A restore as a person asks for it. */
export interface RestoreRequest {
  readonly origin: RestoreOrigin;
  readonly scope: RestoreScope;
  readonly versions: VersionCount;
  readonly destination: RestoreDestination;
  readonly encryption: RestoreEncryption;
  readonly restoresAcls: boolean;
  /** The ARN of the role that AWS Backup takes on. */
  readonly role: string;
}

export function isPrefix(item: string): boolean {
  return item.endsWith('/');
}

/** The moment that the data is of: the one asked for, or that of the snapshot. */
export function momentOf({ at, createdAt }: RestoreOrigin): Date {
  return new Date(at ?? createdAt);
}
