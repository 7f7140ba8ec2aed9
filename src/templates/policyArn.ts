/** The ARN of a policy that AWS manages, behind its partition, as a template writes it. */
const managedPolicy = /iam::aws:policy\/[\w/+=,.@-]+/g;

/**
 * The text that names one managed policy, changed so that it names another: partition, quoting and function stay.
 * @returns `undefined` where it does not name one policy on one line.
 */
export function namingPolicy(text: string, policy: string): string | undefined {
  const found = text.match(managedPolicy);
  if (found?.length !== 1 || text.includes('\n')) return undefined;
  return text.replace(managedPolicy, `iam::aws:policy/${policy}`);
}

/** Source: AWS managed policy reference. Neither is under `service-role/`. */
export const s3BackupPolicy = 'AWSBackupServiceRolePolicyForS3Backup';
export const s3RestorePolicy = 'AWSBackupServiceRolePolicyForS3Restore';
