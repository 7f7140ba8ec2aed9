import type { Fact, OpenList } from './fact';
import type { SourceRange } from './source';

export interface TagPair {
  readonly key: Fact<string>;
  readonly value: Fact<string>;
}

export type ConditionOperator = 'StringEquals' | 'StringLike' | 'StringNotEquals' | 'StringNotLike';

/** One clause of `Conditions`. The key is written `aws:ResourceTag/<key>`. */
export interface Condition extends TagPair {
  readonly operator: ConditionOperator;
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
  readonly resources: OpenList<Fact<string>>;
  readonly notResources: OpenList<Fact<string>>;
  readonly listOfTags: OpenList<TagPair>;
  readonly conditions: OpenList<Condition>;
  /** Whether the selection is there at all: a template may switch it off. */
  readonly exists: Fact<boolean>;
  /** Account only. */
  readonly createdAt?: Date;
  readonly origin?: SourceRange;
}
