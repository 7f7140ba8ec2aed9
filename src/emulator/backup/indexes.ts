import {
  GetRecoveryPointIndexDetails$,
  ListIndexedRecoveryPoints$,
  UpdateRecoveryPointIndexSettings$,
  type GetRecoveryPointIndexDetailsInput,
  type GetRecoveryPointIndexDetailsOutput,
  type IndexedRecoveryPoint,
  type ListIndexedRecoveryPointsInput,
  type ListIndexedRecoveryPointsOutput,
  type UpdateRecoveryPointIndexSettingsInput,
  type UpdateRecoveryPointIndexSettingsOutput,
} from '@aws-sdk/client-backup';
import { invalidParameter, invalidRequest } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { isBetween } from './backupJobs';
import { backupOperation, dateOf, regionOf } from './declare';
import { endIndex, startIndex } from './indexer';
import type { RecoveryPoint } from './recoveryPoint';
import { requirePoint } from './recoveryPoints';

export const indexOperations: readonly Operation[] = [
  backupOperation(GetRecoveryPointIndexDetails$, getDetails),
  backupOperation(ListIndexedRecoveryPoints$, listIndexed),
  backupOperation(UpdateRecoveryPointIndexSettings$, updateSettings),
];

function getDetails(
  input: Received<GetRecoveryPointIndexDetailsInput>,
  call: Call,
): GetRecoveryPointIndexDetailsOutput {
  const { vault, point } = requirePoint(input, call);
  const index = regionOf(call).indexes.get(point.arn);
  return {
    RecoveryPointArn: point.arn,
    BackupVaultArn: vault.arn,
    SourceResourceArn: point.resourceArn,
    IndexStatus: index?.status,
    IndexCreationDate: dateOf(index?.createdAt),
    IndexCompletionDate: dateOf(index?.completedAt),
    TotalItemsIndexed: index?.items,
  };
}

/** Recovery points in air-gapped vaults cannot be indexed (AWS Backup developer guide, logically air-gapped vault). */
function updateSettings(
  input: Received<UpdateRecoveryPointIndexSettingsInput>,
  call: Call,
): UpdateRecoveryPointIndexSettingsOutput {
  const { vault, point } = requirePoint(input, call);
  const region = regionOf(call);
  if (!['ENABLED', 'DISABLED'].includes(input.Index)) {
    throw invalidParameter('Index must be ENABLED or DISABLED.');
  }
  if (vault.type === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT') {
    throw invalidRequest('Recovery points in a logically air-gapped vault cannot be indexed.');
  }
  if (input.Index === 'ENABLED') {
    startIndex(call.state, region, point, call.now);
  } else {
    endIndex(call.state, region, point, call.now);
  }
  return {
    BackupVaultName: vault.name,
    RecoveryPointArn: point.arn,
    Index: input.Index,
    IndexStatus: region.indexes.get(point.arn)?.status,
  };
}

function listIndexed(input: Received<ListIndexedRecoveryPointsInput>, call: Call): ListIndexedRecoveryPointsOutput {
  const region = regionOf(call);
  const indexed = [...region.indexes].flatMap(([arn, index]) => {
    const point = region.points.get(arn);
    if (point === undefined) {
      return [];
    }
    const isAsked =
      (input.SourceResourceArn ?? point.resourceArn) === point.resourceArn &&
      (input.ResourceType ?? 'S3') === 'S3' &&
      (input.IndexStatus ?? index.status) === index.status &&
      isBetween(point.createdAt, input.CreatedAfter, input.CreatedBefore);
    return isAsked ? [describe(point, index.status, index.createdAt, call)] : [];
  });
  const from = input.NextToken === undefined ? 0 : Number(input.NextToken);
  const end = from + (input.MaxResults ?? 1000);
  return {
    IndexedRecoveryPoints: indexed.slice(from, end),
    NextToken: end < indexed.length ? String(end) : undefined,
  };
}

function describe(
  point: RecoveryPoint,
  status: IndexedRecoveryPoint['IndexStatus'],
  createdAt: number,
  call: Call,
): IndexedRecoveryPoint {
  return {
    RecoveryPointArn: point.arn,
    SourceResourceArn: point.resourceArn,
    IamRoleArn: point.iamRoleArn,
    BackupCreationDate: new Date(point.createdAt),
    ResourceType: 'S3',
    IndexCreationDate: new Date(createdAt),
    IndexStatus: status,
    BackupVaultArn: regionOf(call).vaults.get(point.vaultName)?.arn,
  };
}
