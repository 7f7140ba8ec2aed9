import type { RecoveryPoint } from '../../model/recoveryPoint';
import type { ExplanationStep } from '../../verdict/explanation';
import type { Reason } from '../../verdict/status';

/** Whose recovery points: a listed bucket's, or those of one that is not there. */
export interface PointsOwner {
  readonly name: string;
  readonly region: string;
  readonly lastBackupAt: Date;
}

/** A row of the tree, as plain data. What it shows is looked up when it is drawn. */
export type Node =
  | { readonly kind: 'bucket'; readonly name: string }
  | { readonly kind: 'reason'; readonly bucket: string; readonly reason: Reason }
  | { readonly kind: 'window'; readonly bucket: string }
  | { readonly kind: 'points'; readonly owner: PointsOwner }
  | { readonly kind: 'point'; readonly owner: PointsOwner; readonly point: RecoveryPoint }
  | { readonly kind: 'plans'; readonly bucket: string }
  | { readonly kind: 'why'; readonly bucket: string }
  | { readonly kind: 'step'; readonly bucket: string; readonly place: number; readonly step: ExplanationStep }
  | { readonly kind: 'gone' }
  | { readonly kind: 'gone-bucket'; readonly owner: PointsOwner }
  | { readonly kind: 'more-buckets' }
  | { readonly kind: 'more-points'; readonly owner: PointsOwner };

/** Unique and stable, so that a row keeps its selection and its unfolding while its text changes. */
export function idOf(node: Node): string {
  switch (node.kind) {
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
