import assert from 'node:assert/strict';
import * as backupSdk from '@aws-sdk/client-backup';
import * as s3Sdk from '@aws-sdk/client-s3';
import * as iamSdk from '@aws-sdk/client-iam';
import * as stsSdk from '@aws-sdk/client-sts';
import { GetRoleCredentialsCommand } from '@aws-sdk/nested-clients/sso';
import { CreateTokenCommand } from '@aws-sdk/nested-clients/sso-oidc';
import { otherBackupOperations, otherS3Operations } from '../../../src/emulator/otherOperations';
import { allOperations } from '../../../src/emulator/operations';
import { connect, emptyAccount, makeBucket, makePlan, makeVault, put, region, role, select } from './sample';
import type { Clients } from './sample';

/** An account in which every operation has something to work on. */
interface Stage extends Clients {
  readonly plan: string;
  readonly selection: string;
  readonly job: string;
  readonly point: string;
  readonly restore: string;
}

async function setStage(): Promise<Stage> {
  const clients = emptyAccount();
  await makeVault(clients);
  await makeBucket(clients, 'orders', 'Enabled');
  await put(clients, 'orders', 'a.txt', 'one');
  const plan = await makePlan(clients);
  const selection = await select(clients, plan, { Resources: ['arn:aws:s3:::orders'] });
  const { backup, account } = clients;
  const { BackupJobId: job = '' } = await backup.send(new backupSdk.StartBackupJobCommand(start));
  account.clock.advance(5 * 60_000);
  const { RecoveryPointArn: point = '' } = await backup.send(
    new backupSdk.DescribeBackupJobCommand({ BackupJobId: job }),
  );
  const { RestoreJobId: restore = '' } = await backup.send(
    new backupSdk.StartRestoreJobCommand({
      RecoveryPointArn: point,
      IamRoleArn: role,
      Metadata: { DestinationBucketName: 'orders' },
    }),
  );
  account.clock.advance(5 * 60_000);
  return { ...clients, plan, selection, job, point, restore };
}

const start = { BackupVaultName: 'main', ResourceArn: 'arn:aws:s3:::orders', IamRoleArn: role };

/** What a call comes to: `ok`, or the name of its error. */
type Outcome = string;
type Case = readonly [outcome: Outcome, call: (stage: Stage) => Promise<unknown>];

const notFound = 'ResourceNotFoundException';
const nobody = 'arn:aws:backup:eu-west-1:111122223333:recovery-point:nobody-20260101000000-00000000';

const vaultCases = (name: string): readonly Case[] => {
  const vault = { BackupVaultName: name };
  const exists = name === 'main';
  const outcome = exists ? 'ok' : notFound;
  return [
    [outcome, ({ backup }) => backup.send(new backupSdk.DescribeBackupVaultCommand(vault))],
    [notFound, ({ backup }) => backup.send(new backupSdk.GetBackupVaultAccessPolicyCommand(vault))],
    [outcome, ({ backup }) => backup.send(new backupSdk.PutBackupVaultAccessPolicyCommand({ ...vault, Policy: '{}' }))],
    [outcome, ({ backup }) => backup.send(new backupSdk.GetBackupVaultAccessPolicyCommand(vault))],
    [notFound, ({ backup }) => backup.send(new backupSdk.GetBackupVaultNotificationsCommand(vault))],
    [
      outcome,
      ({ backup }) =>
        backup.send(
          new backupSdk.PutBackupVaultNotificationsCommand({
            ...vault,
            SNSTopicArn: 'arn:aws:sns:eu-west-1:111122223333:topic',
            BackupVaultEvents: ['BACKUP_JOB_FAILED'],
          }),
        ),
    ],
    [outcome, ({ backup }) => backup.send(new backupSdk.GetBackupVaultNotificationsCommand(vault))],
    [
      outcome,
      ({ backup }) =>
        backup.send(new backupSdk.PutBackupVaultLockConfigurationCommand({ ...vault, MinRetentionDays: 2 })),
    ],
    [outcome, ({ backup }) => backup.send(new backupSdk.DeleteBackupVaultLockConfigurationCommand(vault))],
    [outcome, ({ backup }) => backup.send(new backupSdk.ListRecoveryPointsByBackupVaultCommand(vault))],
    [outcome, ({ backup }) => backup.send(new backupSdk.ListProtectedResourcesByBackupVaultCommand(vault))],
    [
      exists ? 'InvalidRequestException' : notFound,
      ({ backup }) => backup.send(new backupSdk.DeleteBackupVaultCommand(vault)),
    ],
  ];
};

