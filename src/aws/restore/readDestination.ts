import {
  GetBucketOwnershipControlsCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Fact } from '../../model/fact';
import { absent, known, unmanaged, valueOf } from '../../model/fact';
import type { DestinationFacts } from '../../protection/restore/facts';
import type { RestoreRequest } from '../../protection/restore/request';
import { locateBucket, versioningOf } from '../buckets';
import { readFact } from '../call';
import type { ChangeTarget } from '../changes/changeTarget';
import { addressOf } from '../changes/changeTarget';

const unread = { versioning: unmanaged, aclsEnabled: unmanaged, blocksPublicAcls: unmanaged };

/** What a restore hangs on in the bucket that it writes into: one call for its place, and up to three for its settings. */
export async function readDestination(
  { destination, origin, restoresAcls }: RestoreRequest,
  target: ChangeTarget,
): Promise<DestinationFacts> {
  const region = await locateBucket(target.s3(origin.region), destination.bucket, target.signal);
  const isElsewhere = region.state === 'known' && region.value !== origin.region;
  if (destination.kind === 'new' || region.state === 'absent' || isElsewhere) return { region, ...unread };
  const s3 = target.s3(valueOf(region) ?? origin.region);
  const address = addressOf(destination.bucket, target);
  const options = { abortSignal: target.signal };
  const [versioning, aclsEnabled, blocksPublicAcls] = await Promise.all([
    readFact({
      action: 's3:GetBucketVersioning',
      read: async () => versioningOf(await s3.send(new GetBucketVersioningCommand(address), options)),
    }),
    restoresAcls ? readOwnership(s3, address, target.signal) : unmanaged,
    restoresAcls ? readPublicAccess(s3, address, target.signal) : unmanaged,
  ]);
  return { region, versioning, aclsEnabled, blocksPublicAcls };
}

type Address = ReturnType<typeof addressOf>;

/** Buckets without ownership controls are older than those, and have ACLs. Source: Amazon S3 user guide, object ownership. */
async function readOwnership(s3: S3Client, address: Address, signal: AbortSignal): Promise<Fact<boolean>> {
  const fact = await readFact({
    action: 's3:GetBucketOwnershipControls',
    absentErrors: ['OwnershipControlsNotFoundError'],
    read: async () => {
      const output = await s3.send(new GetBucketOwnershipControlsCommand(address), { abortSignal: signal });
      return known(output.OwnershipControls?.Rules?.[0]?.ObjectOwnership !== 'BucketOwnerEnforced');
    },
  });
  return fact.state === 'absent' ? known(true, 'default') : fact;
}

function readPublicAccess(s3: S3Client, address: Address, signal: AbortSignal): Promise<Fact<boolean>> {
  return readFact({
    action: 's3:GetBucketPublicAccessBlock',
    absentErrors: ['NoSuchPublicAccessBlockConfiguration'],
    read: async () => {
      const output = await s3.send(new GetPublicAccessBlockCommand(address), { abortSignal: signal });
      const { BlockPublicAcls: blocks, IgnorePublicAcls: ignores } = output.PublicAccessBlockConfiguration ?? {};
      return blocks === true || ignores === true ? known(true) : absent;
    },
  });
}
