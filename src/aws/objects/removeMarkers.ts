import type { DeletedObject, S3Client } from '@aws-sdk/client-s3';
import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import type { BucketAddress } from '../changes/changeTarget';
import { classify, describeFailure } from '../failure';
import { largestBatch } from './batches';

/** A delete marker. */
export interface Marker {
  readonly key: string;
  readonly versionId: string;
}

/** What S3 said of a marker that it did not remove. */
export interface MarkerError {
  readonly code: string;
  readonly message: string;
}

/** By the key and the version id: why it was not removed. */
export type MarkerErrors = ReadonlyMap<string, MarkerError>;

export function markerId({ key, versionId }: Marker): string {
  return `${versionId} ${key}`;
}

/** The body of the request is XML 1.0, which cannot hold every character of a key. Source: XML 1.0, 2.2. */
function fitsXml(key: string): boolean {
  return !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(key);
}

/** How answers name a version. */
type Named = Pick<DeletedObject, 'Key' | 'VersionId'>;

async function removeTogether(
  s3: S3Client,
  address: BucketAddress,
  markers: readonly Marker[],
): Promise<[string, MarkerError][]> {
  const Objects = markers.map(({ key, versionId }) => ({ Key: key, VersionId: versionId }));
  const { Deleted = [], Errors = [] } = await s3.send(new DeleteObjectsCommand({ ...address, Delete: { Objects } }));
  const idOf = ({ Key: key = '', VersionId: versionId = '' }: Named): string => markerId({ key, versionId });
  const errors = new Map(
    Errors.map((error) => [idOf(error), { code: error.Code ?? '', message: error.Message ?? '' }]),
  );
  const deleted = new Set(Deleted.map(idOf));
  return markers.flatMap((marker): [string, MarkerError][] => {
    const id = markerId(marker);
    const error = errors.get(id);
    if (error !== undefined) return [[id, error]];
    // What is in neither list may be there still.
    return deleted.has(id)
      ? []
      : [[id, { code: 'Unconfirmed', message: l10n.t('S3 did not say that it is removed.') }]];
  });
}

async function removeAlone(s3: S3Client, address: BucketAddress, marker: Marker): Promise<[string, MarkerError][]> {
  try {
    await s3.send(new DeleteObjectCommand({ ...address, Key: marker.key, VersionId: marker.versionId }));
    return [];
  } catch (error) {
    const message = describeFailure(classify(error, 's3:DeleteObjectVersion'));
    return [[markerId(marker), { code: error instanceof Error ? error.name : '', message }]];
  }
}

/**
 * Removes up to 1,000 delete markers, each named by its version. Removing one that is gone already changes nothing. A call
 * is never given up half way.
 * @returns those that S3 did not remove.
 * @throws what the SDK throws, where S3 refused the call as a whole.
 */
export async function removeMarkers(
  s3: S3Client,
  address: BucketAddress,
  markers: readonly Marker[],
): Promise<MarkerErrors> {
  if (markers.length > largestBatch) throw new RangeError(`One call removes ${largestBatch} versions at the most.`);
  const together = markers.filter(({ key }) => fitsXml(key));
  const errors = together.length === 0 ? [] : await removeTogether(s3, address, together);
  for (const marker of markers) {
    if (!fitsXml(marker.key)) errors.push(...(await removeAlone(s3, address, marker)));
  }
  return new Map(errors);
}
