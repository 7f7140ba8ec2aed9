import {
  DescribeProtectedResource$,
  ListProtectedResources$,
  ListProtectedResourcesByBackupVault$,
  type DescribeProtectedResourceInput,
  type DescribeProtectedResourceOutput,
  type ListProtectedResourcesByBackupVaultInput,
  type ListProtectedResourcesInput,
  type ListProtectedResourcesOutput,
  type ProtectedResource as ProtectedResourceMember,
} from '@aws-sdk/client-backup';
import { resourceNotFound } from '../awsError';
import { minute } from '../clock';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { backupOperation, regionOf, requireVault } from './declare';
import type { ProtectedResource } from './region';

export const protectedResourceOperations: readonly Operation[] = [
  backupOperation(ListProtectedResources$, listResources),
  backupOperation(ListProtectedResourcesByBackupVault$, listByVault),
  backupOperation(DescribeProtectedResource$, describeResource),
];

/** Every resource with a recovery point here, whatever its status: also of a bucket that is gone. */
function listResources(input: Received<ListProtectedResourcesInput>, call: Call): ListProtectedResourcesOutput {
  const { items, nextToken } = regionOf(call).resources.page(input);
  return { Results: items.map(summarize), NextToken: nextToken };
}

function listByVault(
  input: Received<ListProtectedResourcesByBackupVaultInput>,
  call: Call,
): ListProtectedResourcesOutput {
  const vault = requireVault(input.BackupVaultName, call);
  const arns = new Set([...vault.points.values()].map((point) => point.resourceArn));
  const { items, nextToken } = regionOf(call).resources.page(input, (resource) => arns.has(resource.arn));
  return { Results: items.map(summarize), NextToken: nextToken };
}

function summarize(resource: ProtectedResource): ProtectedResourceMember {
  return {
    ResourceArn: resource.arn,
    ResourceType: 'S3',
    ResourceName: resource.name,
    LastBackupTime: new Date(resource.lastBackupAt),
    LastBackupVaultArn: resource.lastVaultArn,
    LastRecoveryPointArn: resource.lastPointArn,
  };
}

function describeResource(
  input: Received<DescribeProtectedResourceInput>,
  call: Call,
): DescribeProtectedResourceOutput {
  const region = regionOf(call);
  const resource = region.resources.get(input.ResourceArn);
  if (resource === undefined) {
    throw resourceNotFound(`Resource ${input.ResourceArn} cannot be found.`);
  }
  const restores = [...region.restoreJobs.values()].filter((job) => job.sourceResourceArn === resource.arn);
  const latest = restores.reduce<(typeof restores)[number] | undefined>(
    (found, job) => (found === undefined || job.createdAt > found.createdAt ? job : found),
    undefined,
  );
  const endedAt = latest?.progress.status === 'COMPLETED' ? latest.progress.at : undefined;
  return {
    ...summarize(resource),
    ...(latest !== undefined && {
      LatestRestoreJobCreationDate: new Date(latest.createdAt),
      LatestRestoreRecoveryPointCreationDate: new Date(latest.recoveryPointCreatedAt),
      LatestRestoreExecutionTimeMinutes:
        endedAt === undefined ? undefined : Math.round((endedAt - latest.createdAt) / minute),
    }),
  };
}
