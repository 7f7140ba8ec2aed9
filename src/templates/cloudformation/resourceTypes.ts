/** The resource types that are read, by what they make. */
export const resourceTypes = {
  bucket: 'AWS::S3::Bucket',
  plan: 'AWS::Backup::BackupPlan',
  selection: 'AWS::Backup::BackupSelection',
  vault: 'AWS::Backup::BackupVault',
  airGappedVault: 'AWS::Backup::LogicallyAirGappedBackupVault',
  role: 'AWS::IAM::Role',
} as const;

/** Not `AWS::S3::BucketPolicy`. */
export function namesBucketType(text: string): boolean {
  return /AWS::S3::Bucket(?![\w:])/.test(text);
}

export function namesBackupType(text: string): boolean {
  return text.includes('AWS::Backup::');
}

/** A role, or a policy that may be attached to one. */
export function namesIamType(text: string): boolean {
  return /AWS::IAM::(?:Role|Policy|ManagedPolicy|RolePolicy)(?![\w:])/.test(text);
}

export function isPolicyType(type: string): boolean {
  return /^AWS::IAM::(?:Policy|ManagedPolicy|RolePolicy)$/.test(type);
}

/** What makes a stack of another template. */
export function namesNestedStack(text: string): boolean {
  return /AWS::CloudFormation::Stack(?![\w:])|AWS::Serverless::Application(?![\w:])/.test(text);
}

/** What makes resources that are registered in the account. */
export function namesModule(text: string): boolean {
  return /::MODULE\b/.test(text);
}
