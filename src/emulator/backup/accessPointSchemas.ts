import { inPath, inQuery, list, number, operation, structure, text, textMap, time } from '../wire/describe';

/*
 * Backup access points, which the SDK does not know. Source: AWS Backup API reference, CreateBackupAccessPoint and the
 * operations beside it.
 */

const paging = { NextToken: inQuery(text, 'nextToken'), MaxResults: inQuery(number, 'maxResults') };

const described = {
  AccessPointArn: text,
  AccessPointMetadata: textMap,
  BackupVaultArn: text,
  BackupVaultName: text,
  CreationTime: time,
  Name: text,
  RecoveryPointArn: text,
  ResourceArn: text,
  ResourceType: text,
  Status: text,
  StatusMessage: text,
} as const;

const page = structure('BackupAccessPoints', {
  BackupAccessPoints: list('AccessPoints', structure('AccessPoint', described)),
  NextToken: text,
});

export const createAccessPointSchema = operation(
  'CreateBackupAccessPoint',
  'PUT',
  '/backup-access-point/create',
  structure(
    'CreateBackupAccessPointInput',
    { Name: text, RecoveryPointArn: text, AccessPointMetadata: textMap, AccessPointPolicy: text, Tags: textMap },
    2,
  ),
  structure('CreateBackupAccessPointOutput', { AccessPointArn: text, Status: text }),
);

export const describeAccessPointSchema = operation(
  'DescribeBackupAccessPoint',
  'GET',
  '/backup-access-point/{AccessPointArn}',
  structure('DescribeBackupAccessPointInput', { AccessPointArn: inPath() }, 1),
  structure('DescribeBackupAccessPointOutput', described),
);

export const listAccessPointsSchema = operation(
  'ListBackupAccessPoints',
  'GET',
  '/backup-access-point',
  structure('ListBackupAccessPointsInput', paging),
  page,
);

export const listAccessPointsOfPointSchema = operation(
  'ListBackupAccessPointsByRecoveryPoint',
  'POST',
  '/backup-access-point/recovery-point/{RecoveryPointArn}',
  structure('ListBackupAccessPointsByRecoveryPointInput', { RecoveryPointArn: inPath(), ...paging }, 1),
  page,
);

export const deleteAccessPointSchema = operation(
  'DeleteBackupAccessPoint',
  'DELETE',
  '/backup-access-point/delete/{AccessPointArn}',
  structure('DeleteBackupAccessPointInput', { AccessPointArn: inPath() }, 1),
  structure('DeleteBackupAccessPointOutput', {}),
);
