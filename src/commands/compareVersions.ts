import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { commands, window } from 'vscode';
import { baseName } from '../model/objectKey';
import type { ObjectVersion } from '../model/objectVersion';
import { isArchived } from '../model/objectVersion';
import { formatTime } from '../ui/format';
import type { Command, Services } from './command';
import { readableUri } from './openVersion';
import type { FoundVersion } from './whichObject';
import { pickVersion, sessionOf, whichVersions } from './whichObject';

function isReadable(version: ObjectVersion): boolean {
  return version.kind === 'object' && !isArchived(version);
}

/** Two versions of the rows, or one of a row and one that a person chooses. */
async function twoVersions(services: Services, rows: readonly unknown[]): Promise<readonly FoundVersion[]> {
  const chosen = await whichVersions(services, rows, l10n.t('Compare which version?'), isReadable);
  const [first] = chosen;
  if (first === undefined || chosen.length > 1) return chosen.slice(0, 2);
  const session = await sessionOf(services);
  const other = await pickVersion(first.place, session, l10n.t('Compare it with which version?'), (version) => {
    return isReadable(version) && version.versionId !== first.version.versionId;
  });
  return other === undefined ? [] : [first, other];
}

/** Shows what differs between two versions, the older one at the left. */
export const compareVersions: Command = {
  id: 's3backup.compareVersions',
  run: async (services, row, selected = []) => {
    const found = await twoVersions(services, [row, ...selected]);
    const [older, newer] = found.toSorted(
      (one, other) => one.version.lastModified.getTime() - other.version.lastModified.getTime(),
    );
    if (older === undefined || newer === undefined) return;
    const left = await readableUri(older);
    const right = left && (await readableUri(newer));
    if (left === undefined || right === undefined) return;
    const session = await sessionOf(services);
    const times = [older, newer].map(({ version }) => formatTime(version.lastModified, session.now()));
    const title = l10n.t('{0}: {1} ↔ {2}', baseName(newer.place.key), times[0] ?? '', times[1] ?? '');
    await commands.executeCommand('vscode.diff', left, right, title);
  },
};

/** Shows what differs between a version and a file. */
export const compareWithFile: Command = {
  id: 's3backup.compareWithFile',
  run: async (services, row) => {
    const [found] = await whichVersions(services, [row], l10n.t('Compare which version?'), isReadable);
    if (found === undefined) return;
    const title = l10n.t('Compare {0} with which file?', baseName(found.place.key));
    const [file] = (await window.showOpenDialog({ title, openLabel: l10n.t('Compare') })) ?? [];
    const uri: Uri | undefined = file && (await readableUri(found));
    if (file === undefined || uri === undefined) return;
    const name = baseName(found.place.key);
    const session = await sessionOf(services);
    const time = formatTime(found.version.lastModified, session.now());
    const between = l10n.t('{0}: {1} ↔ {2}', name, time, baseName(file.path));
    await commands.executeCommand('vscode.diff', uri, file, between);
  },
};
