/** One object version that a search found. */
export interface FoundItem {
  readonly pointArn: string;
  readonly sourceArn: string;
  readonly vaultName: string;
  readonly key: string;
  readonly bytes: number;
  readonly lastModified: number;
  readonly etag: string;
  readonly versionId: string;
}

export interface SearchJob {
  readonly id: string;
  readonly arn: string;
  readonly name: string | undefined;
  readonly createdAt: number;
  readonly endsAt: number;
  /** When it was stopped before its end. */
  stoppedAt: number | undefined;
  readonly scope: object;
  readonly filters: object | undefined;
  readonly points: number;
  readonly items: number;
  /** What it will have found at its end. */
  readonly found: readonly FoundItem[];
}
