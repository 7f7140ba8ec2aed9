import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { commands, env, ProgressLocation, window } from 'vscode';
import { classify, failureSentences } from '../aws/failure';
import type { FoundVersion, SearchProgress } from '../aws/search/search';
import type { PointsOwner } from '../explorer/buckets/nodes';
import type { PointsInside } from '../explorer/session/pointsInside';
import { formatExact, formatSize } from '../ui/format';
import type { Services } from './command';
import { openSession } from './previewInside';

/** How often a search is asked how far it is. In milliseconds. */
const askEvery = 1_500;

interface Followed {
  readonly inside: PointsInside;
  readonly owner: PointsOwner;
  readonly id: string;
}

function progressWords({ matched = 0, scanned = 0, toScan }: SearchProgress): string {
  return toScan === undefined
    ? l10n.t('{0} found, {1} objects looked through', matched, scanned)
    : l10n.t('{0} found, {1} of {2} objects looked through', matched, scanned, toScan);
}

/** Waits for the end of a search. Cancelling stops it in AWS, and leaves what it has found. */
async function untilEnd({ inside, owner, id }: Followed): Promise<SearchProgress> {
  const { readSearch, stopSearch } = await import('../aws/search/search');
  const client = inside.search(owner.region);
  const options = { location: ProgressLocation.Notification, cancellable: true };
  const title = l10n.t('Searching in recovery points of {0}', owner.name);
  return window.withProgress({ ...options, title }, async (report, token) => {
    let isStopped = false;
    for (;;) {
      const progress = await readSearch(client, id, inside.signal);
      if (progress.status !== 'RUNNING' && progress.status !== 'STOPPING') return progress;
      report.report({ message: progressWords(progress) });
      if (token.isCancellationRequested && !isStopped) {
        await stopSearch(client, id);
        isStopped = true;
      }
      await sleep(askEvery, undefined, { signal: inside.signal });
    }
  });
}

interface FoundItem extends QuickPickItem {
  readonly found?: FoundVersion;
}

function itemOf(found: FoundVersion): FoundItem {
  const { key, bytes, createdAt, versionId } = found;
  const parts = [
    ...(bytes === undefined ? [] : [formatSize(bytes)]),
    ...(createdAt === undefined ? [] : [formatExact(createdAt)]),
  ];
  return {
    label: key,
    description: parts.join(' · '),
    ...(versionId !== undefined && { detail: l10n.t('version {0}', versionId) }),
    found,
  };
}

function foundWords(count: number, hasMore: boolean, { status }: SearchProgress): string {
  const words =
    count === 0
      ? l10n.t('Nothing was found.')
      : hasMore
        ? l10n.t('The first {0} versions found. Choose one.', count)
        : l10n.t('{0} versions found. Choose one.', count);
  return status === 'COMPLETED' ? words : `${words} ${l10n.t('The search has ended as {0}.', status)}`;
}

/** What there is to choose from: pages as they are asked for. @returns `undefined` where the person gives up. */
async function chooseFound({ inside, owner, id }: Followed, ended: SearchProgress): Promise<FoundVersion | undefined> {
  const { readFound } = await import('../aws/search/search');
  const more: FoundItem = { label: l10n.t('Load more…') };
  const items: FoundItem[] = [];
  let from: string | undefined;
  for (;;) {
    const page = await readFound(inside.search(owner.region), id, from, inside.signal);
    items.push(...page.found.map(itemOf));
    from = page.next;
    const placeHolder = foundWords(items.length, from !== undefined, ended);
    const shown = from === undefined ? items : [...items, more];
    const picked = await window.showQuickPick(shown, { placeHolder, matchOnDescription: true });
    if (picked !== more) return picked?.found;
  }
}

async function actOn(owner: PointsOwner, { key, recoveryPointArn }: FoundVersion): Promise<void> {
  const restore = l10n.t('Restore this…');
  const copy = l10n.t('Copy the key');
  const choice = await window.showQuickPick([restore, copy], { placeHolder: key });
  if (choice === copy) await env.clipboard.writeText(key);
  if (choice !== restore) return;
  const { name: bucket } = owner;
  await commands.executeCommand('s3backup.restore', { kind: 'items', bucket, recoveryPointArn, keys: [key] });
}

/** Follows a search to its end, and shows what it has found. Nothing is thrown. */
export async function followSearch(services: Services, owner: PointsOwner, id: string): Promise<void> {
  try {
    const { inside } = await openSession(services);
    const followed = { inside, owner, id };
    const ended = await untilEnd(followed);
    if (ended.status === 'FAILED') {
      void window.showErrorMessage(
        l10n.t('The search failed: {0}', ended.message ?? l10n.t('AWS Backup does not say why.')),
      );
      return;
    }
    const found = await chooseFound(followed, ended);
    if (found !== undefined) await actOn(owner, found);
  } catch (error) {
    services.log.error(error instanceof Error ? error : String(error));
    const words = failureSentences(classify(error, 'backup-search:GetSearchJob'));
    void window.showErrorMessage(l10n.t('The search could not be followed. {0}', words));
  }
}