const backupCases: readonly Case[] = [
  ['ok', ({ backup }) => backup.send(new backupSdk.ListBackupVaultsCommand({}))],
  ['ok', ({ backup }) => backup.send(new backupSdk.CreateBackupVaultCommand({ BackupVaultName: 'second' }))],
  [
    'AlreadyExistsException',
    ({ backup }) => backup.send(new backupSdk.CreateBackupVaultCommand({ BackupVaultName: 'main' })),
  ],
  [
    'InvalidParameterValueException',
    ({ backup }) => backup.send(new backupSdk.CreateBackupVaultCommand({ BackupVaultName: 'no spaces' })),
  ],
  ...vaultCases('main'),
  ...vaultCases('nowhere'),
  ['ok', ({ backup }) => backup.send(new backupSdk.DescribeRegionSettingsCommand({}))],
  [
    'ok',
    ({ backup }) =>
      backup.send(new backupSdk.UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { S3: true } })),
  ],
  [
    'InvalidParameterValueException',
    ({ backup }) =>
      backup.send(new backupSdk.UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { Toaster: true } })),
  ],
  ['InvalidRequestException', ({ backup }) => backup.send(new backupSdk.DescribeGlobalSettingsCommand({}))],
  ['ok', ({ backup }) => backup.send(new backupSdk.GetSupportedResourceTypesCommand({}))],
  ['ok', ({ backup }) => backup.send(new backupSdk.ListProtectedResourcesCommand({}))],
  [
    'ok',
    ({ backup }) => backup.send(new backupSdk.DescribeProtectedResourceCommand({ ResourceArn: start.ResourceArn })),
  ],
  [
    notFound,
    ({ backup }) => backup.send(new backupSdk.DescribeProtectedResourceCommand({ ResourceArn: 'arn:aws:s3:::none' })),
  ],
  ['ok', ({ backup, point }) => backup.send(new backupSdk.ListTagsCommand({ ResourceArn: point }))],
  [notFound, ({ backup }) => backup.send(new backupSdk.ListTagsCommand({ ResourceArn: nobody }))],
  ['ok', ({ backup }) => backup.send(new backupSdk.ListCopyJobsCommand({}))],
  [notFound, ({ backup }) => backup.send(new backupSdk.DescribeCopyJobCommand({ CopyJobId: 'none' }))],
];

