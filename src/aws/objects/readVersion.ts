import type { GetObjectCommandOutput, HeadObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { VersionPlace } from '../../model/objectVersion';
import type { Failure } from '../failure';
import { classify, errorName, isAbort } from '../failure';

/** The IAM action that a read by version needs. */
export const readAction = 's3:GetObjectVersion';

/** Why the data of a version cannot be had. */
export type Unreadable =
  /** It is in an archive class. */
  | { readonly kind: 'archived' }
  /** Only who wrote it has its key. */
  | { readonly kind: 'customer-key' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly reason: Unreadable;

  constructor(reason: Unreadable, cause: unknown) {
    super(`The version cannot be read: ${reason.kind}.`, { cause });
    this.reason = reason;
  }
}

/** There are more bytes than are to be taken. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

const goneNames = /^(?:NoSuchKey|NoSuchVersion|NoSuchBucket|NotFound|MethodNotAllowed)$/u;

/** HEAD has no body, so that S3 says of an object with a key of its writer's only "400". Source: `DOMAIN.md` 4.2. */
function reasonOf(error: unknown): Unreadable {
  const name = errorName(error);
  const status = (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (name === 'InvalidObjectState') return { kind: 'archived' };
  if (goneNames.test(name) || status === 404 || status === 405) return { kind: 'gone' };
  const isHeadRefused = status === 400 && /^(?:400|BadRequest|UnknownError|Unknown)$/u.test(name);
  if (name === 'InvalidRequest' || isHeadRefused) return { kind: 'customer-key' };
  return { kind: 'failed', failure: classify(error, readAction) };
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isAbort(error) || error instanceof TooLargeError) throw error;
    throw new UnreadableError(reasonOf(error), error);
  }
}

function inputOf({ bucket, key, versionId }: VersionPlace): { Bucket: string; Key: string; VersionId: string } {
  return { Bucket: bucket, Key: key, VersionId: versionId };
}

/** What a version is, without its data: one call. @throws UnreadableError. */
export function headVersion(s3: S3Client, place: VersionPlace, signal: AbortSignal): Promise<HeadObjectCommandOutput> {
  return readable(() => s3.send(new HeadObjectCommand(inputOf(place)), { abortSignal: signal }));
}

async function collect({ Body: body, ContentLength: length }: GetObjectCommandOutput, most: number) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop ends the transfer.
    if (Math.max(size, length ?? 0) > most) throw new TooLargeError();
    chunks.push(chunk);
  }
  const data = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    data.set(chunk, at);
    at += chunk.length;
  }
  return data;
}

/**
 * The data of a version, as it is stored.
 * @param most No more bytes than that are taken.
 * @throws UnreadableError, and TooLargeError.
 */
export function readVersion(s3: S3Client, place: VersionPlace, most: number, signal: AbortSignal): Promise<Uint8Array> {
  return readable(async () => {
    const output = await s3.send(new GetObjectCommand(inputOf(place)), { abortSignal: signal });
    return collect(output, most);
  });
}
