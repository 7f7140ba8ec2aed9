import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import { failureSentences } from '../aws/failure';
import { placeOf } from './bucketsToChange';
import type { Command, Services } from './command';
import { partitionOf } from '../model/arn';
import { signalOf } from './signalOf';
import { tellDenied } from './tellDenied';
import { whichBucket } from './whichBucket';

async function look(services: Services, argument: unknown, isAnew: boolean): Promise<void> {
  const { current, documents } = services;
  const name = await whichBucket(current, argument);
  const { session } = current;
  if (name === undefined || session === undefined) return;
  const isThere = !isAnew && session.leftOut.of(name)?.kind === 'looked';
  if (!isThere) {
    const { region } = placeOf(name, session);
    const title = l10n.t('Looking at what backups of {0} leave out', name);
    const check = await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (_progress, token) => session.leftOut.look(name, region, signalOf(token)),
    );
    if (check?.kind === 'failed') {
      const { failure } = check;
      if (failure.kind !== 'denied') throw new Error(failureSentences(failure));
      await tellDenied({ action: failure.action, bucket: name, partition: partitionOf(region) });
    }
    if (check?.kind !== 'looked') return;
  }
  const { leftOutDocument } = await import('../explorer/documents/leftOutDocument');
  await documents.showRendered(leftOutDocument(name, session));
}

/** Looks at some objects of a bucket, and tells what AWS Backup does not save of them. Nothing is written. */
export const checkLeftOut: Command = {
  id: 's3backup.checkLeftOut',
  run: (services, argument) => look(services, argument, true),
};

/** Tells what was found at the last look; without one, looks first. */
export const showLeftOut: Command = {
  id: 's3backup.showLeftOut',
  run: (services, argument) => look(services, argument, false),
};
