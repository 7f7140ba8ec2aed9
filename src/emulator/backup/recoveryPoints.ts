import {
  DeleteRecoveryPoint$,
  DescribeRecoveryPoint$,
  DisassociateRecoveryPoint$,
  GetRecoveryPointRestoreMetadata$,
  ListRecoveryPointsByBackupVault$,
  ListRecoveryPointsByResource$,
  UpdateRecoveryPointLifecycle$,
  type DescribeRecoveryPointInput,
  type DescribeRecoveryPointOutput,
  type GetRecoveryPointRestoreMetadataOutput,
  type ListRecoveryPointsByBackupVaultInput,
  type ListRecoveryPointsByBackupVaultOutput,
  type ListRecoveryPointsByResourceInput,
  type ListRecoveryPointsByResourceOutput,
  type UpdateRecoveryPointLifecycleInput,
  type UpdateRecoveryPointLifecycleOutput,
} from '@aws-sdk/client-backup';
import { invalidParameter, invalidRequest, resourceNotFound } from '../awsError';
import { day } from '../clock';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { stopContinuous } from './continuous';
import { backupOperation, regionOf, requireVault } from './declare';
import { hasAccessPoints, planExpiry, removePoint } from './pointStore';
import { describePoint, lifecycleOf, summarizeForResource } from './pointView';
import { isContinuous, isLive, type RecoveryPoint } from './recoveryPoint';
import { lockAllows, type Vault } from './vault';

interface OfPoint {
  readonly BackupVaultName: string;
  readonly RecoveryPointArn: string;
}

export const recoveryPointOperations: readonly Operation[] = [
  backupOperation(ListRecoveryPointsByResource$, listByResource),
  backupOperation(ListRecoveryPointsByBackupVault$, listByVault),
  backupOperation(DescribeRecoveryPoint$, describe),
  backupOperation(GetRecoveryPointRestoreMetadata$, getRestoreMetadata),
  backupOperation(UpdateRecoveryPointLifecycle$, updateLifecycle),
  backupOperation(DisassociateRecoveryPoint$, disassociate),
  backupOperation(DeleteRecoveryPoint$, deletePoint),
];

function listByResource(
  input: Received<ListRecoveryPointsByResourceInput>,
  call: Call,
): ListRecoveryPointsByResourceOutput {
  const region = regionOf(call);
  const points = region.resources.get(input.ResourceArn)?.points;
  if (points === undefined) {
    return { RecoveryPoints: [] };
  }
  const { items, nextToken } = points.page(input);
  const summaries = items.map((point) =>
    summarizeForResource(point, region.vaults.get(point.vaultName), region.indexes.get(point.arn)),
  );
  return { RecoveryPoints: summaries, NextToken: nextToken };
}

function listByVault(
  input: Received<ListRecoveryPointsByBackupVaultInput>,
  call: Call,
): ListRecoveryPointsByBackupVaultOutput {
  const vault = requireVault(input.BackupVaultName, call);
  const { ByResourceArn: resourceArn } = input;
  // With a resource the few points of that resource are looked through, not the whole vault.
  const points = resourceArn === undefined ? vault.points : regionOf(call).resources.get(resourceArn)?.points;
  const page = points?.page(input, (point) => point.vaultName === vault.name && passes(point, input));
  return {
    RecoveryPoints:
      page?.items.map((point) => describePoint(point, vault, regionOf(call).indexes.get(point.arn))) ?? [],
    NextToken: page?.nextToken,
  };
}

function passes(point: RecoveryPoint, input: Received<ListRecoveryPointsByBackupVaultInput>): boolean {
  const { ByResourceType, ByBackupPlanId, ByCreatedBefore, ByCreatedAfter, ByParentRecoveryPointArn } = input;
  return (
    (ByResourceType ?? 'S3') === 'S3' &&
    (ByBackupPlanId === undefined || point.createdBy?.planId === ByBackupPlanId) &&
    (ByCreatedBefore === undefined || point.createdAt < ByCreatedBefore.getTime()) &&
    (ByCreatedAfter === undefined || point.createdAt > ByCreatedAfter.getTime()) &&
    ByParentRecoveryPointArn === undefined
  );
}

