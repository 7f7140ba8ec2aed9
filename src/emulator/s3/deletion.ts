import {
  DeleteObject$,
  DeleteObjects$,
  type DeletedObject,
  type DeleteObjectOutput,
  type DeleteObjectRequest,
  type DeleteObjectsOutput,
  type DeleteObjectsRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import type { Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';

export const deletionOperations: readonly Operation[] = [
  s3Operation(DeleteObject$, deleteObject),
  s3Operation(DeleteObjects$, deleteObjects, 'DeleteObject'),
];

function deleteObject(input: Received<DeleteObjectRequest>, call: Call): DeleteObjectOutput {
  const bucket = requireBucket(input.Bucket, call);
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
  const deleted = Objects.map(({ Key, VersionId }) => remove(bucket, Key, VersionId, call.now));
  return Quiet ? {} : { Deleted: deleted };
}

/** Deletes a version for good, or hides the key under a delete marker. What is not there is deleted all the same. */
function remove(bucket: Bucket, key: string, versionId: string | undefined, now: number): DeletedObject {
  if (versionId === undefined) {
    const marker = bucket.history.delete(now, bucket.versioning, key);
    return marker === undefined
      ? { Key: key }
      : { Key: key, DeleteMarker: true, DeleteMarkerVersionId: marker.versionId };
  }
  if (bucket.mfaDelete === 'Enabled') {
    throw new AwsError('AccessDenied', 'Mfa Authentication must be used for this request', 403);
  }
  const removed = bucket.history.deleteVersion(now, key, versionId);
  return removed?.kind === 'deleteMarker'
    ? { Key: key, VersionId: versionId, DeleteMarker: true, DeleteMarkerVersionId: versionId }
    : { Key: key, VersionId: versionId };
}
