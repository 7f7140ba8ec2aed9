import * as l10n from '@vscode/l10n';
import type { FileStat, Uri } from 'vscode';
import { FilePermission, FileSystemError, FileType } from 'vscode';
import type { PointEntry } from '../../aws/accessPoints/readThrough';
import { entryAt, listAt, readAt } from '../../aws/accessPoints/readThrough';
import { classify, errorName, failureSentences } from '../../aws/failure';
import type { CurrentSession } from '../session/currentSession';
import { placeOf } from './pointUri';

/** Reads through an access point; what fails is an error of the file system, with its cause and the next step. */
async function through<T>(
  current: CurrentSession,
  uri: Uri,
  read: (access: Parameters<typeof entryAt>[0], path: string) => Promise<T>,
): Promise<T> {
  const session = await current.open();
  if (session === undefined) throw FileSystemError.Unavailable(l10n.t('There is no connection to an account.'));
  const { alias, region, path } = placeOf(uri);
  const { inside } = session;
  try {
    return await read({ s3: inside.s3(region), alias, signal: inside.signal }, path);
  } catch (error) {
    if (error instanceof FileSystemError) throw error;
    if (errorName(error) === 'NoSuchKey') throw FileSystemError.FileNotFound(uri);
    const failure = failureSentences(classify(error, 's3:GetObject'));
    const gone = errorName(error) === 'NoSuchBucket';
    throw FileSystemError.Unavailable(gone ? l10n.t('The backup access point is not there any more.') : failure);
  }
}

function statOf(entry: PointEntry): FileStat {
  const isFolder = entry.kind === 'folder';
  const time = entry.kind === 'object' ? entry.modifiedAt.getTime() : 0;
  return {
    type: isFolder ? FileType.Directory : FileType.File,
    ctime: time,
    mtime: time,
    size: entry.kind === 'object' ? entry.bytes : 0,
    permissions: FilePermission.Readonly,
  };
}

export function statPoint(current: CurrentSession, uri: Uri): Promise<FileStat> {
  return through(current, uri, async (access, path) => {
    const entry = await entryAt(access, path);
    if (entry === undefined) throw FileSystemError.FileNotFound(uri);
    return statOf(entry);
  });
}

export function listPoint(current: CurrentSession, uri: Uri): Promise<[string, FileType][]> {
  return through(current, uri, async (access, path) => {
    const entries = await listAt(access, path);
    return entries.map(({ name, kind }) => [name, kind === 'folder' ? FileType.Directory : FileType.File]);
  });
}

export function dataOfPoint(current: CurrentSession, uri: Uri): Promise<Uint8Array> {
  return through(current, uri, (access, path) => readAt(access, path));
}
