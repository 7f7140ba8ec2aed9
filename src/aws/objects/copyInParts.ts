import type { CompletedPart, S3Client } from '@aws-sdk/client-s3';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { CopyInPartsInput } from '../changes/calls';
import type { Failure } from '../failure';
import { classify, errorName } from '../failure';
import { patiently } from './patience';

/** So many parts are under way at once. */
const atOnce = 4;

/** What is asked while parts are copied. */
export interface Pace {
  /** Asked before each part. What is under way is waited for: an abort would not reach it. */
  readonly isCancelled: () => boolean;
  /** Waits, in milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** The copy was given up, and nothing is left of it. */
export class CopyCancelledError extends Error {
  override readonly name = 'CopyCancelledError';
}

/** An upload that was neither completed nor aborted. */
export interface LeftUpload {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
  /** Why it was not completed; missing where it was cancelled. */
  readonly cause?: Failure;
  /** Why it was not aborted. */
  readonly failure: Failure;
}

export class UploadLeftError extends Error {
  override readonly name = 'UploadLeftError';
  readonly upload: LeftUpload;

  constructor(upload: LeftUpload, cause: unknown) {
    super(`The upload ${upload.uploadId} was left.`, { cause });
    this.upload = upload;
  }
}

/** One upload, of which the parts are copied. */
class Upload {
  readonly #s3: S3Client;
  readonly #input: CopyInPartsInput;
  readonly #pace: Pace;
  readonly #place: { readonly Bucket: string; readonly Key: string; readonly ExpectedBucketOwner?: string };
  readonly #id: string;
  #next = 1;

  constructor(s3: S3Client, input: CopyInPartsInput, pace: Pace, id: string) {
    this.#s3 = s3;
    this.#input = input;
    this.#pace = pace;
    this.#place = objectOf(input);
    this.#id = id;
  }

  /** Copies all parts, in their order as far as several at once allow. @throws what the first that fails throws. */
  async copyParts(): Promise<readonly CompletedPart[]> {
    const copied: CompletedPart[] = [];
    const ends = await Promise.allSettled(Array.from({ length: atOnce }, () => this.#copySome(copied)));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return copied.toSorted((one, other) => (one.PartNumber ?? 0) - (other.PartNumber ?? 0));
  }

  async #copySome(copied: CompletedPart[]): Promise<void> {
    const { size, partSize } = this.#input;
    const count = Math.ceil(size / partSize);
    while (this.#next <= count) {
      if (this.#pace.isCancelled()) throw new CopyCancelledError();
      const number = this.#next;
      this.#next += 1;
      try {
        copied.push({ PartNumber: number, ETag: await this.#copyPart(number) });
      } catch (error) {
        this.#next = Infinity;
        throw error;
      }
    }
  }

  async #copyPart(number: number): Promise<string> {
    const { size, partSize, from } = this.#input;
    const first = (number - 1) * partSize;
    const last = Math.min(first + partSize, size) - 1;
    const CopySourceRange = `bytes=${first}-${last}`;
    const command = { ...this.#place, ...from, UploadId: this.#id, PartNumber: number, CopySourceRange };
    const { CopyPartResult: result } = await patiently('s3:PutObject', { wait: (time) => this.#wait(time) }, () =>
      this.#s3.send(new UploadPartCopyCommand(command)),
    );
    if (result?.ETag === undefined) throw new Error(`S3 did not say what part ${number} is.`);
    return result.ETag;
  }

  async #wait(milliseconds: number): Promise<void> {
    if (this.#pace.isCancelled()) throw new CopyCancelledError();
    await this.#pace.wait(milliseconds);
  }

  async complete(parts: readonly CompletedPart[]): Promise<void> {
    if (this.#pace.isCancelled()) throw new CopyCancelledError();
    const MultipartUpload = { Parts: [...parts] };
    await this.#s3.send(
      new CompleteMultipartUploadCommand({
        ...this.#place,
        ...this.#input.condition,
        UploadId: this.#id,
        MultipartUpload,
      }),
    );
  }

  /** @throws UploadLeftError. What is not there any more needs no abort. */
  async abort(cause: unknown): Promise<void> {
    try {
      await patiently('s3:AbortMultipartUpload', this.#pace, () =>
        this.#s3.send(new AbortMultipartUploadCommand({ ...this.#place, UploadId: this.#id })),
      );
    } catch (error) {
      if (errorName(error) === 'NoSuchUpload') return;
      const { Bucket: bucket, Key: key } = this.#place;
      const failure = classify(error, 's3:AbortMultipartUpload');
      const why = cause instanceof CopyCancelledError ? {} : { cause: classify(cause, 's3:PutObject') };
      throw new UploadLeftError({ bucket, key, uploadId: this.#id, failure, ...why }, cause);
    }
  }
}

function objectOf({ Bucket, Key, ExpectedBucketOwner }: CopyInPartsInput): {
  readonly Bucket: string;
  readonly Key: string;
  readonly ExpectedBucketOwner?: string;
} {
  return { Bucket, Key, ...(ExpectedBucketOwner !== undefined && { ExpectedBucketOwner }) };
}

/**
 * Makes a version by copying another one part by part. It appears as a whole, at the end and only if its condition still
 * holds. What is not completed is aborted.
 * @throws CopyCancelledError, UploadLeftError, and what the SDK throws.
 */
export async function copyInParts(input: CopyInPartsInput, s3: S3Client, pace: Pace): Promise<void> {
  const { UploadId: id } = await s3.send(new CreateMultipartUploadCommand({ ...objectOf(input), ...input.made }));
  if (id === undefined) throw new Error('S3 did not say which upload it has begun.');
  const upload = new Upload(s3, input, pace, id);
  try {
    await upload.complete(await upload.copyParts());
  } catch (error) {
    await upload.abort(error);
    throw error;
  }
}
