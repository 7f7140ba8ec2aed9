import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { QuickPickItemKind, window } from 'vscode';
import type { ChangeTarget } from '../aws/changes/changeTarget';
import type { BucketPlace } from '../aws/changes/goal';
import { UnreadError } from '../aws/changes/reading';
import type { KeyPlace } from '../aws/objects/keyNow';
import { keyNow } from '../aws/objects/keyNow';
import type { Replica } from '../aws/objects/replicas';
import { placeOfReplica, readReplicas } from '../aws/objects/replicas';
import { versionWords } from '../explorer/objects/words';
import { baseName } from '../model/objectKey';
import type { ObjectVersion } from '../model/objectVersion';
import type { KeyHistory } from '../protection/versions/history';
import { formatTime } from '../ui/format';
import type { Command } from './command';
import { previewChange } from './previewChange';
import { sessionOf, whichKeys } from './whichObject';

interface ReplicaItem extends QuickPickItem {
  readonly found?: { readonly place: BucketPlace; readonly version: ObjectVersion };
}

/** How a version of the replica stands to those of the bucket: S3 gives both the same id. */
function comparison(version: ObjectVersion, here: KeyHistory): string {
  const same = here.versions.find(({ versionId }) => versionId === version.versionId);
  if (same !== undefined) return l10n.t('also in the bucket');
  const alike = here.versions.some(
    (one) => one.kind === 'object' && version.kind === 'object' && one.etag !== undefined && one.etag === version.etag,
  );
  return alike ? l10n.t('the bucket has the same data as another version') : l10n.t('only in the replica');
}

function separator(label: string): ReplicaItem {
  return { label, kind: QuickPickItemKind.Separator };
}

/** What a replica has of a key. What cannot be read is said in its place. */
async function itemsOf(replica: Replica, here: KeyHistory, target: ChangeTarget, now: Date): Promise<ReplicaItem[]> {
  const place = placeOfReplica(replica);
  const deletes = replica.takesDeletes ? l10n.t('takes deletes too') : l10n.t('does not take deletes');
  const head = separator(`${replica.bucket} · ${deletes}`);
  if (place === undefined) {
    const { region } = replica;
    const why = region.state === 'denied' ? l10n.t('{0} is denied', region.action) : l10n.t('its Region is not known');
    return [head, separator(why)];
  }
  try {
    const { versions } = await keyNow({ ...place, key: here.key }, target);
    const stored = versions.filter(({ kind }) => kind === 'object');
    if (stored.length === 0) return [head, separator(l10n.t('It is not in this replica either.'))];
    const items = stored.map((version) => ({
      label: formatTime(version.lastModified, now),
      description: `${versionWords(version)} · ${comparison(version, here)}`,
      detail: version.versionId,
      found: { place, version },
    }));
    return [head, ...items];
  } catch (error) {
    if (error instanceof UnreadError) return [head, separator(error.message)];
    throw error;
  }
}

async function pick(place: KeyPlace, here: KeyHistory, target: ChangeTarget, now: Date) {
  const replicas = await readReplicas(place, target);
  if (replicas.length === 0) throw new Error(l10n.t('{0} is not replicated to another bucket.', place.bucket));
  const items = (await Promise.all(replicas.map((replica) => itemsOf(replica, here, target, now)))).flat();
  const picked = await window.showQuickPick(items, {
    title: place.key,
    placeHolder: l10n.t(
      'Copy which version back? A replica is no backup: what is overwritten is overwritten there too.',
    ),
    matchOnDescription: true,
  });
  return picked?.found;
}

/** Looks for an object in the buckets that its bucket is replicated to, and shows what copies it back. */
export const findInReplica: Command = {
  id: 's3backup.findInReplica',
  run: async (services, row) => {
    const [place] = await whichKeys(services, [row], l10n.t('Look for which object?'), () => true);
    if (place === undefined) return;
    const session = await sessionOf(services);
    const target = await session.changeTarget();
    const here = await keyNow(place, target);
    const found = await pick(place, here, target, session.now());
    if (found === undefined) return;
    const goal = {
      kind: 'restoreVersion',
      ...place,
      from: found.place,
      versionId: found.version.versionId,
      current: here.versions[0]?.versionId ?? '',
    } as const;
    await previewChange(services, l10n.t('Copy {0} back from {1}', baseName(place.key), found.place.bucket), [goal]);
  },
};
