import type { BucketPlace } from '../../aws/changes/goal';
import type { ObjectVersion } from '../../model/objectVersion';
import type { KeyHistory } from '../../protection/versions/history';

/** What is under a prefix of a bucket; the whole bucket where it is empty. */
export interface FolderOfObjects extends BucketPlace {
  readonly kind: 'objects';
  readonly prefix: string;
  /** The prefix of the folder around it, which its own name leaves out. */
  readonly around: string;
}

/** A key, as a listing of its folder found it. */
export interface ObjectNode extends BucketPlace {
  readonly kind: 'object';
  readonly history: KeyHistory;
  readonly around: string;
}

export interface VersionNode extends BucketPlace {
  readonly kind: 'version';
  readonly version: ObjectVersion;
}

/** Reads the next page of the row above it. */
export interface MoreNode extends BucketPlace {
  readonly kind: 'more-objects';
  readonly above: FolderOfObjects | ObjectNode;
}

export type ObjectsNode = FolderOfObjects | ObjectNode | VersionNode | MoreNode;

const kinds: ReadonlySet<unknown> = new Set<ObjectsNode['kind']>(['objects', 'object', 'version', 'more-objects']);

export function isObjectsNode(node: { readonly kind: string }): node is ObjectsNode {
  return kinds.has(node.kind);
}

/** Unique in the view and stable. */
export function objectsId(node: ObjectsNode): string {
  switch (node.kind) {
    case 'objects':
      return `bucket/${node.bucket}/objects/${node.prefix}`;
    case 'object':
      return `bucket/${node.bucket}/object/${node.history.key}`;
    case 'version':
      return `bucket/${node.bucket}/version/${node.version.versionId}/${node.version.key}`;
    case 'more-objects':
      return `${objectsId(node.above)}/more`;
  }
}
