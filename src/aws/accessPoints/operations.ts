import { inPath, inQuery, listOf, number, restOperation, structure, text, textMap, time } from '../restClient/shapes';

/*
 * Backup access points: operations that this version of the SDK does not have. Source: AWS Backup API reference,
 * CreateBackupAccessPoint and the operations beside it.
 */

export interface CreateAccessPointInput {
  /** 3 to 50 lower-case letters, digits and hyphens. */
  readonly Name: string;
  readonly RecoveryPointArn: string;
  /** `AccessPointInTime` for a continuous recovery point, in whole seconds of UTC. */
  readonly AccessPointMetadata?: Readonly<Record<string, string>>;
}

export interface AccessPointOutput {
  readonly AccessPointArn?: string;
  /** `S3AccessPointAlias` and `S3AccessPointArn` once it is available. */
  readonly AccessPointMetadata?: Readonly<Record<string, string>>;
  readonly CreationTime?: Date;
  readonly Name?: string;
  readonly RecoveryPointArn?: string;
  readonly ResourceArn?: string;
  readonly Status?: string;
  readonly StatusMessage?: string;
}

interface Page {
  readonly BackupAccessPoints?: readonly AccessPointOutput[];
  readonly NextToken?: string;
}

export interface AccessPointAddress {
  readonly AccessPointArn: string;
}

const described = {
  AccessPointArn: text,
  AccessPointMetadata: textMap,
  CreationTime: time,
  Name: text,
  RecoveryPointArn: text,
  ResourceArn: text,
  Status: text,
  StatusMessage: text,
} as const;

export const createAccessPoint = restOperation<CreateAccessPointInput, AccessPointOutput>(
  'CreateBackupAccessPoint',
  ['PUT', '/backup-access-point/create'],
  { Name: text, RecoveryPointArn: text, AccessPointMetadata: textMap },
  { AccessPointArn: text, Status: text },
);

export const describeAccessPoint = restOperation<AccessPointAddress, AccessPointOutput>(
  'DescribeBackupAccessPoint',
  ['GET', '/backup-access-point/{AccessPointArn}'],
  { AccessPointArn: inPath },
  described,
);

export const listAccessPoints = restOperation<{ readonly NextToken?: string }, Page>(
  'ListBackupAccessPoints',
  ['GET', '/backup-access-point'],
  { NextToken: inQuery(text, 'nextToken'), MaxResults: inQuery(number, 'maxResults') },
  { BackupAccessPoints: listOf('AccessPoints', structure('AccessPoint', described)), NextToken: text },
);

export const deleteAccessPoint = restOperation<AccessPointAddress, object>(
  'DeleteBackupAccessPoint',
  ['DELETE', '/backup-access-point/delete/{AccessPointArn}'],
  { AccessPointArn: inPath },
  {},
);
