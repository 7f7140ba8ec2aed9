import * as l10n from '@vscode/l10n';
import { listVersionsAction } from '../../aws/objects/listVersions';
import { classify } from '../../aws/failure';
import { compareKeys } from '../../model/objectKey';
import type { AccountSession } from '../session/accountSession';
import { failureRows } from '../shared/failureRows';
import type { MessageNode, RowCommand } from '../shared/message';
import type { FolderOfObjects, ObjectNode, ObjectsNode, VersionNode } from './nodes';
import { objectsId } from './nodes';

type Shown = ObjectsNode | MessageNode;

/** The row of a bucket's objects. */
export function objectsOf(bucket: string, region: string): FolderOfObjects {
  return { kind: 'objects', bucket, region, prefix: '', around: '' };
}

function nothing(id: string, text: string): MessageNode {
  return { kind: 'message', id: `${id}/none`, icon: 'info', text };
}

function nameOf(node: FolderOfObjects | ObjectNode): string {
  return node.kind === 'objects' ? node.prefix : node.history.key;
}

/** Folders and keys in one order, as S3 lists them. */
async function folderRows(folder: FolderOfObjects, session: AccountSession): Promise<readonly Shown[]> {
  const { bucket, region, prefix: around } = folder;
  const list = session.objects.folder(folder, around);
  await list.open();
  const folders = list.prefixes.map((prefix): FolderOfObjects => ({ kind: 'objects', bucket, region, prefix, around }));
  const keys = list.keys.map((history): ObjectNode => ({ kind: 'object', bucket, region, history, around }));
  const rows: Shown[] = [...folders, ...keys].toSorted((one, other) => compareKeys(nameOf(one), nameOf(other)));
  if (rows.length === 0 && !list.hasMore) rows.push(nothing(objectsId(folder), l10n.t('No objects.')));
  if (list.hasMore) rows.push({ kind: 'more-objects', bucket, region, above: folder });
  return rows;
}

async function versionRows(node: ObjectNode, session: AccountSession): Promise<readonly Shown[]> {
  const { bucket, region, history } = node;
  const list = session.objects.versions(node, history.key);
  await list.open();
  const [found] = list.keys;
  const rows: Shown[] = (found?.versions ?? []).map((version): VersionNode => {
    return { kind: 'version', bucket, region, version };
  });
  if (rows.length === 0) rows.push(nothing(objectsId(node), l10n.t('It is not there any more.')));
  if (list.hasMore) rows.push({ kind: 'more-objects', bucket, region, above: node });
  return rows;
}

/** Reads them again; of a denied action there is a policy to copy. */
function troubleRows(node: FolderOfObjects | ObjectNode, error: unknown): readonly MessageNode[] {
  const failure = classify(error, listVersionsAction);
  const id = objectsId(node);
  const again: RowCommand = { id: 's3backup.loadMoreObjects', title: l10n.t('Try again'), argument: id };
  const rows = failureRows(id, failure, again);
  if (failure.kind !== 'denied') return rows;
  const title = l10n.t('Copy policy');
  const command: RowCommand = { id: 's3backup.copyPolicyFor', title, argument: `${failure.action} ${node.bucket}` };
  const text = l10n.t('Copy a policy that allows it…');
  return [...rows, { kind: 'message', id: `${id}/policy`, icon: 'info', text, command }];
}

/** The rows beneath a folder or a key. What fails becomes rows that say so. */
export async function objectRows(
  node: FolderOfObjects | ObjectNode,
  session: AccountSession,
): Promise<readonly Shown[]> {
  try {
    return await (node.kind === 'objects' ? folderRows(node, session) : versionRows(node, session));
  } catch (error) {
    return troubleRows(node, error);
  }
}

/** Reads the next page, or the first once more. What fails is said when the rows are drawn. */
export async function readMore(node: FolderOfObjects | ObjectNode, session: AccountSession): Promise<void> {
  const { objects } = session;
  const list = node.kind === 'objects' ? objects.folder(node, node.prefix) : objects.versions(node, node.history.key);
  await list.more().catch(() => undefined);
}
