import * as l10n from '@vscode/l10n';
import type { FileStat, Uri } from 'vscode';
import { FilePermission, FileSystemError, FileType } from 'vscode';
import { failureSentences } from '../../aws/failure';
import type { Unreadable } from '../../aws/objects/readVersion';
import { headVersion, readVersion, TooLargeError, UnreadableError } from '../../aws/objects/readVersion';
import { formatSize } from '../../ui/format';
import type { AccountSession } from '../session/accountSession';
import type { CurrentSession } from '../session/currentSession';
import type { AddressedVersion } from './versionUri';
import { versionOf } from './versionUri';

/** What is larger is read only after somebody was asked. In bytes. */
export const unaskedBytes = 20_000_000;

/** The editor itself takes no more. In bytes. */
const mostBytes = 1_000_000_000;

/** Versions that somebody wants although they are large, by their addresses. */
const wanted = new Set<string>();

/** Lets a large version be read. */
export function wantLarge(uri: Uri): void {
  wanted.add(uri.toString());
}

/** Why a version cannot be read, as a sentence or two. */
export function unreadableWords(reason: Unreadable): string {
  switch (reason.kind) {
    case 'archived':
      return l10n.t('This version is archived. S3 has to restore it before it can be read.');
    case 'customer-key':
      return l10n.t('This version is encrypted with a key that only its writer has (SSE-C). It cannot be read here.');
    case 'gone':
      return l10n.t('This version is not there any more.');
    case 'failed':
      return failureSentences(reason.failure);
  }
}

function isGone(error: UnreadableError): boolean {
  return error.reason.kind === 'gone';
}

async function placeOf(current: CurrentSession, uri: Uri): Promise<[AddressedVersion, AccountSession]> {
  const place = versionOf(uri);
  const session = await current.open();
  if (place === undefined) throw FileSystemError.FileNotFound(uri);
  if (session === undefined) throw FileSystemError.Unavailable(l10n.t('There is no connection to an account.'));
  return [place, session];
}

async function asFileError<T>(uri: Uri, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    if (isGone(error)) throw FileSystemError.FileNotFound(uri);
    throw FileSystemError.Unavailable(unreadableWords(error.reason));
  }
}

/** What a version is, for the editor: one call. @throws FileSystemError. */
export async function statVersion(current: CurrentSession, uri: Uri): Promise<FileStat> {
  const [place, session] = await placeOf(current, uri);
  return asFileError(uri, async () => {
    const head = await headVersion(session.objects.s3(place.region), place, session.objects.signal);
    const time = place.written.getTime();
    const size = head.ContentLength ?? 0;
    return { type: FileType.File, ctime: time, mtime: time, size, permissions: FilePermission.Readonly };
  });
}

/** The data of a version. @throws FileSystemError, also for a large one that nobody has asked for. */
export async function dataOfVersion(current: CurrentSession, uri: Uri): Promise<Uint8Array> {
  const [place, session] = await placeOf(current, uri);
  const most = wanted.has(uri.toString()) ? mostBytes : unaskedBytes;
  return asFileError(uri, async () => {
    try {
      return await readVersion(session.objects.s3(place.region), place, most, session.objects.signal);
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw error;
      throw FileSystemError.Unavailable(
        l10n.t('This version is larger than {0}. Open it from its row in the Buckets view.', formatSize(most)),
      );
    }
  });
}