const planCases: readonly Case[] = [
  ['ok', ({ backup }) => backup.send(new backupSdk.ListBackupPlansCommand({}))],
  ['ok', ({ backup, plan }) => backup.send(new backupSdk.GetBackupPlanCommand({ BackupPlanId: plan }))],
  [notFound, ({ backup }) => backup.send(new backupSdk.GetBackupPlanCommand({ BackupPlanId: 'none' }))],
  [
    'InvalidParameterValueException',
    ({ backup, plan }) =>
      backup.send(new backupSdk.GetBackupPlanCommand({ BackupPlanId: plan, MaxScheduledRunsPreview: 11 })),
  ],
  [
    'InvalidParameterValueException',
    ({ backup }) =>
      backup.send(new backupSdk.CreateBackupPlanCommand({ BackupPlan: { BackupPlanName: 'p', Rules: [] } })),
  ],
  [
    'ok',
    ({ backup, plan }) =>
      backup.send(
        new backupSdk.UpdateBackupPlanCommand({
          BackupPlanId: plan,
          BackupPlan: { BackupPlanName: 'plan', Rules: [{ RuleName: 'rule-0', TargetBackupVaultName: 'main' }] },
        }),
      ),
  ],
  ['ok', ({ backup, plan }) => backup.send(new backupSdk.ListBackupSelectionsCommand({ BackupPlanId: plan }))],
  [notFound, ({ backup }) => backup.send(new backupSdk.ListBackupSelectionsCommand({ BackupPlanId: 'none' }))],
  [
    'ok',
    ({ backup, plan, selection }) =>
      backup.send(new backupSdk.GetBackupSelectionCommand({ BackupPlanId: plan, SelectionId: selection })),
  ],
  [
    notFound,
    ({ backup, plan }) =>
      backup.send(new backupSdk.GetBackupSelectionCommand({ BackupPlanId: plan, SelectionId: 'none' })),
  ],
  ['AlreadyExistsException', (stage) => select(stage, stage.plan, { Resources: ['*'] })],
  [
    'InvalidRequestException',
    ({ backup, plan }) => backup.send(new backupSdk.DeleteBackupPlanCommand({ BackupPlanId: plan })),
  ],
  [
    'ok',
    ({ backup, plan, selection }) =>
      backup.send(new backupSdk.DeleteBackupSelectionCommand({ BackupPlanId: plan, SelectionId: selection })),
  ],
  ['ok', ({ backup, plan }) => backup.send(new backupSdk.DeleteBackupPlanCommand({ BackupPlanId: plan }))],
  [notFound, ({ backup, plan }) => backup.send(new backupSdk.DeleteBackupPlanCommand({ BackupPlanId: plan }))],
];

const pointCases: readonly Case[] = [
  [
    'ok',
    ({ backup }) => backup.send(new backupSdk.ListRecoveryPointsByResourceCommand({ ResourceArn: start.ResourceArn })),
  ],
  [
    'ok',
    ({ backup, point }) =>
      backup.send(new backupSdk.DescribeRecoveryPointCommand({ BackupVaultName: 'main', RecoveryPointArn: point })),
  ],
  [
    notFound,
    ({ backup }) =>
      backup.send(new backupSdk.DescribeRecoveryPointCommand({ BackupVaultName: 'main', RecoveryPointArn: nobody })),
  ],
  [
    'ok',
    ({ backup, point }) =>
      backup.send(
        new backupSdk.GetRecoveryPointRestoreMetadataCommand({ BackupVaultName: 'main', RecoveryPointArn: point }),
      ),
  ],
  ['ok', ({ backup }) => backup.send(new backupSdk.ListIndexedRecoveryPointsCommand({}))],
  [
    'ok',
    ({ backup, point }) =>
      backup.send(
        new backupSdk.UpdateRecoveryPointIndexSettingsCommand({
          BackupVaultName: 'main',
          RecoveryPointArn: point,
          Index: 'ENABLED',
        }),
      ),
  ],
  [
    notFound,
    ({ backup }) =>
      backup.send(
        new backupSdk.GetRecoveryPointIndexDetailsCommand({ BackupVaultName: 'main', RecoveryPointArn: nobody }),
      ),
  ],
  [
    'ok',
    ({ backup, point }) =>
      backup.send(
        new backupSdk.UpdateRecoveryPointLifecycleCommand({
          BackupVaultName: 'main',
          RecoveryPointArn: point,
          Lifecycle: { DeleteAfterDays: 3 },
        }),
      ),
  ],
  [
    'InvalidRequestException',
    ({ backup, point }) =>
      backup.send(new backupSdk.DisassociateRecoveryPointCommand({ BackupVaultName: 'main', RecoveryPointArn: point })),
  ],
  [
    'ok',
    ({ backup, point }) =>
      backup.send(new backupSdk.DeleteRecoveryPointCommand({ BackupVaultName: 'main', RecoveryPointArn: point })),
  ],
];

