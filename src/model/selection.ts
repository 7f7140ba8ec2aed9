import type { Declaration } from './declaration';
import type { Fact, OpenList } from './fact';
import type { Place } from './place';

export interface TagPair {
  readonly key: Fact<string>;
  readonly value: Fact<string>;
}

export type ConditionOperator = 'StringEquals' | 'StringLike' | 'StringNotEquals' | 'StringNotLike';

/** One clause of `Conditions`. The key is written `aws:ResourceTag/<key>`. */
export interface Condition extends TagPair {
  readonly operator: ConditionOperator;
}

/** An entry of `Resources` or `NotResources`. */
export interface ResourceEntry {
  /** An ARN, or a pattern of ARNs. */
  readonly pattern: Fact<string>;
  /** The bucket of the same estate that a template names by reference, where its name alone may not be known. */
  readonly bucketId?: string;
  /** It names a resource of another service (a table, a file system), whose ARN alone may not be known. */
  readonly otherService?: true;
}

/**
 * What a backup plan is assigned to. Source: AWS Backup API, BackupSelection.
 *
 * A resource is in if any of `resources` or of `listOfTags` matches it, none of `notResources` does, and all
 * `conditions` hold.
 */
export interface BackupSelection {
  readonly id: string;
  readonly planId: Fact<string>;
  readonly name: Fact<string>;
  readonly roleArn: Fact<string>;
  readonly resources: OpenList<ResourceEntry>;
  readonly notResources: OpenList<ResourceEntry>;
  readonly listOfTags: OpenList<TagPair>;
  readonly conditions: OpenList<Condition>;
  /** Whether the selection is there at all: a template may switch it off. */
  readonly exists: Fact<boolean>;
  /**
   * Template only: what it is wherever the bucket of an id is there, where that says more. What makes a bucket may be
   * what makes the selection, or what chooses its resources.
   */
  readonly beside?: ReadonlyMap<string, BackupSelection>;
  /** Template only: where its plan is. Left out where all of the estate is in one place. */
  readonly place?: Place;
  /** Account only. */
  readonly createdAt?: Date;
  readonly declaration?: Declaration;
}
