import type { Bucket } from '../model/bucket';
import type { Fact, OpenList } from '../model/fact';
import { ask, sameValue, valueOf } from '../model/fact';
import type { BackupSelection, Condition, ResourceEntry, TagPair } from '../model/selection';
import type { Ternary } from '../model/ternary';
import { allOf, anyOf, negate } from '../model/ternary';
import { matchesPattern } from './pattern';

export type Coverage = 'covered' | 'not-covered' | 'cannot-tell';

/** Why a selection does not reach a bucket. */
export type Obstacle =
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'switched-off' }
  | { readonly kind: 'opted-out' }
  | { readonly kind: 'excluded'; readonly pattern: string }
  | { readonly kind: 'condition'; readonly condition: Condition; readonly has: string | undefined }
  | { readonly kind: 'not-named'; readonly nearest: NearMiss | undefined };

/** The tag that came closest to what a selection asks for. */
export type NearMiss =
  | { readonly kind: 'key-case'; readonly wanted: TagText; readonly has: TagText }
  | { readonly kind: 'value'; readonly wanted: TagText; readonly has: TagText }
  | { readonly kind: 'no-tag'; readonly wanted: TagText };

export interface TagText {
  readonly key: string;
  readonly value: string;
}

export interface SelectionMatch {
  readonly selection: BackupSelection;
  readonly coverage: Coverage;
  /** All that stands in the way for certain; empty where the bucket is covered. */
  readonly obstacles: readonly Obstacle[];
}

/** The bucket, and what of its surroundings decides. */
export interface SelectionSubject {
  readonly bucket: Pick<Bucket, 'id' | 'tags'>;
  readonly arn: Fact<string>;
  readonly s3OptIn: Fact<boolean>;
}

/** What the key of a condition starts with. Source: AWS Backup API, Conditions. */
export const conditionPrefix = 'aws:ResourceTag/';

/** An entry of `Resources` that names S3 itself is obeyed whatever the Region's opt-in says; a broader one is not. */
type Reach = 'names-s3' | 'broad';

function reachOf(pattern: string): Reach {
  return /^arn:[^:*]+:s3:::/u.test(pattern) ? 'names-s3' : 'broad';
}

/**
 * The API reference lets the asterisk stand only at the end of an ARN, the developer guide anywhere. So a match that
 * hangs on an asterisk elsewhere is not known to be one.
 */
function matchArn(pattern: string, arn: Fact<string>): Ternary {
  if (pattern === '*') return 'yes';
  if (/^arn:[^:*]+:s3:(?:::)?\*$/u.test(pattern)) {
    const partition = pattern.split(':')[1] ?? '';
    // Only a template does not know the ARN of its bucket, and it says itself which partition it is for.
    const actual = valueOf(arn)?.split(':')[1];
    return actual === undefined || partition === actual ? 'yes' : 'no';
  }
  return ask(arn, (value) => {
    if (!matchesPattern(pattern, value)) return 'no';
    return pattern.slice(0, -1).includes('*') ? 'unknown' : 'yes';
  });
}

