import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import { bucketArn, partitionOf } from '../model/arn';
import type { IndexedPoint } from '../aws/search/pointIndex';
import type { StartSearchInput } from '../aws/search/operations';
import type { PointsOwner } from '../explorer/buckets/nodes';
import type { Command, Services } from './command';
import { followSearch } from './followSearch';
import { isOffered } from './insideOffer';
import type { BegunWork } from './plannedWork';
import { doneText, openSession, previewInside } from './previewInside';
import type { ChosenPoint } from './whichPoint';
import { whichPoint } from './whichPoint';

async function begin(services: Services, owner: PointsOwner, input: StartSearchInput): Promise<BegunWork> {
  const { inside } = await openSession(services);
  const { startSearch } = await import('../aws/search/search');
  const id = await startSearch(inside.search(owner.region), input);
  // It goes on after the preview has told of it; what fails is told by its own message.
  void followSearch(services, owner, id);
  return doneText(l10n.t('The search has begun'), [
    l10n.t('Its identifier is {0}. What it finds is kept for seven days by AWS Backup.', id),
  ]);
}

function preview(services: Services, owner: PointsOwner, input: StartSearchInput): Promise<void> {
  const points = input.SearchScope.BackupResourceArns.length;
  const where =
    points === 1
      ? l10n.t('Its index is searched in 1 recovery point of {0}. Delete markers are never found.', owner.name)
      : l10n.t(
          'The indexes of {0} recovery points of {1} are searched. Delete markers are never found.',
          points,
          owner.name,
        );
  return previewInside(services, {
    notes: {
      title: l10n.t('Search in recovery points of {0}', owner.name),
      afterwards: [where],
      costs: [l10n.t('AWS Backup bills each search by the number of objects in the indexes that it looks through.')],
      undo: l10n.t('A search changes nothing. It can be stopped while it runs; what it has looked through is billed.'),
      actions: [
        'backup:ListIndexedRecoveryPointsForSearch',
        'backup:SearchRecoveryPoint',
        'backup-search:StartSearchJob',
        'backup-search:GetSearchJob',
        'backup-search:ListSearchJobResults',
        'backup-search:StopSearchJob',
      ],
    },
    call: { service: 'backupsearch', operation: 'StartSearchJob', region: owner.region, input },
    button: l10n.t('Search'),
    begin: (now) => begin(now, owner, input),
  });
}

/** Says why there is nothing to search in, and offers what helps. */
async function tellNoIndex({ owner, point }: ChosenPoint, all: readonly IndexedPoint[]): Promise<void> {
  if (all.some(({ status }) => status === 'PENDING')) {
    void window.showInformationMessage(l10n.t('An index of {0} is being made. Search again in a while.', owner.name));
    return;
  }
  const index = l10n.t('Index…');
  const message = l10n.t('No recovery point of {0} is indexed. A search looks in indexes only.', owner.name);
  if ((await window.showInformationMessage(message, index)) === index) {
    await commands.executeCommand('s3backup.indexPoint', { owner, point });
  }
}

/** Looks for objects by their keys, sizes and times in recovery points that are indexed, without a restore. */
export const searchPoints: Command = {
  id: 's3backup.searchPoints',
  run: async (services, argument) => {
    const chosen = await whichPoint(services, argument);
    if (chosen === undefined) return;
    const { session, owner, point } = chosen;
    if (!(await isOffered(session, 'search', owner.region))) return;
    const { readIndexedPoints } = await import('../aws/search/pointIndex');
    const { inside } = session;
    const arn = bucketArn(owner.name, partitionOf(owner.region));
    const all = await readIndexedPoints(inside.backup(owner.region), arn, inside.signal);
    const indexed = all.filter(({ status }) => status === 'ACTIVE');
    if (indexed.length === 0) {
      await tellNoIndex(chosen, all);
      return;
    }
    const [{ askForSearch }, { searchInput }] = await Promise.all([
      import('./searchSteps'),
      import('../aws/search/search'),
    ]);
    const title = l10n.t('Search in recovery points of {0}', owner.name);
    const wish = await askForSearch(title, indexed, [point.arn]);
    if (wish !== undefined) await preview(services, owner, searchInput(wish, randomUUID()));
  },
};
