import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { BucketPlace } from '../aws/changes/goal';
import type { KeyPlace } from '../aws/objects/keyNow';
import { readKey } from '../aws/objects/keyNow';
import type { FolderOfObjects, ObjectNode, ObjectsNode, VersionNode } from '../explorer/objects/nodes';
import { isObjectsNode } from '../explorer/objects/nodes';
import { versionWords } from '../explorer/objects/words';
import type { AccountSession } from '../explorer/session/accountSession';
import type { ObjectVersion } from '../model/objectVersion';
import type { KeyHistory } from '../protection/versions/history';
import { formatTime } from '../ui/format';
import { placeOf } from './bucketsToChange';
import type { Services } from './command';
import type { Wanted } from './pickObject';
import { pickObject } from './pickObject';
import { whichBucket } from './whichBucket';

/** A row of a bucket's objects, if it is one. */
function objectsNode(row: unknown): ObjectsNode | undefined {
  if (typeof row !== 'object' || row === null || !('kind' in row) || typeof row.kind !== 'string') return undefined;
  const node: { readonly kind: string } = { ...row, kind: row.kind };
  return isObjectsNode(node) ? node : undefined;
}

/** @throws Error where there is no connection. */
export async function sessionOf({ current }: Services): Promise<AccountSession> {
  const session = await current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  return session;
}

function keyOf({ bucket, region, ...node }: ObjectNode | VersionNode): KeyPlace {
  return { bucket, region, key: node.kind === 'object' ? node.history.key : node.version.key };
}

async function walk(
  services: Services,
  argument: unknown,
  wanted: Wanted,
): Promise<[BucketPlace, KeyHistory | string] | undefined> {
  const session = await sessionOf(services);
  const bucket = await whichBucket(services.current, objectsNode(argument) === undefined ? undefined : argument);
  if (bucket === undefined) return undefined;
  const place = placeOf(bucket, session);
  const found = await pickObject(place, wanted, session);
  return found === undefined ? undefined : [place, found];
}

/**
 * The keys that a command is for: those of its rows, or the one that a person walks to.
 * @returns none where the person gives up.
 */
export async function whichKeys(
  services: Services,
  rows: readonly unknown[],
  question: string,
  fits: Wanted['fits'],
): Promise<readonly KeyPlace[]> {
  const nodes = [...new Set(rows)].flatMap((row) => objectsNode(row) ?? []);
  const keys = nodes.flatMap((node) => (node.kind === 'object' || node.kind === 'version' ? keyOf(node) : []));
  if (keys.length > 0) return keys.filter((one, index) => keys.findIndex(({ key }) => key === one.key) === index);
  const found = await walk(services, rows[0], { question, fits, folders: false });
  if (found === undefined || typeof found[1] === 'string') return [];
  return [{ ...found[0], key: found[1].key }];
}

/** The folder that a command is for: that of its row, or the one that a person walks to. */
export async function whichFolder(
  services: Services,
  row: unknown,
  question: string,
): Promise<Pick<FolderOfObjects, 'bucket' | 'region' | 'prefix'> | undefined> {
  const node = objectsNode(row);
  if (node?.kind === 'objects') return node;
  const found = await walk(services, row, { question, folders: true, fits: () => false });
  return found === undefined || typeof found[1] !== 'string' ? undefined : { ...found[0], prefix: found[1] };
}

/** A version, and where it is. */
export interface FoundVersion {
  readonly place: KeyPlace;
  readonly version: ObjectVersion;
}

/** Lets a person choose a version of a key. */
export async function pickVersion(
  place: KeyPlace,
  session: AccountSession,
  question: string,
  fits: (version: ObjectVersion) => boolean,
): Promise<FoundVersion | undefined> {
  const load = async () => {
    const { versions } = await readKey(session.objects.s3(place.region), place, session.objects.signal);
    const items = versions.filter(fits).map((version) => ({
      label: formatTime(version.lastModified, session.now()),
      description: versionWords(version),
      detail: version.versionId,
      version,
    }));
    if (items.length === 0) throw new Error(l10n.t('{0} has no version that fits.', place.key));
    return items;
  };
  const items = await load();
  const picked = await window.showQuickPick(items, { title: place.key, placeHolder: question, matchOnDetail: true });
  return picked && { place, version: picked.version };
}

/**
 * The versions that a command is for: those of its rows, or the one that a person chooses; of a key's row the current one,
 * where `fits` says so.
 */
export async function whichVersions(
  services: Services,
  rows: readonly unknown[],
  question: string,
  fits: (version: ObjectVersion) => boolean,
): Promise<readonly FoundVersion[]> {
  const nodes = [...new Set(rows)].flatMap((row) => objectsNode(row) ?? []);
  const found = nodes.flatMap((node) =>
    node.kind === 'version' && fits(node.version) ? [{ place: keyOf(node), version: node.version }] : [],
  );
  if (found.length > 0) return found;
  const [key] = await whichKeys(services, rows, question, ({ versions }) => versions.some(fits));
  if (key === undefined) return [];
  const picked = await pickVersion(key, await sessionOf(services), question, fits);
  return picked === undefined ? [] : [picked];
}
