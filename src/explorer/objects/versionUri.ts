import { Uri } from 'vscode';
import type { VersionPlace } from '../../model/objectVersion';
import { baseName } from '../../model/objectKey';
import { versionScheme } from './versionScheme';

/** What an address says of a version, beside its name. */
export interface AddressedVersion extends VersionPlace {
  /** When it was written, as it stands in the tab; two versions of a key are told apart by it. */
  readonly written: Date;
}

/** No file system can hold all characters of a key; what identifies the version is in the query. */
function inPath(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_');
}

function stamp(written: Date): string {
  return written.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
}

/** The address of a version in the editor: its tab shows the name of the object and the time in UTC. */
export function versionUri({ bucket, region, key, versionId, written }: AddressedVersion): Uri {
  const path = `/${inPath(bucket)}/${stamp(written)} UTC/${inPath(baseName(key))}`;
  const query = new URLSearchParams({ bucket, region, key, versionId, written: written.toISOString() });
  return Uri.from({ scheme: versionScheme, path, query: query.toString() });
}

/** The version of an address. `undefined` where it is not one of ours. */
export function versionOf(uri: Uri): AddressedVersion | undefined {
  const query = new URLSearchParams(uri.query);
  const [bucket, region, key, versionId, written] = ['bucket', 'region', 'key', 'versionId', 'written'].map((name) =>
    query.get(name),
  );
  if (uri.scheme !== versionScheme || !bucket || !region || !key || !versionId || !written) return undefined;
  const time = new Date(written);
  return Number.isNaN(time.getTime()) ? undefined : { bucket, region, key, versionId, written: time };
}
