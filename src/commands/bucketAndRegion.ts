import * as l10n from '@vscode/l10n';
import type { Services } from './command';
import { whichBucket } from './whichBucket';

/** The bucket that a command is for, and where it is. @throws Error where its Region is not known. */
export async function bucketAndRegion(
  { current }: Services,
  argument: unknown,
): Promise<{ readonly bucket: string; readonly region: string } | undefined> {
  const session = await current.open();
  const bucket = await whichBucket(current, argument);
  if (session === undefined || bucket === undefined) return undefined;
  const entry = session.entry(bucket);
  const region = entry?.listed.region ?? (entry?.state.kind === 'read' ? entry.state.region : undefined);
  if (region === undefined) throw new Error(l10n.t('The Region of {0} is not known yet. Refresh the bucket.', bucket));
  return { bucket, region };
}
