import {
  DeleteObject$,
  DeleteObjects$,
  type DeletedObject,
  type DeleteObjectOutput,
  type DeleteObjectRequest,
  type DeleteObjectsOutput,
  type DeleteObjectsRequest,
  type _Error as S3Error,
} from '@aws-sdk/client-s3';
import { isDenied } from '../access';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { bucketArn, type Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';

export const deletionOperations: readonly Operation[] = [
  s3Operation(DeleteObject$, deleteObject),
  s3Operation(DeleteObjects$, deleteObjects, 'DeleteObject'),
];

function deleteObject(input: Received<DeleteObjectRequest>, call: Call): DeleteObjectOutput {
  const bucket = requireBucket(input.Bucket, call);
  if (input.VersionId !== undefined && mayNotDeleteVersion(bucket, input.Key, call)) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
  const deleted = remove(bucket, input.Key, input.VersionId, call.now);
  return {
    DeleteMarker: deleted.DeleteMarker,
    VersionId: deleted.DeleteMarker && input.VersionId === undefined ? deleted.DeleteMarkerVersionId : input.VersionId,
  };
}

function deleteObjects(input: Received<DeleteObjectsRequest>, call: Call): DeleteObjectsOutput {
  const bucket = requireBucket(input.Bucket, call);
  const { Objects, Quiet } = input.Delete;
  if (Objects.length === 0 || Objects.length > 1000) {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  if (Objects.some(({ VersionId }) => VersionId !== undefined)) checkMfa(bucket);
  const Deleted: DeletedObject[] = [];
  const Errors: S3Error[] = [];
  for (const { Key, VersionId } of Objects) {
    const isDeniedByKey = isDenied(call.state, 's3:DeleteObject', `${bucketArn(bucket.name)}/${Key}`);
    if (VersionId === undefined ? isDeniedByKey : mayNotDeleteVersion(bucket, Key, call)) {
      Errors.push({ Key, VersionId, Code: 'AccessDenied', Message: 'Access Denied' });
    } else {
      Deleted.push(remove(bucket, Key, VersionId, call.now));
    }
  }
  return Quiet ? { Errors } : { Deleted, Errors };
}

/** A delete that names a version needs a right of its own. Source: Amazon S3 API reference, DeleteObject. */
function mayNotDeleteVersion(bucket: Bucket, key: string, { state }: Call): boolean {
  return isDenied(state, 's3:DeleteObjectVersion', `${bucketArn(bucket.name)}/${key}`);
}

/** One version named is enough for the whole call to be refused. Source: Amazon S3 API reference, DeleteObjects. */
function checkMfa(bucket: Bucket): void {
  if (bucket.mfaDelete === 'Enabled') {
    throw new AwsError('AccessDenied', 'Mfa Authentication must be used for this request', 403);
  }
}

/** Deletes a version for good, or hides the key under a delete marker. What is not there is deleted all the same. */
function remove(bucket: Bucket, key: string, versionId: string | undefined, now: number): DeletedObject {
  if (versionId === undefined) {
    const marker = bucket.history.delete(now, bucket.versioning, key);
    return marker === undefined
      ? { Key: key }
      : { Key: key, DeleteMarker: true, DeleteMarkerVersionId: marker.versionId };
  }
  checkMfa(bucket);
  const removed = bucket.history.deleteVersion(now, key, versionId);
  return removed?.kind === 'deleteMarker'
    ? { Key: key, VersionId: versionId, DeleteMarker: true, DeleteMarkerVersionId: versionId }
    : { Key: key, VersionId: versionId };
}
