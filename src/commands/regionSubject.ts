import * as l10n from '@vscode/l10n';
import type { BucketPlace } from '../aws/changes/goal';
import type { RegionReading } from '../aws/region';
import type { AccountSession } from '../explorer/session/accountSession';
import type { ReadBucket } from '../explorer/session/bucketEntry';

/** Plans and vaults reach only their own Region. @param refusal Said where the buckets are in several; `{0}` names them. */
export function onlyRegion(buckets: readonly BucketPlace[], refusal: (regions: string) => string): string {
  const regions = new Set(buckets.map(({ region }) => region));
  const [region] = regions;
  if (regions.size !== 1 || region === undefined) throw new Error(refusal([...regions].join(', ')));
  return region;
}

/** The buckets as they are read; what is not yet is read now. @throws Error where one could not be read. */
export async function readBuckets(names: readonly string[], session: AccountSession): Promise<readonly ReadBucket[]> {
  const unread = names.filter((name) => session.entry(name)?.state.kind !== 'read');
  if (unread.length > 0) await session.refresh(unread);
  const states = names.flatMap((name) => {
    const state = session.entry(name)?.state;
    return state?.kind === 'read' ? [state] : [];
  });
  if (states.length < names.length) throw new Error(l10n.t('Not all of the buckets could be read.'));
  return states;
}

/** What is known of a Region. @throws Error where the connection does not look there. */
export async function readingOf(region: string, session: AccountSession): Promise<RegionReading> {
  const reading = (await session.regionReadings()).find((candidate) => candidate.region === region);
  if (reading === undefined) throw new Error(l10n.t('Choose {0} among the Regions of the connection first.', region));
  return reading;
}