const jobCases: readonly Case[] = [
  ['ok', ({ backup }) => backup.send(new backupSdk.ListBackupJobsCommand({}))],
  [notFound, ({ backup }) => backup.send(new backupSdk.DescribeBackupJobCommand({ BackupJobId: 'none' }))],
  [
    'InvalidRequestException',
    ({ backup, job }) => backup.send(new backupSdk.StopBackupJobCommand({ BackupJobId: job })),
  ],
  [
    notFound,
    ({ backup }) => backup.send(new backupSdk.StartBackupJobCommand({ ...start, ResourceArn: 'arn:aws:s3:::nowhere' })),
  ],
  [
    'InvalidParameterValueException',
    ({ backup }) =>
      backup.send(
        new backupSdk.StartBackupJobCommand({ ...start, IamRoleArn: 'arn:aws:iam::111122223333:role/nobody' }),
      ),
  ],
  ['ok', ({ backup }) => backup.send(new backupSdk.ListRestoreJobsCommand({}))],
  ['ok', ({ backup, restore }) => backup.send(new backupSdk.DescribeRestoreJobCommand({ RestoreJobId: restore }))],
  [notFound, ({ backup }) => backup.send(new backupSdk.DescribeRestoreJobCommand({ RestoreJobId: 'none' }))],
  ['ok', ({ backup, restore }) => backup.send(new backupSdk.GetRestoreJobMetadataCommand({ RestoreJobId: restore }))],
  [
    'ok',
    ({ backup }) =>
      backup.send(new backupSdk.ListRestoreJobsByProtectedResourceCommand({ ResourceArn: start.ResourceArn })),
  ],
];

const Bucket = 'orders';
const none = { Bucket: 'not-there' };
const object = { Bucket, Key: 'a.txt' };
const upload = { UploadId: 'none' };

const bucketCases: readonly Case[] = [
  ['ok', ({ s3 }) => s3.send(new s3Sdk.ListBucketsCommand({ MaxBuckets: 5 }))],
  ['InvalidArgument', ({ s3 }) => s3.send(new s3Sdk.ListBucketsCommand({ MaxBuckets: 10_001 }))],
  [
    'BucketAlreadyOwnedByYou',
    ({ s3 }) =>
      s3.send(new s3Sdk.CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } })),
  ],
  [
    'IllegalLocationConstraintException',
    ({ s3 }) =>
      s3.send(
        new s3Sdk.CreateBucketCommand({
          Bucket: 'another',
          CreateBucketConfiguration: { LocationConstraint: 'us-west-2' },
        }),
      ),
  ],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.HeadBucketCommand({ Bucket }))],
  ['NotFound', ({ s3 }) => s3.send(new s3Sdk.HeadBucketCommand(none))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetBucketLocationCommand({ Bucket }))],
  ['NoSuchBucket', ({ s3 }) => s3.send(new s3Sdk.GetBucketLocationCommand(none))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetBucketAclCommand({ Bucket }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetBucketVersioningCommand({ Bucket }))],
  ['NoSuchBucket', ({ s3 }) => s3.send(new s3Sdk.GetBucketVersioningCommand(none))],
  ['NoSuchLifecycleConfiguration', ({ s3 }) => s3.send(new s3Sdk.GetBucketLifecycleConfigurationCommand({ Bucket }))],
  [
    'ok',
    ({ s3 }) =>
      s3.send(
        new s3Sdk.PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: {
            Rules: [{ Status: 'Enabled', Filter: {}, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }],
          },
        }),
      ),
  ],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetBucketLifecycleConfigurationCommand({ Bucket }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.DeleteBucketLifecycleCommand({ Bucket }))],
  ['NoSuchLifecycleConfiguration', ({ s3 }) => s3.send(new s3Sdk.GetBucketLifecycleConfigurationCommand({ Bucket }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetBucketNotificationConfigurationCommand({ Bucket }))],
  [
    'ok',
    ({ s3 }) =>
      s3.send(
        new s3Sdk.PutBucketNotificationConfigurationCommand({
          Bucket,
          NotificationConfiguration: { EventBridgeConfiguration: {} },
        }),
      ),
  ],
  ['NoSuchTagSet', ({ s3 }) => s3.send(new s3Sdk.GetBucketTaggingCommand({ Bucket }))],
  [
    'ok',
    ({ s3 }) => s3.send(new s3Sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'k', Value: 'v' }] } })),
  ],
  [
    'InvalidTag',
    ({ s3 }) =>
      s3.send(new s3Sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'aws:k', Value: 'v' }] } })),
  ],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetBucketTaggingCommand({ Bucket }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.DeleteBucketTaggingCommand({ Bucket }))],
  ['NoSuchTagSet', ({ s3 }) => s3.send(new s3Sdk.GetBucketTaggingCommand({ Bucket }))],
  ['BucketNotEmpty', ({ s3 }) => s3.send(new s3Sdk.DeleteBucketCommand({ Bucket }))],
];

