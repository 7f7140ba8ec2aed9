import type { ExplanationStep } from '../../verdict/explanation';
import type { AccountSession } from '../session/accountSession';
import { isObjectsNode } from '../objects/nodes';
import { objectsSubject } from '../objects/subject';
import { aboutConsole } from '../shared/consoleLink';
import type { RowSubject } from '../shared/rowSubject';
import { bucketSubject } from './bucketSubject';
import type { BackupNode, Node } from './nodes';
import { goneSubject, pointsSubject, pointSubject } from './pointSubject';

/** A row that tells of a bucket: it is read anew with the bucket. */
function partOf(bucket: string, session: AccountSession): RowSubject {
  return { id: `bucket ${bucket}`, label: bucket, refresh: () => session.refresh([bucket]) };
}

/** A step of an explanation leads to the plan or role that it looked at. */
function stepSubject(bucket: string, { about }: ExplanationStep, session: AccountSession): RowSubject {
  const region = bucketSubject(bucket, session).region;
  const consoleUrl = about && region !== undefined ? aboutConsole(about, region) : undefined;
  return {
    ...partOf(bucket, session),
    ...(about?.kind === 'role' && { arn: about.id }),
    ...(consoleUrl !== undefined && { consoleUrl }),
  };
}

/** What each row of the view stands for. */
export function subjectOf(node: Node, session: AccountSession): RowSubject | undefined {
  return isObjectsNode(node) ? objectsSubject(node, session) : backupSubject(node, session);
}

function backupSubject(node: BackupNode, session: AccountSession): RowSubject | undefined {
  switch (node.kind) {
    case 'bucket':
      return bucketSubject(node.name, session);
    case 'reason':
    case 'window':
    case 'plans':
    case 'why':
      return partOf(node.bucket, session);
    case 'step':
      return stepSubject(node.bucket, node.step, session);
    case 'points':
      return pointsSubject(node.owner, session);
    case 'point':
      return pointSubject(node.point, node.owner, session);
    case 'gone-bucket':
      return goneSubject(node.owner, session);
    case 'folder':
    case 'range':
    case 'gone':
    case 'more-buckets':
    case 'more-points':
      return undefined;
  }
}
