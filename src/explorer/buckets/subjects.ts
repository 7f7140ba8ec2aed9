import type { AccountSession } from '../session/accountSession';
import type { RowSubject } from '../shared/rowSubject';
import { bucketSubject } from './bucketSubject';
import type { Node } from './nodes';
import { goneSubject, pointsSubject, pointSubject } from './pointSubject';

/** A row that tells of a bucket: it is read anew with the bucket. */
function partOf(bucket: string, session: AccountSession): RowSubject {
  return { id: `bucket ${bucket}`, label: bucket, refresh: () => session.refresh([bucket]) };
}

/** What each row of the view stands for. */
export function subjectOf(node: Node, session: AccountSession): RowSubject | undefined {
  switch (node.kind) {
    case 'bucket':
      return bucketSubject(node.name, session);
    case 'reason':
    case 'window':
    case 'plans':
    case 'why':
    case 'step':
      return partOf(node.bucket, session);
    case 'points':
      return pointsSubject(node.owner, session);
    case 'point':
      return pointSubject(node.point, node.owner, session);
    case 'gone-bucket':
      return goneSubject(node.owner, session);
    case 'folder':
    case 'gone':
    case 'more-buckets':
    case 'more-points':
      return undefined;
  }
}
