import type { Fact } from '../../model/fact';

/** An object version or a delete marker, as ListObjectVersions tells of it. */
export interface ListedVersion {
  readonly kind: 'object' | 'deleteMarker';
  readonly key: string;
  readonly versionId?: string;
  readonly isLatest: boolean;
  /** 0 for a delete marker. */
  readonly bytes: number;
  /** S3's own word, `STANDARD` where it says none. */
  readonly storageClass: string;
}

/** What HeadObject says of one version. */
export type HeadOutcome =
  | {
      readonly kind: 'answered';
      /** User metadata without `x-amz-meta-`, in lower case. */
      readonly metadata: Readonly<Record<string, string>>;
      /** Set for an Intelligent-Tiering object in an archive tier. */
      readonly archiveStatus?: string;
    }
  /** Answers only whoever has the key: SSE-C. Source: Amazon S3 user guide, server-side encryption with customer keys. */
  | { readonly kind: 'needs-key' }
  | { readonly kind: 'denied'; readonly action: string }
  /** Deleted since it was listed. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly why: string };

export interface HeadedVersion {
  readonly version: ListedVersion;
  readonly outcome: HeadOutcome;
}

/** An inventory that S3 writes of a bucket. */
export interface Inventory {
  readonly id: string;
  readonly isEnabled: boolean;
  /** Where it is written to: ARN of a bucket. */
  readonly destination?: string;
  /** Such as `Daily`. */
  readonly frequency?: string;
  /** Whether it lists all versions, and not only the current ones. */
  readonly hasAllVersions: boolean;
}

/** What was looked at of a bucket's objects. It is a sample unless `isWhole`. */
export interface ObjectSample {
  readonly bucket: string;
  readonly versions: readonly ListedVersion[];
  /** Whether these are all versions that there are. */
  readonly isWhole: boolean;
  /** Keys at the end of a page, of which there may be more versions than are listed. */
  readonly cutKeys: ReadonlySet<string>;
  readonly heads: readonly HeadedVersion[];
  readonly inventories: Fact<readonly Inventory[]>;
  /** Whether the bucket takes no new SSE-C objects. */
  readonly blocksSseC: Fact<boolean>;
}