const settingsCases: readonly Case[] = [
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetBucketEncryptionCommand({ Bucket }))],
  [
    'ok',
    ({ s3 }) =>
      s3.send(
        new s3Sdk.PutBucketEncryptionCommand({
          Bucket,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/own' } }],
          },
        }),
      ),
  ],
  [
    'ObjectLockConfigurationNotFoundError',
    ({ s3 }) => s3.send(new s3Sdk.GetObjectLockConfigurationCommand({ Bucket })),
  ],
  [
    'ok',
    ({ s3 }) =>
      s3.send(
        new s3Sdk.PutObjectLockConfigurationCommand({
          Bucket,
          ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
        }),
      ),
  ],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetObjectLockConfigurationCommand({ Bucket }))],
  [
    'InvalidBucketState',
    ({ s3 }) =>
      s3.send(new s3Sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })),
  ],
  ['ReplicationConfigurationNotFoundError', ({ s3 }) => s3.send(new s3Sdk.GetBucketReplicationCommand({ Bucket }))],
  [
    'ok',
    ({ s3 }) =>
      s3.send(
        new s3Sdk.PutBucketReplicationCommand({
          Bucket,
          ReplicationConfiguration: {
            Role: role,
            Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copy' } }],
          },
        }),
      ),
  ],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetBucketReplicationCommand({ Bucket }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetBucketOwnershipControlsCommand({ Bucket }))],
  [
    'ok',
    ({ s3 }) =>
      s3.send(
        new s3Sdk.PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
        }),
      ),
  ],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetPublicAccessBlockCommand({ Bucket }))],
  [
    'ok',
    ({ s3 }) =>
      s3.send(
        new s3Sdk.PutPublicAccessBlockCommand({
          Bucket,
          PublicAccessBlockConfiguration: { BlockPublicAcls: false },
        }),
      ),
  ],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.ListBucketInventoryConfigurationsCommand({ Bucket }))],
];

const objectCases: readonly Case[] = [
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetObjectCommand(object))],
  ['NoSuchKey', ({ s3 }) => s3.send(new s3Sdk.GetObjectCommand({ Bucket, Key: 'b.txt' }))],
  ['NoSuchVersion', ({ s3 }) => s3.send(new s3Sdk.GetObjectCommand({ ...object, VersionId: 'none' }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.HeadObjectCommand(object))],
  ['NotFound', ({ s3 }) => s3.send(new s3Sdk.HeadObjectCommand({ Bucket, Key: 'b.txt' }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.CopyObjectCommand({ Bucket, Key: 'c.txt', CopySource: 'orders/a.txt' }))],
  ['InvalidRequest', ({ s3 }) => s3.send(new s3Sdk.CopyObjectCommand({ ...object, CopySource: 'orders/a.txt' }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.CreateMultipartUploadCommand({ Bucket, Key: 'd.txt' }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.ListMultipartUploadsCommand({ Bucket }))],
  [
    'NoSuchUpload',
    ({ s3 }) =>
      s3.send(new s3Sdk.UploadPartCopyCommand({ ...object, ...upload, PartNumber: 1, CopySource: 'orders/a.txt' })),
  ],
  ['NoSuchUpload', ({ s3 }) => s3.send(new s3Sdk.CompleteMultipartUploadCommand({ ...object, ...upload }))],
  ['NoSuchUpload', ({ s3 }) => s3.send(new s3Sdk.AbortMultipartUploadCommand({ ...object, ...upload }))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.ListObjectsV2Command({ Bucket }))],
  ['NoSuchBucket', ({ s3 }) => s3.send(new s3Sdk.ListObjectsV2Command(none))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.ListObjectVersionsCommand({ Bucket }))],
  ['InvalidArgument', ({ s3 }) => s3.send(new s3Sdk.ListObjectVersionsCommand({ Bucket, VersionIdMarker: 'x' }))],
  [
    'ok',
    ({ s3 }) =>
      s3.send(new s3Sdk.PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [{ Key: 'k', Value: 'v' }] } })),
  ],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.GetObjectTaggingCommand(object))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.DeleteObjectTaggingCommand(object))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.DeleteObjectCommand(object))],
  ['NoSuchKey', ({ s3 }) => s3.send(new s3Sdk.GetObjectCommand(object))],
  ['ok', ({ s3 }) => s3.send(new s3Sdk.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'c.txt' }] } }))],
  ['MalformedXML', ({ s3 }) => s3.send(new s3Sdk.DeleteObjectsCommand({ Bucket, Delete: { Objects: [] } }))],
];

