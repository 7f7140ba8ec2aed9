import type { Bucket } from '../model/bucket';
import type { Fact, OpenList } from '../model/fact';
import { ask, sameValue, valueOf } from '../model/fact';
import type { BackupSelection, Condition, ResourceEntry, TagPair } from '../model/selection';
import type { Ternary } from '../model/ternary';
import { allOf, anyOf, negate } from '../model/ternary';
import { matchesPattern } from './pattern';

export type Coverage = 'covered' | 'not-covered' | 'cannot-tell';

/** The bucket, and what of its surroundings decides. */
export interface SelectionSubject {
  readonly bucket: Pick<Bucket, 'id' | 'tags' | 'region' | 'account'>;
  readonly arn: Fact<string>;
  readonly s3OptIn: Fact<boolean>;
  /** Left out where a template does not say which: there all ARNs are taken for those of `aws`. */
  readonly partition?: string;
  /** The selection is of another estate than the bucket: what it names by reference is another bucket. */
  readonly isElsewhere?: true;
}

/** What the key of a condition starts with. Source: AWS Backup API, Conditions. */
export const conditionPrefix = 'aws:ResourceTag/';

/** An entry of `Resources` that names S3 itself is obeyed whatever the Region's opt-in says; a broader one is not. */
type Reach = 'names-s3' | 'broad';

function reachOf(pattern: string): Reach {
  return /^arn:[^:*]+:s3:::/u.test(pattern) ? 'names-s3' : 'broad';
}

const startOfBuckets = 'arn:aws:s3:::';

/** Whether any bucket at all can have an ARN like this, of whatever partition and name. */
function canBeBucket(pattern: string): boolean {
  const [head = ''] = pattern.replace(/^arn:[^:]+:/u, 'arn:aws:').split('*');
  if (!head.startsWith(startOfBuckets)) return head !== pattern && startOfBuckets.startsWith(head);
  return !head.slice(startOfBuckets.length).includes('/');
}

/**
 * The API reference lets the asterisk stand only at the end of an ARN, the developer guide anywhere. So a match that
 * hangs on an asterisk elsewhere is not known to be one.
 */
function matchArn(written: string, { arn, partition }: SelectionSubject): Ternary {
  if (written === '*') return 'yes';
  const pattern = partition === undefined ? written.replace(/^arn:[^:*]+:/u, 'arn:aws:') : written;
  const [, of] = /^arn:([^:*]+):s3:(?:::)?\*$/u.exec(pattern) ?? [];
  if (of !== undefined) return of === (partition ?? 'aws') ? 'yes' : 'no';
  if (!canBeBucket(pattern)) return 'no';
  return ask(arn, (value) => {
    if (!matchesPattern(pattern, value)) return 'no';
    return pattern.slice(0, -1).includes('*') ? 'unknown' : 'yes';
  });
}

/**
 * A bucket that is named by reference is meant for certain, and no other one is: buckets differ in their names. Only
 * two declarations of one name may stand for one bucket, of which a condition makes one.
 */
export function matchEntry(entry: ResourceEntry, subject: SelectionSubject): Ternary {
  const { bucket, isElsewhere } = subject;
  if (entry.otherService) return 'no';
  const byPattern = ask(entry.pattern, (pattern) => matchArn(pattern, subject));
  if (entry.bucketId === undefined) return byPattern;
  return (entry.bucketId === bucket.id && !isElsewhere) || byPattern === 'yes' ? 'yes' : 'no';
}

/** Whether an entry names S3 itself for certain, so that it is obeyed whatever the Region's opt-in says. */
export function namesS3(entry: ResourceEntry): boolean {
  return entryReach(entry) === 'names-s3';
}

function entryReach({ bucketId, pattern }: ResourceEntry): Reach {
  return bucketId === undefined ? reachOf(valueOf(pattern) ?? '') : 'names-s3';
}

function anyMember<T>(list: OpenList<T>, question: (item: T) => Ternary): Ternary {
  const answers = list.items.map(question);
  return anyOf(list.open ? [...answers, 'unknown'] : answers);
}

function everyMember<T>(list: OpenList<T>, question: (item: T) => Ternary): Ternary {
  const answers = list.items.map(question);
  return allOf(list.open ? [...answers, 'unknown'] : answers);
}

/** The value of a tag of the bucket, where it may have that tag. */
export function tagValue(
  subject: SelectionSubject,
  key: string,
): { readonly present: Ternary; readonly value?: Fact<string> } {
  const { tags } = subject.bucket;
  if (tags.state === 'absent' || tags.state === 'unmanaged') return { present: 'no' };
  if (tags.state !== 'known') return { present: 'unknown' };
  const value = tags.value.entries.get(key);
  if (value !== undefined) return { present: 'yes', value };
  return { present: tags.value.open ? 'unknown' : 'no' };
}

/** Asks of a tag's value. A tag that is not there answers `ifMissing`. */
function askTag(
  subject: SelectionSubject,
  key: string,
  ifMissing: Ternary,
  question: (value: string) => boolean | Ternary,
): Ternary {
  const { present, value } = tagValue(subject, key);
  if (present === 'no') return ifMissing;
  return value === undefined ? 'unknown' : ask(value, question);
}

/** Whether the bucket has a tag of that key and value. */
export function carriesTag(subject: SelectionSubject, pair: TagPair): Ternary {
  return ask(pair.key, (key) => {
    const { present, value } = tagValue(subject, key);
    return value === undefined ? present : sameValue(value, pair.value);
  });
}

