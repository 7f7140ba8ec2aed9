import type { GetBucketVersioningCommandOutput, ListBucketsCommandOutput, S3Client } from '@aws-sdk/client-s3';
import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import type { Bucket, Posture, VersioningStatus } from '../model/bucket';
import { bucketArn, partitionOf } from '../model/arn';
import type { Fact } from '../model/fact';
import { absent, closedMap, known, mapFact, unknown, unmanaged } from '../model/fact';
import type { Schedule } from './call';
import { readFact } from './call';
import { lifecycleOf } from './lifecycle';
import { filledPage } from './pages';

/** A bucket as the list shows it. */
export interface ListedBucket {
  readonly name: string;
  /** Missing where the endpoint does not say it. */
  readonly region?: string;
  readonly createdAt?: Date;
}

export interface BucketPage {
  readonly buckets: readonly ListedBucket[];
  /** Where the next page starts; missing on the last one. */
  readonly next?: string;
}

/** The most that S3 gives in one page. */
const pageSize = 10_000;

function pageOf({ Buckets: listed = [], ContinuationToken: next }: ListBucketsCommandOutput): BucketPage {
  const buckets = listed.flatMap(({ Name: name, BucketRegion: region, CreationDate: createdAt }) =>
    name === undefined ? [] : [{ name, ...(region !== undefined && { region }), ...(createdAt && { createdAt }) }],
  );
  return { buckets, ...(next !== undefined && next !== '' && { next }) };
}

/**
 * One page of the account's buckets, one call. An empty page that is not the last is passed over.
 * @throws what the SDK throws, and NotAwsError.
 */
export function listBuckets(s3: S3Client, from: string | undefined, signal: AbortSignal): Promise<BucketPage> {
  const read = async (token: string | undefined): Promise<BucketPage> => {
    // S3 fills in the Regions only where a parameter is sent.
    const command = new ListBucketsCommand({ MaxBuckets: pageSize, ContinuationToken: token });
    return pageOf(await s3.send(command, { abortSignal: signal }));
  };
  return filledPage(read, ({ buckets }) => buckets.length === 0, from);
}

/** The older names that GetBucketLocation still answers with. Source: Amazon S3 API reference. */
function normaliseLocation(location: string | undefined): string {
  if (location === undefined || location === '') return 'us-east-1';
  return location === 'EU' ? 'eu-west-1' : location;
}

/** The Region of a bucket whose list entry does not say it; absent where there is no bucket of this name. */
export async function locateBucket(s3: S3Client, name: string, signal: AbortSignal): Promise<Fact<string>> {
  return readFact({
    action: 's3:GetBucketLocation',
    absentErrors: ['NoSuchBucket'],
    read: async () => {
      const output = await s3.send(new GetBucketLocationCommand({ Bucket: name }), { abortSignal: signal });
      return known(normaliseLocation(output.LocationConstraint));
    },
  });
}

const versioningStatus: Readonly<Record<string, VersioningStatus>> = { Enabled: 'enabled', Suspended: 'suspended' };

/** No status means that versioning was never enabled. Source: Amazon S3 API reference, GetBucketVersioning. */
export function versioningOf(output: Pick<GetBucketVersioningCommandOutput, 'Status'>): Fact<VersioningStatus> {
  if (output.Status === undefined) return absent;
  const status = versioningStatus[output.Status];
  return status === undefined ? unknown(`S3 calls it ${output.Status}`) : known(status);
}

/** Object lock needs versioning and keeps it on: without versioning there is none, and with it nothing hangs on it. */
function objectLockOf(versioning: Fact<VersioningStatus>): Fact<boolean> {
  return versioning.state === 'known' || versioning.state === 'absent' ? unmanaged : versioning;
}

/**
 * Reads the settings of a bucket that bear on backup: four calls, each on its own, so that one that is denied costs
 * one fact.
 */
export async function readPosture(
  s3: S3Client,
  name: string,
  schedule: Schedule,
  signal: AbortSignal,
): Promise<Posture> {
  const input = { Bucket: name };
  const options = { abortSignal: signal };
  const [versioningOutput, lifecycle, eventBridge, tags] = await Promise.all([
    readFact({
      action: 's3:GetBucketVersioning',
      read: async () => known(await schedule(() => s3.send(new GetBucketVersioningCommand(input), options))),
    }),
    readFact({
      action: 's3:GetLifecycleConfiguration',
      absentErrors: ['NoSuchLifecycleConfiguration'],
      read: async () =>
        known(lifecycleOf(await schedule(() => s3.send(new GetBucketLifecycleConfigurationCommand(input), options)))),
    }),
    readFact({
      action: 's3:GetBucketNotification',
      read: async () => {
        const output = await schedule(() => s3.send(new GetBucketNotificationConfigurationCommand(input), options));
        return output.EventBridgeConfiguration === undefined ? absent : known(true);
      },
    }),
    readFact({
      action: 's3:GetBucketTagging',
      absentErrors: ['NoSuchTagSet'],
      read: async () => {
        const output = await schedule(() => s3.send(new GetBucketTaggingCommand(input), options));
        return known(closedMap((output.TagSet ?? []).map(({ Key, Value }) => [Key ?? '', known(Value ?? '')])));
      },
    }),
  ]);
  const versioning = versioningOutput.state === 'known' ? versioningOf(versioningOutput.value) : versioningOutput;
  return {
    versioning,
    mfaDelete: mapFact(versioningOutput, (output) => output.MFADelete === 'Enabled'),
    objectLock: objectLockOf(versioning),
    lifecycle,
    eventBridge,
    replication: unmanaged,
    tags,
    receivesOwnLogs: unmanaged,
  };
}

/** A bucket of the account, with its settings. */
export function bucketOf(listed: ListedBucket, region: string, posture: Posture): Bucket {
  return {
    ...posture,
    id: bucketArn(listed.name, partitionOf(region)),
    name: known(listed.name),
    region: known(region),
    exists: known(true),
    ...(listed.createdAt && { createdAt: listed.createdAt }),
  };
}