const RoleName = 'backup-s3';
const policy = 'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup';
const NoSuchEntity = 'NoSuchEntityException';
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' },
});

const identityCases: readonly Case[] = [
  ['ok', ({ sts }) => sts.send(new stsSdk.GetCallerIdentityCommand({}))],
  ['ok', ({ sts }) => sts.send(new stsSdk.AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'test' }))],
  ['AccessDenied', ({ sts }) => sts.send(new stsSdk.AssumeRoleCommand({ RoleArn: `${role}x`, RoleSessionName: 't1' }))],
  [
    'InvalidIdentityTokenException',
    ({ sts }) =>
      sts.send(
        new stsSdk.AssumeRoleWithWebIdentityCommand({ RoleArn: role, RoleSessionName: 't1', WebIdentityToken: 'none' }),
      ),
  ],
  [
    'UnauthorizedException',
    ({ sso }) => sso.send(new GetRoleCredentialsCommand({ accountId: '1', roleName: 'r', accessToken: 'none' })),
  ],
  [
    'InvalidGrantException',
    ({ oidc }) =>
      oidc.send(
        new CreateTokenCommand({ clientId: 'c', clientSecret: 's', grantType: 'refresh_token', refreshToken: 'none' }),
      ),
  ],
  ['ok', ({ iam }) => iam.send(new iamSdk.GetRoleCommand({ RoleName }))],
  [NoSuchEntity, ({ iam }) => iam.send(new iamSdk.GetRoleCommand({ RoleName: 'nobody' }))],
  ['ok', ({ iam }) => iam.send(new iamSdk.ListRolesCommand({}))],
  ['ok', ({ iam }) => iam.send(new iamSdk.ListAttachedRolePoliciesCommand({ RoleName }))],
  ['ok', ({ iam }) => iam.send(new iamSdk.ListRolePoliciesCommand({ RoleName }))],
  [NoSuchEntity, ({ iam }) => iam.send(new iamSdk.GetRolePolicyCommand({ RoleName, PolicyName: 'none' }))],
  ['ok', ({ iam }) => iam.send(new iamSdk.GetPolicyCommand({ PolicyArn: policy }))],
  [NoSuchEntity, ({ iam }) => iam.send(new iamSdk.GetPolicyCommand({ PolicyArn: `${policy}x` }))],
  ['ok', ({ iam }) => iam.send(new iamSdk.GetPolicyVersionCommand({ PolicyArn: policy, VersionId: 'v5' }))],
  [NoSuchEntity, ({ iam }) => iam.send(new iamSdk.GetPolicyVersionCommand({ PolicyArn: policy, VersionId: 'v1' }))],
  [
    'ok',
    ({ iam }) =>
      iam.send(
        new iamSdk.SimulatePrincipalPolicyCommand({ PolicySourceArn: role, ActionNames: ['s3:GetObject', 'ec2:Run'] }),
      ),
  ],
  ['ok', ({ iam }) => iam.send(new iamSdk.CreateRoleCommand({ RoleName: 'another', AssumeRolePolicyDocument: trust }))],
  [
    'EntityAlreadyExistsException',
    ({ iam }) => iam.send(new iamSdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust })),
  ],
  [
    'MalformedPolicyDocumentException',
    ({ iam }) => iam.send(new iamSdk.CreateRoleCommand({ RoleName: 'broken', AssumeRolePolicyDocument: '{' })),
  ],
  ['ok', ({ iam }) => iam.send(new iamSdk.AttachRolePolicyCommand({ RoleName, PolicyArn: policy }))],
  [NoSuchEntity, ({ iam }) => iam.send(new iamSdk.AttachRolePolicyCommand({ RoleName: 'nobody', PolicyArn: policy }))],
];

