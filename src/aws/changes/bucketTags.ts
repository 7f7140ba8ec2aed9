import type { Tag } from '@aws-sdk/client-s3';
import { GetBucketTaggingCommand } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import type { Prospect } from './change';
import type { BucketAddress, ChangeTarget } from './changeTarget';
import { addressOf } from './changeTarget';
import { isReadWhole, keepAnswer } from './faithful';
import type { GoalOf, WantedTag } from './goal';
import { readIfAny } from './reading';
import type { WholeDocument } from './wholeDocument';
import { notReadWhole } from './wholeDocument';

/** Source: Amazon S3 user guide, bucket tags. Those of AWS itself do not count. */
const mostTags = 50;

function isOfAws({ Key = '' }: Tag): boolean {
  return Key.startsWith('aws:');
}

function withTag(tags: readonly Tag[], { key, value }: WantedTag): readonly Tag[] {
  const at = tags.findIndex(({ Key }) => Key === key);
  return at === -1 ? [...tags, { Key: key, Value: value }] : tags.with(at, { Key: key, Value: value });
}

function textOf(tags: readonly WantedTag[]): string {
  return tags.map(({ key, value }) => `${key}=${value}`).join(', ');
}

/** What the tags were that get another value. */
function replaced(before: readonly Tag[], wanted: readonly WantedTag[]): readonly WantedTag[] {
  return wanted.flatMap(({ key }) =>
    before.filter(({ Key }) => Key === key).map(({ Value = '' }) => ({ key, value: Value })),
  );
}

/**
 * Tags that AWS has put there (`aws:cloudformation:…`) are sent back as they are: S3 refuses a set that lacks one of
 * them ("System tags cannot be removed by requester") as it refuses one that adds or changes one.
 * Source: Amazon S3 API reference, PutBucketTagging; S3's answers since 2018.
 */
export function planTags(
  { bucket, region, tags: wanted }: GoalOf<'tagBucket'>,
  { document: before, isWhole }: WholeDocument<readonly Tag[]>,
  address: BucketAddress,
): Prospect {
  const tags = before ?? [];
  const missing = wanted.filter(({ key, value }) => !tags.some(({ Key, Value }) => Key === key && Value === value));
  if (missing.length === 0) return { kind: 'holds', what: l10n.t('{0} has the tag {1}.', bucket, textOf(wanted)) };
  if (!isWhole) return notReadWhole(bucket);
  const after = missing.reduce(withTag, tags);
  if (after.filter((tag) => !isOfAws(tag)).length > mostTags) {
    return { kind: 'impossible', why: l10n.t('{0} has {1} tags, as many as S3 allows.', bucket, mostTags) };
  }
  const old = replaced(tags, missing);
  return {
    kind: 'call',
    call: { operation: 'PutBucketTagging', region, input: { ...address, Tagging: { TagSet: [...after] } } },
    title: l10n.t('Tag {0} with {1}', bucket, textOf(missing)),
    why: l10n.t('The selection asks for this tag.'),
    undo:
      old.length === 0
        ? l10n.t('The tag can be removed again.')
        : l10n.t('The tag can be given its old value again: {0}.', textOf(old)),
    cost: l10n.t(
      'Backups begin to cost once a plan selects the bucket. Other plans, policies and cost reports may look at this tag too.',
    ),
    document: { before, after },
  };
}

/** @throws UnreadError. */
export async function lookAtTags(goal: GoalOf<'tagBucket'>, target: ChangeTarget): Promise<Prospect> {
  const address = addressOf(goal.bucket, target);
  const s3 = target.s3(goal.region);
  const command = new GetBucketTaggingCommand(address);
  const answer = keepAnswer(command.middlewareStack, s3.config);
  const output = await readIfAny('s3:GetBucketTagging', ['NoSuchTagSet'], () =>
    s3.send(command, { abortSignal: target.signal }),
  );
  const document = output && (output.TagSet ?? []);
  return planTags(goal, { document, isWhole: document === undefined || isReadWhole(answer(), document) }, address);
}
