import type { CreateMultipartUploadCommandInput, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import type { ChangeTarget } from '../changes/changeTarget';
import type { GoalOf } from '../changes/goal';
import { readForChange } from '../changes/reading';

type Made = Partial<CreateMultipartUploadCommandInput>;

const mebibyte = 1024 ** 2;
/** Bytes of a part. S3 copies one within seconds. */
const usualPart = 256 * mebibyte;
/** Source: Amazon S3 user guide, multipart upload limits. */
const mostParts = 10_000;

/** Bytes of each part but the last, so that there are no more parts than S3 takes. */
export function partSizeFor(size: number): number {
  return Math.max(usualPart, Math.ceil(size / mostParts / mebibyte) * mebibyte);
}

function expiryOf({ ExpiresString: text }: HeadObjectCommandOutput): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

/** Whether a version has metadata that an upload cannot be given: S3 does not tell it, or its date is none. */
export function hasUntoldMetadata(head: HeadObjectCommandOutput): boolean {
  return (head.MissingMeta ?? 0) > 0 || Number.isNaN(expiryOf(head)?.getTime());
}

/** Headers and metadata of a version: an upload in parts takes over none of them. */
export function contentOf(head: HeadObjectCommandOutput): Made {
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, Metadata } = head;
  const expires = expiryOf(head);
  return {
    ...(CacheControl !== undefined && { CacheControl }),
    ...(ContentDisposition !== undefined && { ContentDisposition }),
    ...(ContentEncoding !== undefined && { ContentEncoding }),
    ...(ContentLanguage !== undefined && { ContentLanguage }),
    ...(ContentType !== undefined && { ContentType }),
    ...(expires !== undefined && { Expires: expires }),
    ...(Metadata !== undefined && Object.keys(Metadata).length > 0 && { Metadata }),
  };
}

/** The tags of a version, as the header that sets them. @throws UnreadError. */
export async function tagsOf(goal: GoalOf<'restoreVersion'>, target: ChangeTarget): Promise<Pick<Made, 'Tagging'>> {
  const { bucket, region, key, versionId } = { ...goal, ...goal.from };
  const { TagSet = [] } = await readForChange('s3:GetObjectVersionTagging', () =>
    target.s3(region).send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key, VersionId: versionId }), {
      abortSignal: target.signal,
    }),
  );
  const words = TagSet.map(({ Key = '', Value = '' }) => `${encodeURIComponent(Key)}=${encodeURIComponent(Value)}`);
  return words.length === 0 ? {} : { Tagging: words.join('&') };
}