describe('every operation, through the SDK', () => {
  const groups: Readonly<Record<string, readonly Case[]>> = {
    vaults: backupCases,
    plans: planCases,
    'recovery points': pointCases,
    jobs: jobCases,
    buckets: bucketCases,
    settings: settingsCases,
    objects: objectCases,
    identity: identityCases,
  };
  const called = new Set<string>();

  for (const [group, cases] of Object.entries(groups)) {
    it(`${group}: ${cases.length} calls come out as AWS's do`, async () => {
      const stage = await setStage();
      for (const [index, [outcome, call]] of cases.entries()) {
        const came = await call(stage).then(
          () => 'ok',
          (error: unknown) => (error instanceof Error ? error.name : String(error)),
        );
        const last = stage.account.log.recent.at(-1)?.operation ?? '';
        assert.equal(came, outcome, `call ${index}, ${last}`);
      }
      for (const { service, operation } of stage.account.log.recent) {
        called.add(`${service}:${operation}`);
      }
    });
  }

  // Runs after the groups above.
  it('no operation is left out', () => {
    // Searches and access points, which the SDK does not know, are tried where our own client for them is.
    const ofSdk = allOperations.filter(
      ({ service, name }) => service !== 'backup-search' && !name.includes('AccessPoint'),
    );
    const missing = ofSdk.map(({ service, name }) => `${service}:${name}`).filter((name) => !called.has(name));
    assert.deepEqual(missing, []);
  });
});

describe('operations that are not part of the sample account', () => {
  it('are all those of the SDK that have no handler', () => {
    const withHandler = new Set(allOperations.map(({ service, name }) => `${service}:${name}`));
    const others = new Set([
      ...otherBackupOperations.map(([name]) => `backup:${name}`),
      ...otherS3Operations.map(([name]) => `s3:${name}`),
    ]);
    for (const [service, sdk] of Object.entries({ backup: backupSdk, s3: s3Sdk })) {
      for (const schema of Object.values(sdk)) {
        if (Array.isArray(schema) && schema[0] === 9) {
          const name = `${service}:${String(schema[2])}`;
          assert.notEqual(withHandler.has(name), others.has(name), name);
        }
      }
    }
  });

  it('are named in the error', async () => {
    const { backup, s3, iam, sts } = connect(emptyAccount().account);
    const NotImplemented = (name: string) => ({
      name: 'NotImplemented',
      message: `${name} is not part of the sample account.`,
    });
    await assert.rejects(backup.send(new backupSdk.ListFrameworksCommand({})), NotImplemented('ListFrameworks'));
    await assert.rejects(backup.send(new backupSdk.ListLegalHoldsCommand({})), NotImplemented('ListLegalHolds'));
    await assert.rejects(s3.send(new s3Sdk.GetBucketPolicyCommand({ Bucket })), NotImplemented('GetBucketPolicy'));
    await assert.rejects(
      s3.send(new s3Sdk.UploadPartCommand({ ...object, PartNumber: 1, UploadId: 'u', Body: 'x' })),
      NotImplemented('UploadPart'),
    );
    await assert.rejects(iam.send(new iamSdk.ListUsersCommand({})), NotImplemented('ListUsers'));
    await assert.rejects(sts.send(new stsSdk.GetSessionTokenCommand({})), NotImplemented('GetSessionToken'));
  });
});
