import type { ManagedPolicy, PolicyStatement } from './role';

/**
 * The managed policies that a role handed to AWS Backup usually carries, as far as S3 is concerned
 * (AWS managed policy reference: S3Backup version 5, S3Restore version 2).
 */
export function createManagedPolicies(createdAt: number): Map<string, ManagedPolicy> {
  const policies = [
    managedPolicy('/', 'AWSBackupServiceRolePolicyForS3Backup', 'v5', s3Backup, createdAt),
    managedPolicy('/', 'AWSBackupServiceRolePolicyForS3Restore', 'v2', s3Restore, createdAt),
    managedPolicy('/service-role/', 'AWSBackupServiceRolePolicyForBackup', 'v20', otherBackup, createdAt),
    managedPolicy('/service-role/', 'AWSBackupServiceRolePolicyForRestores', 'v22', otherRestore, createdAt),
  ];
  return new Map(policies.map((policy) => [policy.arn, policy]));
}

function managedPolicy(
  path: string,
  name: string,
  versionId: string,
  statements: readonly PolicyStatement[],
  createdAt: number,
): ManagedPolicy {
  const document = { Version: '2012-10-17', Statement: statements };
  return { name, path, arn: `arn:aws:iam::aws:policy${path}${name}`, versionId, createdAt, document };
}

const onlyThroughS3 = { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } };

const s3Backup: readonly PolicyStatement[] = [
  { Sid: 'CloudwatchGetMetricDataPermissions', Effect: 'Allow', Action: 'cloudwatch:GetMetricData', Resource: '*' },
  {
    Sid: 'EventBridgePermissionsForAwsBackup',
    Effect: 'Allow',
    Action: [
      'events:DeleteRule',
      'events:PutTargets',
      'events:DescribeRule',
      'events:EnableRule',
      'events:PutRule',
      'events:RemoveTargets',
      'events:ListTargetsByRule',
      'events:DisableRule',
    ],
    Resource: 'arn:aws:events:*:*:rule/AwsBackupManagedRule*',
  },
  { Sid: 'EventBridgeListRulesPermissionsForAwsBackup', Effect: 'Allow', Action: 'events:ListRules', Resource: '*' },
  {
    Sid: 'KmsPermissionsForAwsBackup',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:DescribeKey'],
    Resource: '*',
    Condition: onlyThroughS3,
  },
  {
    Sid: 'S3BucketPermissionsForAwsBackup',
    Effect: 'Allow',
    Action: [
      's3:GetBucketTagging',
      's3:GetInventoryConfiguration',
      's3:ListBucketVersions',
      's3:ListBucket',
      's3:GetBucketVersioning',
      's3:GetBucketLocation',
      's3:GetBucketAcl',
      's3:PutInventoryConfiguration',
      's3:GetBucketNotification',
      's3:PutBucketNotification',
      's3:ListTagsForResource',
    ],
    Resource: 'arn:aws:s3:::*',
  },
  {
    Sid: 'S3ObjectPermissionsForAwsBackup',
    Effect: 'Allow',
    Action: [
      's3:GetObjectAcl',
      's3:GetObject',
      's3:GetObjectVersionTagging',
      's3:GetObjectVersionAcl',
      's3:GetObjectTagging',
      's3:GetObjectVersion',
    ],
    Resource: 'arn:aws:s3:::*/*',
  },
  { Sid: 'S3ListBucketPermissionsForAwsBackup', Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
  {
    Sid: 'RecoveryPointTaggingPermissions',
    Effect: 'Allow',
    Action: 'backup:TagResource',
    Resource: 'arn:aws:backup:*:*:recovery-point:*',
  },
];

const s3Restore: readonly PolicyStatement[] = [
  {
    Effect: 'Allow',
    Action: [
      's3:CreateBucket',
      's3:ListBucketVersions',
      's3:ListBucket',
      's3:GetBucketVersioning',
      's3:GetBucketLocation',
      's3:PutBucketVersioning',
      's3:PutBucketOwnershipControls',
      's3:GetBucketOwnershipControls',
    ],
    Resource: 'arn:aws:s3:::*',
  },
  {
    Effect: 'Allow',
    Action: [
      's3:GetObject',
      's3:GetObjectVersion',
      's3:DeleteObject',
      's3:PutObjectVersionAcl',
      's3:GetObjectVersionAcl',
      's3:GetObjectTagging',
      's3:PutObjectTagging',
      's3:GetObjectAcl',
      's3:PutObjectAcl',
      's3:ListMultipartUploadParts',
      's3:PutObject',
    ],
    Resource: 'arn:aws:s3:::*/*',
  },
  {
    Effect: 'Allow',
    Action: ['kms:DescribeKey', 'kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: '*',
    Condition: onlyThroughS3,
  },
];

// The two policies of the default role know other services only; a few of their actions stand for the rest.
const otherBackup: readonly PolicyStatement[] = [
  {
    Effect: 'Allow',
    Action: ['ec2:CreateSnapshot', 'ec2:DescribeVolumes', 'rds:CreateDBSnapshot', 'dynamodb:CreateBackup'],
    Resource: '*',
  },
];

const otherRestore: readonly PolicyStatement[] = [
  {
    Effect: 'Allow',
    Action: ['ec2:CreateVolume', 'ec2:DescribeSnapshots', 'rds:RestoreDBInstanceFromDBSnapshot'],
    Resource: '*',
  },
];
