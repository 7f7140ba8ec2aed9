import { DeleteObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { ChangeTarget } from '../../../src/aws/changes/changeTarget';
import { targetOf } from '../changes/changing';
import type { Clients } from '../emulator/sample';
import { emptyAccount, makeBucket, region } from '../emulator/sample';

export const bucket = 'files';

export function at(key: string): { readonly bucket: string; readonly region: string; readonly key: string } {
  return { bucket, region, key };
}

/** An account with one bucket, and a look at it through the product's own clients. */
export async function oneBucket(
  versioning: 'Enabled' | 'Suspended' = 'Enabled',
): Promise<{ readonly clients: Clients; readonly target: ChangeTarget }> {
  const clients = emptyAccount();
  await makeBucket(clients, bucket, versioning);
  return { clients, target: targetOf(clients.account) };
}

export async function remove({ s3 }: Clients, key: string, versionId?: string): Promise<string> {
  const output = await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  return output.VersionId ?? '';
}

/** All that the bucket holds, as "key version" and "key marker", the current ones with a star. */
export async function holds({ s3 }: Clients): Promise<readonly string[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
  const lines = [
    ...Versions.map(
      ({ Key, IsLatest, Size }) => `${Key ?? ''} version of ${Size ?? 0}${IsLatest === true ? ' *' : ''}`,
    ),
    ...DeleteMarkers.map(({ Key, IsLatest }) => `${Key ?? ''} marker${IsLatest === true ? ' *' : ''}`),
  ];
  return lines.toSorted();
}
