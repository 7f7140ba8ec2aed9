import * as l10n from '@vscode/l10n';
import type { TimelinePlace } from '../explorer/timeline/readTimeline';
import type { Command } from './command';
import { whichBucketOrGone } from './whichBucketOrGone';

/** What a row of recovery points tells beside the bucket's name. */
interface AboutRow {
  readonly place?: TimelinePlace;
  readonly moment?: Date;
}

function member(argument: unknown, name: string): unknown {
  return typeof argument === 'object' && argument !== null ? Reflect.get(argument, name) : undefined;
}

/** Rows of recovery points name their bucket by its owner, and a single point has a moment. */
function rowOf(argument: unknown): AboutRow {
  const owner = member(argument, 'owner');
  const bucket = member(owner, 'name');
  const region = member(owner, 'region');
  const moment = member(member(argument, 'point'), 'createdAt');
  return {
    ...(typeof bucket === 'string' && { place: { bucket, ...(typeof region === 'string' && { region }) } }),
    ...(moment instanceof Date && { moment }),
  };
}

/** Opens the recovery timeline of a bucket: what it can be brought back to, drawn and as a list. */
export const showTimeline: Command = {
  id: 's3backup.showTimeline',
  run: async ({ current, timelines }, argument) => {
    const { place, moment } = rowOf(argument);
    const bucket = place?.bucket ?? (await whichBucketOrGone(current, argument, l10n.t('Which bucket?')));
    if (bucket === undefined) return;
    (await timelines()).show(place ?? { bucket }, moment);
  },
};