/** IAM does not mind the case of its keys; whether AWS Backup does is not documented. */
function hasPrefixOfOtherCase(key: string): boolean {
  return key.toLowerCase().startsWith(conditionPrefix.toLowerCase());
}

/** A key without the prefix can match nothing. Negative operators hold where the tag is absent, as in IAM. */
export function conditionHolds(subject: SelectionSubject, condition: Condition): Ternary {
  return ask(condition.key, (written) => {
    if (!written.startsWith(conditionPrefix)) return hasPrefixOfOtherCase(written) ? 'unknown' : 'no';
    const key = written.slice(conditionPrefix.length);
    const test = (match: (wanted: string, value: string) => boolean, ifMissing: Ternary): Ternary =>
      askTag(subject, key, ifMissing, (value) => ask(condition.value, (wanted) => match(wanted, value)));
    switch (condition.operator) {
      case 'StringEquals':
        return test((wanted, value) => wanted === value, 'no');
      case 'StringLike':
        return test(matchesPattern, 'no');
      case 'StringNotEquals':
        return test((wanted, value) => wanted !== value, 'yes');
      case 'StringNotLike':
        return test((wanted, value) => !matchesPattern(wanted, value), 'yes');
    }
  });
}

/** A template that does not manage the Region's settings is written for one where S3 is opted in. */
export function isOptedIn({ s3OptIn }: SelectionSubject): Ternary {
  return s3OptIn.state === 'unmanaged' ? 'yes' : ask(s3OptIn, (on) => on);
}

function isEmpty(list: OpenList<unknown>): boolean {
  return list.items.length === 0 && !list.open;
}

/** Whether AWS Backup rejects a selection because it names neither resources nor tags. */
export function namesNothing({ resources, listOfTags }: BackupSelection): boolean {
  return isEmpty(resources) && isEmpty(listOfTags);
}

function samePlace({ place }: BackupSelection, { region, account }: SelectionSubject['bucket']): Ternary {
  if (place === undefined) return 'yes';
  return allOf([sameValue(place.region, region), account === undefined ? 'yes' : sameValue(place.account, account)]);
}

/** The answers that together decide whether a selection covers a bucket. */
export interface Parts {
  readonly exists: Ternary;
  readonly inReach: Ternary;
  readonly named: Ternary;
  readonly namedBroadly: Ternary;
  readonly excluded: Ternary;
  readonly conditions: Ternary;
}

export function examine(selection: BackupSelection, subject: SelectionSubject): Parts {
  const matching = (reach: Reach): Ternary =>
    anyMember(selection.resources, (entry) => (entryReach(entry) === reach ? matchEntry(entry, subject) : 'no'));
  return {
    exists: ask(selection.exists, (exists) => exists),
    inReach: samePlace(selection, subject.bucket),
    named: matching('names-s3'),
    namedBroadly: anyOf([matching('broad'), anyMember(selection.listOfTags, (pair) => carriesTag(subject, pair))]),
    excluded: anyMember(selection.notResources, (entry) => matchEntry(entry, subject)),
    conditions: everyMember(selection.conditions, (condition) => conditionHolds(subject, condition)),
  };
}

/**
 * Whether one selection covers one bucket.
 *
 * In are resources that match any entry of `Resources`, or carry any pair of `ListOfTags`; out again are those that
 * match any of `NotResources`; and all `Conditions` must hold. What came in by a tag, by `*` or by a service-wide ARN
 * needs the Region's opt-in for S3, and all must be in the account and Region of the plan. Source: AWS Backup developer
 * guide, assigning resources with JSON, and API reference, BackupSelection. Whether `NotResources` trims what came in
 * by a tag is not documented; assumed as for conditions.
 */
export function decide(parts: Parts, subject: SelectionSubject): Coverage {
  const answer = allOf([
    parts.exists,
    parts.inReach,
    anyOf([parts.named, allOf([parts.namedBroadly, isOptedIn(subject)])]),
    negate(parts.excluded),
    parts.conditions,
  ]);
  return answer === 'yes' ? 'covered' : answer === 'no' ? 'not-covered' : 'cannot-tell';
}

/** Whether a selection covers a bucket, for where it does not matter why. */
export function covers(selection: BackupSelection, subject: SelectionSubject): Coverage {
  return namesNothing(selection) ? 'not-covered' : decide(examine(selection, subject), subject);
}

/**
 * Whether a selection covers a bucket by its name alone, whatever its tags and the Region's opt-in are: then it has
 * covered it for as long as both are there, because a selection cannot be changed.
 */
export function isSelectedByName(selection: BackupSelection, subject: SelectionSubject): boolean {
  return isEmpty(selection.conditions) && examine(selection, subject).named === 'yes';
}

const everything = /^(?:\*|arn:[^:]*:s3:(?:::)?\*)$/u;

/**
 * Whether a selection has a say about a bucket. One of another account or Region has none: that is another scope. But
 * where only the place keeps it from a bucket that it means by a name or a tag, somebody expects that it does.
 */
export function concerns(selection: BackupSelection, subject: SelectionSubject): boolean {
  const parts = examine(selection, subject);
  if (parts.inReach !== 'no') return true;
  const isMeant = !selection.resources.items.some(({ pattern }) => everything.test(valueOf(pattern) ?? ''));
  return isMeant && decide({ ...parts, inReach: 'yes' }, subject) === 'covered';
}
