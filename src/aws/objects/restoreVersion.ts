import type { CopyObjectCommandInput, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import type { ObjectVersion } from '../../model/objectVersion';
import type { KeyHistory } from '../../protection/versions/history';
import type { Call } from '../changes/calls';
import type { Prospect } from '../changes/change';
import type { ChangeTarget } from '../changes/changeTarget';
import { addressOf } from '../changes/changeTarget';
import type { GoalOf } from '../changes/goal';
import { UnreadError } from '../changes/reading';
import { copySource } from './copySource';
import type { BucketVersioning } from './keyNow';
import { keyNow, versioningNow } from './keyNow';
import type { Unreadable } from './readVersion';
import { headVersion, UnreadableError } from './readVersion';
import { contentOf, hasUntoldMetadata, partSizeFor, tagsOf } from './largeCopy';
import { utc } from './utc';

type Restore = GoalOf<'restoreVersion'>;
type Head = HeadObjectCommandOutput;

/** What one call can copy, in bytes. Source: Amazon S3 API reference, CopyObject. */
export const largestCopy = 5 * 1024 ** 3;

function impossible(why: string): Prospect {
  return { kind: 'impossible', why };
}

function unreadable({ key }: Restore, reason: Unreadable): Prospect {
  switch (reason.kind) {
    case 'archived':
      return impossible(l10n.t('This version of {0} is archived: S3 has to restore it before it can be copied.', key));
    case 'customer-key':
      return impossible(
        l10n.t(
          'This version of {0} is encrypted with a key that only its writer has (SSE-C): only its writer can copy it.',
          key,
        ),
      );
    case 'gone':
      return impossible(l10n.t('This version of {0} is not there any more.', key));
    case 'failed':
      throw new UnreadError(reason.failure);
  }
}

/**
 * The copy goes through only while the current version is still the one that was looked at. Source: Amazon S3 user guide,
 * conditional writes.
 */
function condition(current: ObjectVersion | undefined): Pick<CopyObjectCommandInput, 'IfMatch' | 'IfNoneMatch'> {
  if (current?.kind !== 'object') return { IfNoneMatch: '*' };
  return current.etag === undefined ? {} : { IfMatch: current.etag };
}

/** What a copy does not take over by itself. Metadata and tags it does. Source: Amazon S3 API reference, CopyObject. */
function carriedOver(head: HeadObjectCommandOutput, isOwn: boolean): Partial<CopyObjectCommandInput> {
  // A key of AWS KMS belongs to a Region: what comes from another bucket is encrypted as its new bucket says.
  if (!isOwn) return head.WebsiteRedirectLocation ? { WebsiteRedirectLocation: head.WebsiteRedirectLocation } : {};
  const { StorageClass, ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled, WebsiteRedirectLocation } = head;
  return {
    ...(StorageClass !== undefined && { StorageClass }),
    ...(ServerSideEncryption !== undefined && { ServerSideEncryption }),
    ...(SSEKMSKeyId !== undefined && { SSEKMSKeyId }),
    ...(BucketKeyEnabled === true && { BucketKeyEnabled }),
    ...(WebsiteRedirectLocation !== undefined && { WebsiteRedirectLocation }),
  };
}

/** What is different about the copy, as sentences. */
function notCarriedOver(head: HeadObjectCommandOutput, isOwn: boolean): string {
  const held = head.ObjectLockMode !== undefined || head.ObjectLockLegalHoldStatus === 'ON';
  const sentences = [
    isOwn
      ? l10n.t('Data, metadata, tags, storage class and encryption are those of the old version.')
      : l10n.t('Data, metadata and tags are those of the replica. Encryption is what the bucket sets by default.'),
    l10n.t('The date, the version id and the access control list are new; a checksum may be of another kind.'),
    ...(held ? [l10n.t('Its Object Lock is not copied: the new version has what the bucket sets by default.')] : []),
  ];
  return sentences.join(' ');
}

/** What hangs on the key and its bucket, whatever the version is like. */
function obstacle(goal: Restore, history: KeyHistory, { isEnabled }: BucketVersioning): Prospect | undefined {
  const { bucket, key, versionId } = goal;
  const [current] = history.versions;
  if (goal.from === undefined && current?.versionId === versionId)
    return { kind: 'holds', what: l10n.t('This version of {0} is current.', key) };
  if ((current?.versionId ?? '') !== goal.current) {
    return impossible(l10n.t('Somebody wrote or deleted {0} since it was looked at. Refresh it and look again.', key));
  }
  if (isEnabled) return undefined;
  // A copy would take the place of what was written while versions are not kept, for good.
  return impossible(
    l10n.t('Versioning of {0} is not enabled: a copy would overwrite for good. Enable versioning first.', bucket),
  );
}

/** Whether S3 has to bring the data back first, and has not done so. Source: Amazon S3 API reference, HeadObject. */
function isAsleep({ StorageClass, ArchiveStatus, Restore: restored }: HeadObjectCommandOutput): boolean {
  const isArchived = StorageClass === 'GLACIER' || StorageClass === 'DEEP_ARCHIVE' || ArchiveStatus !== undefined;
  return isArchived && restored?.includes('ongoing-request="false"') !== true;
}

/** The call, or for what is too large for one the calls, that copy the version. @throws UnreadError. */
async function callFor(goal: Restore, target: ChangeTarget, history: KeyHistory, head: Head): Promise<Call> {
  const { bucket, region, key, versionId, from } = goal;
  const isOwn = from === undefined;
  const owner = target.account;
  const source = {
    CopySource: copySource(from?.bucket ?? bucket, key, versionId),
    // A replica may belong to another account.
    ...(isOwn && owner !== undefined && { ExpectedSourceBucketOwner: owner }),
  };
  const object = { ...addressOf(bucket, target), Key: key };
  const when = condition(history.versions[0]);
  const carried = carriedOver(head, isOwn);
  const { ContentLength: size = 0, ETag: etag } = head;
  if (size <= largestCopy) {
    return { operation: 'CopyObject', region, input: { ...object, ...source, ...when, ...carried } };
  }
  const made = { ...contentOf(head), ...(await tagsOf(goal, target)), ...carried };
  const part = { ...source, ...(etag !== undefined && { CopySourceIfMatch: etag }) };
  const input = { ...object, made, from: part, condition: when, size, partSize: partSizeFor(size) };
  return { operation: 'CopyInParts', region, input };
}

function howMany(call: Call): readonly string[] {
  if (call.operation !== 'CopyInParts') return [];
  const parts = Math.ceil(call.input.size / call.input.partSize);
  return [l10n.t('It is larger than 5 GB: an upload is begun, {0} parts are copied, and it is completed.', parts)];
}

function costOf({ operation }: Call): string {
  return operation === 'CopyInParts'
    ? l10n.t(
        'S3 bills one more version of this size until it expires, and each part as a request. If this is interrupted, the parts that were copied are billed until the upload is aborted: by hand, or by a lifecycle rule that aborts incomplete multipart uploads.',
      )
    : l10n.t('S3 bills one more version of this size until it expires, and the copy as a request.');
}

async function planCopy(goal: Restore, target: ChangeTarget, history: KeyHistory, head: Head): Promise<Prospect> {
  const { key, from } = goal;
  if (isAsleep(head)) return unreadable(goal, { kind: 'archived' });
  const isLarge = (head.ContentLength ?? 0) > largestCopy;
  if (isLarge && hasUntoldMetadata(head)) {
    return impossible(
      l10n.t(
        'This version of {0} is larger than 5 GB and has metadata that cannot be carried over: a copy would lose it.',
        key,
      ),
    );
  }
  const call = await callFor(goal, target, history, head);
  return {
    kind: 'call',
    call,
    title: l10n.t('Copy the version of {0} on top of {1}', utc(head.LastModified ?? new Date(0)), key),
    why: [...howMany(call), notCarriedOver(head, from === undefined)].join(' '),
    undo: l10n.t('What is current now stays as an older version. Restore that one to go back.'),
    cost: costOf(call),
  };
}

/** @throws UnreadError. */
export async function lookAtRestore(goal: Restore, target: ChangeTarget): Promise<Prospect> {
  const [history, versioning] = await Promise.all([keyNow(goal, target), versioningNow(goal, target)]);
  const why = obstacle(goal, history, versioning);
  if (why !== undefined) return why;
  try {
    const source = { ...goal, ...goal.from };
    const head = await headVersion(target.s3(source.region), source, target.signal);
    return await planCopy(goal, target, history, head);
  } catch (error) {
    if (error instanceof UnreadableError) return unreadable(goal, error.reason);
    throw error;
  }
}
