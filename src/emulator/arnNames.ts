/** The name at the end of a role's ARN, without its path. */
export function roleNameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** The ARN of something that AWS Backup keeps, such as `backup-vault` and its name. */
export function backupArn(state: { readonly accountId: string }, region: string, kind: string, id: string): string {
  return `arn:aws:backup:${region}:${state.accountId}:${kind}:${id}`;
}
