import { roleNameOf } from '../arnNames';
import { second } from '../clock';
import { roleAllows } from '../identity/rights';
import { bucketArn, type Bucket } from '../s3/bucket';
import { newBucket } from '../s3/newBucket';
import { addBucket, type AccountState } from '../state';
import type { RestoreJob, RestoreProgress } from './job';
import type { RecoveryPoint } from './recoveryPoint';
import type { RestoreRequest } from './restoreMetadata';
import { restoreObjects, type RestoredCounts } from './restoreObjects';

const pace = { start: 2 * second, restore: 20 * second };

/** Plans the course of a restore: it waits, runs, and writes its objects at the end. */
export function runRestore(state: AccountState, job: RestoreJob, point: RecoveryPoint, request: RestoreRequest): void {
  state.agenda.add(job.createdAt + pace.start, (startedAt) => {
    const expectedAt = startedAt + pace.restore;
    const problem = problemWith(state, job, point, request, startedAt);
    if (problem !== undefined) {
      job.progress = { status: 'FAILED', at: startedAt, message: problem };
      return;
    }
    job.progress = { status: 'RUNNING', startedAt, expectedAt };
    state.agenda.add(expectedAt, (at) => {
      job.progress = finish(state, job, point, request, at);
    });
  });
}

/** What makes a restore fail before it wrote anything. Creates the bucket where the job asks for a new one. */
function problemWith(
  state: AccountState,
  job: RestoreJob,
  point: RecoveryPoint,
  request: RestoreRequest,
  now: number,
): string | undefined {
  const region = point.arn.split(':')[3] ?? '';
  const name = request.destination;
  if (!mayRestore(state, job, name, ['s3:GetBucketVersioning', 's3:ListBucket'])) {
    return `AWS Backup does not have permission to describe resource ${bucketArn(name)}.`;
  }
  if (request.isNewBucket && !state.buckets.has(name)) {
    const created = newBucket(state.ids, name, region, now);
    created.versioning = 'Enabled';
    addBucket(state, created);
  }
  const bucket = state.buckets.get(name);
  if (bucket === undefined) {
    return `Destination bucket ${name} does not exist.`;
  }
  if (bucket.region !== region) {
    return `Destination bucket ${name} is not in Region ${region}.`;
  }
  if (bucket.versioning !== 'Enabled') {
    return `Versioning is not enabled on ${name} within account ${state.accountId}`;
  }
  if (!request.restoresAcls) {
    return undefined;
  }
  if (!point.savedAcls) {
    return `ACLs cannot be restored: they were not backed up, see option 'BackupACLs'.`;
  }
  return hasAcls(bucket)
    ? undefined
    : `ACLs cannot be restored: the destination bucket ${name} has ACLs disabled, see option 'BackupACLs'.`;
}

function hasAcls(bucket: Bucket): boolean {
  return bucket.ownership.Rules?.[0]?.ObjectOwnership !== 'BucketOwnerEnforced';
}

function finish(
  state: AccountState,
  job: RestoreJob,
  point: RecoveryPoint,
  request: RestoreRequest,
  at: number,
): RestoreProgress {
  const bucket = state.buckets.get(request.destination);
  if (bucket === undefined || !mayRestore(state, job, `${request.destination}/*`, ['s3:PutObject'])) {
    return { status: 'FAILED', at, message: `No objects were restored to the bucket ${request.destination}.` };
  }
  const mayUseKeys = mayRestore(state, job, `${request.destination}/*`, ['kms:GenerateDataKey', 'kms:Decrypt']);
  const counts = restoreObjects(point, request, bucket, at, ({ key, versionId, content }) => {
    const isUnderKey = request.encryption === 'SSE-KMS' || content.encryption.algorithm !== 'AES256';
    return (isUnderKey && !mayUseKeys) || state.failsToRestore?.(key, versionId) === true;
  });
  return outcomeOf(counts, request, at, point);
}

/** How a restore ends: objects that failed are told of in the message alone, unless all of them did. */
function outcomeOf(
  { matched, written, failed }: RestoredCounts,
  { destination }: RestoreRequest,
  at: number,
  point: RecoveryPoint,
): RestoreProgress {
  if (failed > 0 && written === 0) {
    return { status: 'FAILED', at, message: `No objects were restored to the bucket ${destination}.` };
  }
  point.lastRestoredAt = at;
  if (failed > 0) {
    const message = `One or more objects failed to be restored to the bucket ${destination}.`;
    return { status: 'COMPLETED', at, message };
  }
  const message = matched === 0 ? 'There are no objects that match the restore request.' : undefined;
  return { status: 'COMPLETED', at, message };
}

function mayRestore(state: AccountState, job: RestoreJob, name: string, actions: readonly string[]): boolean {
  const role = state.roles.get(roleNameOf(job.iamRoleArn));
  return role !== undefined && actions.every((action) => roleAllows(state, role, action, bucketArn(name)));
}
