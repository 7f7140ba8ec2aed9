import type { RecoveryPoint } from '../../model/recoveryPoint';
import type { ExplanationStep } from '../../verdict/explanation';
import type { Reason } from '../../verdict/status';
import type { ObjectsNode } from '../objects/nodes';
import { isObjectsNode, objectsId } from '../objects/nodes';
import type { ShownStatus } from './grouping';

/** Whose recovery points: a listed bucket's, or those of one that is not there. */
export interface PointsOwner {
  readonly name: string;
  readonly region: string;
  readonly lastBackupAt: Date;
}

/** A row that holds others: a group, or a range of names where there are too many for one parent. */
export interface FolderNode {
  readonly kind: 'folder';
  readonly is: 'pinned' | 'group' | 'range';
  readonly id: string;
  readonly label: string;
  /** What all of its buckets have, where they are grouped by it. */
  readonly status?: ShownStatus;
  /** How many buckets are beneath it. */
  readonly buckets: number;
  /** How many of them wait for somebody. */
  readonly attention: number;
  readonly rows: readonly Node[];
}

/** A row that holds a part of a long list. */
export interface RangeNode {
  readonly kind: 'range';
  readonly id: string;
  readonly label: string;
  readonly rows: readonly Node[];
}

export interface PointNode {
  readonly kind: 'point';
  readonly owner: PointsOwner;
  readonly point: RecoveryPoint;
}

export interface GoneBucketNode {
  readonly kind: 'gone-bucket';
  readonly owner: PointsOwner;
}

export interface BucketNode {
  readonly kind: 'bucket';
  readonly name: string;
}

/** A row of the tree, as plain data. What it shows is looked up when it is drawn. */
export type Node = BackupNode | ObjectsNode;

/** What is not an object of a bucket. */
export type BackupNode =
  | FolderNode
  | RangeNode
  | BucketNode
  | { readonly kind: 'reason'; readonly bucket: string; readonly reason: Reason }
  | { readonly kind: 'window'; readonly bucket: string }
  | { readonly kind: 'points'; readonly owner: PointsOwner }
  | PointNode
  | { readonly kind: 'plans'; readonly bucket: string }
  | { readonly kind: 'why'; readonly bucket: string }
  | { readonly kind: 'step'; readonly bucket: string; readonly place: number; readonly step: ExplanationStep }
  | { readonly kind: 'gone' }
  | GoneBucketNode
  | { readonly kind: 'more-buckets' }
  | { readonly kind: 'more-points'; readonly owner: PointsOwner };

/** Unique and stable, so that a row keeps its selection and its unfolding while its text changes. */
export function idOf(node: Node): string {
  return isObjectsNode(node) ? objectsId(node) : backupId(node);
}

function backupId(node: BackupNode): string {
  switch (node.kind) {
    case 'folder':
    case 'range':
      return node.id;
    case 'bucket':
      return `bucket/${node.name}`;
    case 'reason':
      return `bucket/${node.bucket}/reason/${node.reason.code}/${node.reason.message}`;
    case 'window':
      return `bucket/${node.bucket}/window`;
    case 'points':
      return `bucket/${node.owner.name}/points`;
    case 'point':
      return `bucket/${node.owner.name}/point/${node.point.arn}`;
    case 'plans':
      return `bucket/${node.bucket}/plans`;
    case 'why':
      return `bucket/${node.bucket}/why`;
    case 'step':
      return `bucket/${node.bucket}/why/${node.place}`;
    case 'gone':
      return 'gone';
    case 'gone-bucket':
      return `gone/${node.owner.region}/${node.owner.name}`;
    case 'more-buckets':
      return 'more';
    case 'more-points':
      return `bucket/${node.owner.name}/more`;
  }
}
