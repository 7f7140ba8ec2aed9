import type {
  CreateBackupPlanCommandInput,
  CreateBackupSelectionCommandInput,
  CreateBackupVaultCommandInput,
  UpdateRegionSettingsCommandInput,
} from '@aws-sdk/client-backup';
import type { AttachRolePolicyCommandInput, CreateRoleCommandInput } from '@aws-sdk/client-iam';
import type {
  CompleteMultipartUploadCommandInput,
  CopyObjectCommandInput,
  CreateMultipartUploadCommandInput,
  DeleteObjectCommandInput,
  PutBucketLifecycleConfigurationCommandInput,
  PutBucketNotificationConfigurationCommandInput,
  PutBucketTaggingCommandInput,
  PutBucketVersioningCommandInput,
  UploadPartCopyCommandInput,
} from '@aws-sdk/client-s3';

/**
 * A copy that is too large for one call: an upload whose parts are copied. What `CopyObject` would take over by itself is
 * in `made`. Source: Amazon S3 user guide, copying an object using multipart upload.
 */
export interface CopyInPartsInput {
  readonly Bucket: string;
  readonly Key: string;
  readonly ExpectedBucketOwner?: string;
  /** What the new version is to have beside its data. */
  readonly made: Omit<CreateMultipartUploadCommandInput, 'Bucket' | 'Key' | 'ExpectedBucketOwner'>;
  readonly from: Pick<UploadPartCopyCommandInput, 'ExpectedSourceBucketOwner' | 'CopySourceIfMatch'> & {
    readonly CopySource: string;
  };
  /** What must be so at the end. */
  readonly condition: Pick<CompleteMultipartUploadCommandInput, 'IfMatch' | 'IfNoneMatch'>;
  /** Bytes. */
  readonly size: number;
  /** Bytes of each part but the last. */
  readonly partSize: number;
}

/** The calls that change something in an account, by the operation's name, with what they are given. */
export interface CallInputs {
  readonly PutBucketVersioning: PutBucketVersioningCommandInput;
  readonly PutBucketLifecycleConfiguration: PutBucketLifecycleConfigurationCommandInput;
  readonly PutBucketNotificationConfiguration: PutBucketNotificationConfigurationCommandInput;
  readonly PutBucketTagging: PutBucketTaggingCommandInput;
  readonly CopyObject: CopyObjectCommandInput;
  /** Several calls that make one version. */
  readonly CopyInParts: CopyInPartsInput;
  readonly DeleteObject: DeleteObjectCommandInput;
  readonly CreateBackupVault: CreateBackupVaultCommandInput;
  readonly CreateBackupPlan: CreateBackupPlanCommandInput;
  readonly CreateBackupSelection: CreateBackupSelectionCommandInput;
  readonly UpdateRegionSettings: UpdateRegionSettingsCommandInput;
  readonly CreateRole: CreateRoleCommandInput;
  readonly AttachRolePolicy: AttachRolePolicyCommandInput;
}

export type CallOperation = keyof CallInputs;

/** One call, as plain data. */
export type Call = {
  [Operation in CallOperation]: {
    readonly operation: Operation;
    readonly region: string;
    readonly input: CallInputs[Operation];
  };
}[CallOperation];

export type CallOf<Operation extends CallOperation> = Extract<Call, { readonly operation: Operation }>;

/** Calls about single objects: no template can say them. */
export function isAboutObject(call: Call): call is CallOf<'CopyObject' | 'CopyInParts' | 'DeleteObject'> {
  return call.operation === 'CopyObject' || call.operation === 'CopyInParts' || call.operation === 'DeleteObject';
}

/** `backupsearch` is what the AWS CLI calls AWS Backup Search. */
export type CallService = 's3' | 'backup' | 'backupsearch' | 'iam';

/** Where each operation belongs, and the IAM action that allows it. Source: AWS service authorization reference. */
export const operations: Readonly<
  Record<CallOperation, { readonly service: CallService; readonly actions: readonly string[] }>
> = {
  PutBucketVersioning: { service: 's3', actions: ['s3:PutBucketVersioning'] },
  PutBucketLifecycleConfiguration: { service: 's3', actions: ['s3:PutLifecycleConfiguration'] },
  PutBucketNotificationConfiguration: { service: 's3', actions: ['s3:PutBucketNotification'] },
  PutBucketTagging: { service: 's3', actions: ['s3:PutBucketTagging'] },
  // It copies a version with its tags. Keys of AWS KMS have policies of their own.
  CopyObject: {
    service: 's3',
    actions: ['s3:GetObjectVersion', 's3:GetObjectVersionTagging', 's3:PutObject', 's3:PutObjectTagging'],
  },
  CopyInParts: {
    service: 's3',
    actions: [
      's3:GetObjectVersion',
      's3:GetObjectVersionTagging',
      's3:PutObject',
      's3:PutObjectTagging',
      's3:AbortMultipartUpload',
    ],
  },
  // It always names the version: a delete marker.
  DeleteObject: { service: 's3', actions: ['s3:DeleteObjectVersion'] },
  // A vault is encrypted, and its key is used in the caller's name. Source: AWS Backup developer guide, access control.
  CreateBackupVault: {
    service: 'backup',
    actions: [
      'backup:CreateBackupVault',
      'backup-storage:MountCapsule',
      'kms:CreateGrant',
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:GenerateDataKey',
      'kms:RetireGrant',
    ],
  },
  CreateBackupPlan: { service: 'backup', actions: ['backup:CreateBackupPlan'] },
  // The role is handed to AWS Backup.
  CreateBackupSelection: { service: 'backup', actions: ['backup:CreateBackupSelection', 'iam:PassRole'] },
  UpdateRegionSettings: { service: 'backup', actions: ['backup:UpdateRegionSettings'] },
  CreateRole: { service: 'iam', actions: ['iam:CreateRole'] },
  AttachRolePolicy: { service: 'iam', actions: ['iam:AttachRolePolicy'] },
};
