import type { Fact } from '../model/fact';
import type { Assessment } from '../verdict/assess';
import type { Evidence } from '../verdict/evidence';
import type { ExplanationStep } from '../verdict/explanation';

/** What was read of one bucket, and what follows from it. */
export interface BucketReport {
  readonly name: string;
  /** Missing where AWS would not say it; nothing else is read then. */
  readonly region?: string;
  readonly assessment: Assessment;
  readonly read?: {
    readonly evidence: Evidence;
    /** Whether the Region's settings opt S3 in. */
    readonly s3OptIn: Fact<boolean>;
    /** Works it out: only who shows it needs it. */
    explain(): readonly ExplanationStep[];
  };
}

/** A bucket that no longer exists and still has recovery points. */
export interface GoneReport {
  readonly name: string;
  readonly region: string;
  readonly lastBackupAt?: Date;
}

/** A call that failed for the whole account or Region. What fails for one bucket is a fact of that bucket. */
export interface FailedCall {
  readonly region: string;
  readonly action: string;
  readonly message: string;
}

/** What a look at an account found, as all reports tell it. */
export interface AccountReport {
  readonly asOf: Date;
  /** Missing where AWS did not say which account it is. */
  readonly account?: string;
  readonly regions: readonly string[];
  readonly buckets: readonly BucketReport[];
  readonly gone: readonly GoneReport[];
  readonly errors: readonly FailedCall[];
}