/** A bucket that is named by reference is meant for certain; the same bucket may be meant by a pattern as well. */
function matchEntry(entry: ResourceEntry, { bucket, arn }: SelectionSubject): Ternary {
  return entry.bucketId === bucket.id ? 'yes' : ask(entry.pattern, (pattern) => matchArn(pattern, arn));
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

function tagValue(
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

function carriesTag(subject: SelectionSubject, pair: TagPair): Ternary {
  return ask(pair.key, (key) => {
    const { present, value } = tagValue(subject, key);
    return value === undefined ? present : sameValue(value, pair.value);
  });
}

/** A key without the prefix can match nothing. Negative operators hold where the tag is absent, as in IAM. */
function conditionHolds(subject: SelectionSubject, condition: Condition): Ternary {
  return ask(condition.key, (written) => {
    if (!written.startsWith(conditionPrefix)) return 'no';
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
function isOptedIn({ s3OptIn }: SelectionSubject): Ternary {
  return s3OptIn.state === 'unmanaged' ? 'yes' : ask(s3OptIn, (on) => on);
}

function isEmpty(list: OpenList<unknown>): boolean {
  return list.items.length === 0 && !list.open;
}

/** The answers that together decide whether a selection covers a bucket. */
interface Parts {
  readonly named: Ternary;
  readonly namedBroadly: Ternary;
  readonly excluded: Ternary;
  readonly conditions: Ternary;
}

function examine(selection: BackupSelection, subject: SelectionSubject): Parts {
  const matching = (reach: Reach): Ternary =>
    anyMember(selection.resources, (entry) => (entryReach(entry) === reach ? matchEntry(entry, subject) : 'no'));
  return {
    named: matching('names-s3'),
    namedBroadly: anyOf([matching('broad'), anyMember(selection.listOfTags, (pair) => carriesTag(subject, pair))]),
    excluded: anyMember(selection.notResources, (entry) => matchEntry(entry, subject)),
    conditions: everyMember(selection.conditions, (condition) => conditionHolds(subject, condition)),
  };
}

function nearestTag(selection: BackupSelection, subject: SelectionSubject): NearMiss | undefined {
  const { tags } = subject.bucket;
  const has = [...(valueOf(tags)?.entries ?? [])].flatMap(([key, fact]) => {
    const value = valueOf(fact);
    return value === undefined ? [] : [{ key, value }];
  });
  const wanted = selection.listOfTags.items.flatMap((pair) => {
    const key = valueOf(pair.key);
    const value = valueOf(pair.value);
    return key === undefined || value === undefined ? [] : [{ key, value }];
  });
  for (const want of wanted) {
    const same = has.find((tag) => tag.key.toLowerCase() === want.key.toLowerCase());
    if (same) return { kind: same.key === want.key ? 'value' : 'key-case', wanted: want, has: same };
  }
  const [first] = wanted;
  return first && { kind: 'no-tag', wanted: first };
}

function obstaclesOf(selection: BackupSelection, subject: SelectionSubject, parts: Parts): readonly Obstacle[] {
  const obstacles: Obstacle[] = [];
  if (ask(selection.exists, (exists) => exists) === 'no') obstacles.push({ kind: 'switched-off' });
  if (anyOf([parts.named, parts.namedBroadly]) === 'no') {
    obstacles.push({ kind: 'not-named', nearest: nearestTag(selection, subject) });
  } else if (parts.named === 'no' && isOptedIn(subject) === 'no') {
    obstacles.push({ kind: 'opted-out' });
  }
  for (const entry of selection.notResources.items) {
    if (matchEntry(entry, subject) !== 'yes') continue;
    obstacles.push({ kind: 'excluded', pattern: valueOf(entry.pattern) ?? entry.bucketId ?? '' });
  }
  for (const condition of selection.conditions.items) {
    if (conditionHolds(subject, condition) !== 'no') continue;
    const key = (valueOf(condition.key) ?? '').replace(conditionPrefix, '');
    const { value } = tagValue(subject, key);
    obstacles.push({ kind: 'condition', condition, has: value && valueOf(value) });
  }
  return obstacles;
}

/**
 * Whether one selection covers one bucket, and if not, why.
 *
 * In are resources that match any entry of `Resources`, or carry any pair of `ListOfTags`; out again are those that
 * match any of `NotResources`; and all `Conditions` must hold. What came in by a tag, by `*` or by a service-wide ARN
 * needs the Region's opt-in for S3. Source: AWS Backup developer guide, assigning resources with JSON, and API
 * reference, BackupSelection. Whether `NotResources` trims what came in by a tag is not documented; assumed as for
 * conditions.
 */
export function matchSelection(selection: BackupSelection, subject: SelectionSubject): SelectionMatch {
  if (isEmpty(selection.resources) && isEmpty(selection.listOfTags)) {
    const why = "Either 'ListOfTags' or 'Resources' must be non-empty.";
    return { selection, coverage: 'not-covered', obstacles: [{ kind: 'rejected', why }] };
  }
  const parts = examine(selection, subject);
  const optedIn = isOptedIn(subject);
  const answer = allOf([
    ask(selection.exists, (exists) => exists),
    anyOf([parts.named, allOf([parts.namedBroadly, optedIn])]),
    negate(parts.excluded),
    parts.conditions,
  ]);
  const coverage = answer === 'yes' ? 'covered' : answer === 'no' ? 'not-covered' : 'cannot-tell';
  return { selection, coverage, obstacles: coverage === 'covered' ? [] : obstaclesOf(selection, subject, parts) };
}
