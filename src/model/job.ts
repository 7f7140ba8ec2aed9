/** A backup job. States are AWS's words, kept as they are. */
export interface BackupJob {
  readonly id: string;
  readonly resourceArn: string;
  readonly state: string;
  readonly statusMessage?: string;
  /** `SUCCESS`, or the reason for a job that failed or "completed with issues". */
  readonly messageCategory?: string;
  /** 0 to 100. */
  readonly percentDone?: number;
  readonly createdAt: Date;
  readonly completedAt?: Date;
  readonly planId?: string;
  readonly vaultName?: string;
  /** The role under which it ran. */
  readonly roleArn?: string;
}

const finalStates: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL']);

export function isFinished(job: BackupJob): boolean {
  return finalStates.has(job.state);
}

/** AWS spells categories in two ways (`ACCESS_DENIED`, `AccessDenied`): compare without case and underscores. */
function plain(category: string): string {
  return category.replaceAll('_', '').toLowerCase();
}

/** What the console calls "completed with issues"; the API shows it only by the category. */
export function completedWithIssues(job: BackupJob): boolean {
  return job.state === 'COMPLETED' && job.messageCategory !== undefined && plain(job.messageCategory) !== 'success';
}
