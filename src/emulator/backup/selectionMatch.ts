import type { Condition, ConditionParameter, Conditions } from '@aws-sdk/client-backup';
import type { Received } from '../received';
import type { Tags } from '../s3/objectHistory';
import type { Selection } from './plan';

type Document = Selection['document'];

/** What a selection looks at. */
export interface Candidate {
  readonly arn: string;
  readonly tags: Tags;
}

/**
 * Whether a selection assigns a bucket to its plan:
 * any of `Resources` or any tag of `ListOfTags`, none of `NotResources`, and all `Conditions`
 * (AWS Backup developer guide, assigning resources).
 *
 * Tags alone, `*` and patterns of a whole service obey the Region's opt-in; a resource type or an ARN does not.
 */
export function selects(document: Document, candidate: Candidate, isOptedIn: boolean): boolean {
  const { Resources = [], NotResources = [], ListOfTags = [], Conditions = {} } = document;
  const byName = Resources.some((pattern) => matchesArn(pattern, candidate.arn) && (isOptedIn || namesS3(pattern)));
  const byTag = isOptedIn && ListOfTags.some((tag) => hasTag(tag, candidate.tags));
  return (
    (byName || byTag) &&
    !NotResources.some((pattern) => matchesArn(pattern, candidate.arn)) &&
    holdsAll(Conditions, candidate.tags)
  );
}

/** An asterisk is a wildcard at the end only (AWS Backup API reference, BackupSelection). */
function matchesArn(pattern: string, arn: string): boolean {
  return pattern.endsWith('*') ? arn.startsWith(pattern.slice(0, -1)) : pattern === arn;
}

/** `arn:aws:s3:::…` names buckets; `*` and `arn:aws:s3:*` do not. */
function namesS3(pattern: string): boolean {
  return pattern.startsWith('arn:aws:s3:::');
}

function hasTag(tag: Received<Condition>, tags: Tags): boolean {
  return tags[tag.ConditionKey] === tag.ConditionValue;
}

const keyPrefix = 'aws:ResourceTag/';

function holdsAll(conditions: Received<Conditions>, tags: Tags): boolean {
  const { StringEquals = [], StringNotEquals = [], StringLike = [], StringNotLike = [] } = conditions;
  return (
    StringEquals.every((condition) => isEqual(condition, tags)) &&
    StringNotEquals.every((condition) => !isEqual(condition, tags)) &&
    StringLike.every((condition) => isLike(condition, tags)) &&
    StringNotLike.every((condition) => !isLike(condition, tags))
  );
}

function tagOf(condition: ConditionParameter, tags: Tags): string | undefined {
  const key = condition.ConditionKey ?? '';
  return key.startsWith(keyPrefix) ? tags[key.slice(keyPrefix.length)] : undefined;
}

function isEqual(condition: ConditionParameter, tags: Tags): boolean {
  const value = tagOf(condition, tags);
  return value !== undefined && value === condition.ConditionValue;
}

/** In a tag's value an asterisk stands for any text without white space: `prod*` is not like `prod server`. */
function isLike(condition: ConditionParameter, tags: Tags): boolean {
  const value = tagOf(condition, tags);
  const pattern = condition.ConditionValue ?? '';
  return value !== undefined && (pattern.includes('*') ? likeWithoutSpaces(pattern, value) : pattern === value);
}

function likeWithoutSpaces(pattern: string, value: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('\\S*')}$`, 'su').test(value);
}
