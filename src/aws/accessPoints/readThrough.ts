import type { S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { errorName } from '../failure';

/** An access point whose objects are read. */
export interface Access {
  readonly s3: S3Client;
  /** Takes the place of a bucket's name. */
  readonly alias: string;
  readonly signal: AbortSignal;
}

/** Something in a folder: an object, or what several keys have in common up to a slash. */
export type PointEntry =
  | { readonly kind: 'folder'; readonly name: string }
  | { readonly kind: 'object'; readonly name: string; readonly bytes: number; readonly modifiedAt: Date };

/** Of one folder at most so many pages are listed, of 1,000 lines each: an editor cannot show more. */
const mostPages = 10;

function nameAfter(prefix: string, key: string): string {
  return key.slice(prefix.length).replace(/\/$/u, '');
}

function prefixOf(path: string): string {
  return path === '' ? '' : `${path}/`;
}

/**
 * What is in a folder, at most 10,000 entries. Keys that cannot be names of files (`a//b`) are left out.
 * @throws what the SDK throws.
 */
export async function listAt({ s3, alias, signal }: Access, path: string): Promise<readonly PointEntry[]> {
  const prefix = prefixOf(path);
  const entries: PointEntry[] = [];
  let from: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const command = new ListObjectsV2Command({
      Bucket: alias,
      Prefix: prefix,
      Delimiter: '/',
      ContinuationToken: from,
    });
    const page = await s3.send(command, { abortSignal: signal });
    entries.push(
      ...(page.CommonPrefixes ?? []).map(({ Prefix = '' }): PointEntry => {
        return { kind: 'folder', name: nameAfter(prefix, Prefix) };
      }),
      ...(page.Contents ?? []).map(({ Key = '', Size = 0, LastModified }): PointEntry => {
        return { kind: 'object', name: nameAfter(prefix, Key), bytes: Size, modifiedAt: LastModified ?? new Date(0) };
      }),
    );
    from = page.NextContinuationToken;
    if (from === undefined) break;
  }
  return entries.filter(({ name }) => name !== '');
}

async function isFolder({ s3, alias, signal }: Access, path: string): Promise<boolean> {
  const command = new ListObjectsV2Command({ Bucket: alias, Prefix: prefixOf(path), MaxKeys: 1 });
  const { KeyCount, Contents } = await s3.send(command, { abortSignal: signal });
  return (KeyCount ?? Contents?.length ?? 0) > 0;
}

/** What is at a path; `undefined` where there is nothing. @throws what the SDK throws. */
export async function entryAt(access: Access, path: string): Promise<PointEntry | undefined> {
  if (path === '') return { kind: 'folder', name: '' };
  const { s3, alias, signal } = access;
  const name = path.slice(path.lastIndexOf('/') + 1);
  try {
    const head = await s3.send(new HeadObjectCommand({ Bucket: alias, Key: path }), { abortSignal: signal });
    return { kind: 'object', name, bytes: head.ContentLength ?? 0, modifiedAt: head.LastModified ?? new Date(0) };
  } catch (error) {
    // A head has no body, so S3 says no more than that.
    if (!['NotFound', 'NoSuchKey'].includes(errorName(error))) throw error;
    return (await isFolder(access, path)) ? { kind: 'folder', name } : undefined;
  }
}

/** The bytes of an object. @throws what the SDK throws. */
export async function readAt({ s3, alias, signal }: Access, path: string): Promise<Uint8Array> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: alias, Key: path }), { abortSignal: signal });
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
}
