import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { commands, window } from 'vscode';
import { versionUri } from '../explorer/objects/versionUri';
import { unaskedBytes, wantLarge } from '../explorer/objects/versionData';
import type { StoredVersion } from '../model/objectVersion';
import { isArchived } from '../model/objectVersion';
import { formatSize } from '../ui/format';
import type { Command } from './command';
import type { FoundVersion } from './whichObject';
import { whichVersions } from './whichObject';

function isStored({ version }: FoundVersion): boolean {
  return version.kind === 'object';
}

/** Asks before much is loaded. */
async function mayLoad({ key, sizeBytes }: StoredVersion): Promise<boolean> {
  if (sizeBytes <= unaskedBytes) return true;
  const load = l10n.t('Load It');
  const detail = l10n.t('S3 bills the transfer out of AWS by the GB, and the editor takes long to show large files.');
  const question = l10n.t('Load {0} of {1}?', formatSize(sizeBytes), key);
  return (await window.showWarningMessage(question, { modal: true, detail }, load)) === load;
}

/**
 * The address of a version that the editor can open.
 * @returns `undefined` where the person does not want to load so much.
 * @throws Error where it cannot be read.
 */
export async function readableUri({ place, version }: FoundVersion): Promise<Uri | undefined> {
  if (version.kind === 'deleteMarker') throw new Error(l10n.t('A delete marker has no data.'));
  if (isArchived(version)) {
    throw new Error(
      l10n.t('This version is in {0}. S3 has to restore it before it can be read.', version.storageClass),
    );
  }
  if (!(await mayLoad(version))) return undefined;
  const { bucket, region, key } = place;
  const { versionId, lastModified: written } = version;
  const uri = versionUri({ bucket, region, key, versionId, written });
  if (version.sizeBytes > unaskedBytes) wantLarge(uri);
  return uri;
}

/** Opens a version as a file that cannot be changed. */
export const openVersion: Command = {
  id: 's3backup.openVersion',
  run: async (services, row) => {
    const question = l10n.t('Open which version?');
    const [found] = await whichVersions(services, [row], question, (version) => version.kind === 'object');
    const uri = found && isStored(found) ? await readableUri(found) : undefined;
    if (uri !== undefined) await commands.executeCommand('vscode.open', uri, { preview: true });
  },
};