function describe(input: Received<DescribeRecoveryPointInput>, call: Call): DescribeRecoveryPointOutput {
  const { vault, point } = requirePoint(input, call);
  return { ...describePoint(point, vault, regionOf(call).indexes.get(point.arn)), StorageClass: 'WARM' };
}

function getRestoreMetadata(input: OfPoint, call: Call): GetRecoveryPointRestoreMetadataOutput {
  const { vault, point } = requirePoint(input, call);
  return {
    BackupVaultArn: vault.arn,
    RecoveryPointArn: point.arn,
    ResourceType: 'S3',
    RestoreMetadata: { DestinationBucketName: point.resourceName, EncryptionType: 'original', NewBucket: 'false' },
  };
}

function updateLifecycle(
  input: Received<UpdateRecoveryPointLifecycleInput>,
  call: Call,
): UpdateRecoveryPointLifecycleOutput {
  const { vault, point } = requirePoint(input, call);
  const days = input.Lifecycle?.DeleteAfterDays;
  const retentionDays = days === -1 ? undefined : days;
  if (isContinuous(point)) {
    throw invalidRequest('The lifecycle of a continuous recovery point cannot be changed.');
  }
  if (retentionDays !== undefined && (retentionDays < 1 || retentionDays > 36_500)) {
    throw invalidParameter('Invalid lifecycle. DeleteAfterDays must be between 1 and 36500.');
  }
  if (!lockAllows(vault.lock, retentionDays)) {
    throw invalidRequest(`The retention is outside the minimum and maximum of the locked vault ${vault.name}.`);
  }
  point.retentionDays = retentionDays;
  point.deleteAt = retentionDays === undefined ? undefined : point.createdAt + retentionDays * day;
  planExpiry(call.state, regionOf(call), point);
  return { BackupVaultArn: vault.arn, RecoveryPointArn: point.arn, ...lifecycleOf(point) };
}

/** Ends continuous backup. A recovery point of S3 stays in its vault, stopped, until its retention is over. */
function disassociate(input: OfPoint, call: Call): void {
  const { vault, point } = requirePoint(input, call);
  if (!isLive(point)) {
    throw invalidRequest('Only an active continuous recovery point can be disassociated.');
  }
  refuseLocked(vault, 'disassociated from');
  stopContinuous(call.state, regionOf(call), point, call.now, 'The recovery point was disassociated.');
}

/** Deletes a recovery point. Of a continuous one the rule makes a new one at its next run. */
function deletePoint(input: OfPoint, call: Call): void {
  const { vault, point } = requirePoint(input, call);
  refuseLocked(vault, 'deleted from');
  if (hasAccessPoints(regionOf(call), point)) {
    throw invalidRequest('The recovery point has backup access points. Delete them first.');
  }
  if (isLive(point)) {
    stopContinuous(call.state, regionOf(call), point, call.now, 'The recovery point was deleted.');
  }
  removePoint(regionOf(call), point);
}

function refuseLocked(vault: Vault, done: string): void {
  if (vault.lock !== undefined) {
    throw invalidRequest(`Recovery points cannot be ${done} the locked backup vault ${vault.name}.`);
  }
}

/** @throws AwsError `ResourceNotFoundException` unless the recovery point is in that vault. */
export function requirePoint(input: OfPoint, call: Call): { vault: Vault; point: RecoveryPoint } {
  const vault = requireVault(input.BackupVaultName, call);
  const point = vault.points.get(input.RecoveryPointArn);
  if (point === undefined) {
    throw resourceNotFound(`Cannot find recovery point ${input.RecoveryPointArn} in backup vault ${vault.name}.`);
  }
  return { vault, point };
}
