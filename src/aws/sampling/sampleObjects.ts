import type { DeleteMarkerEntry, ListObjectVersionsCommandOutput, ObjectVersion, S3Client } from '@aws-sdk/client-s3';
import {
  GetBucketEncryptionCommand,
  ListBucketInventoryConfigurationsCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import type { Fact } from '../../model/fact';
import { known, unknown } from '../../model/fact';
import { isArchived } from '../../protection/unsaved/leftOut';
import type { Inventory, ListedVersion, ObjectSample } from '../../protection/unsaved/objectSample';
import type { Schedule } from '../call';
import { readFact } from '../call';
import { headVersions } from './headVersions';
import { spread } from './spread';

/** The most that is asked of a bucket: pages of the list, 1,000 lines each, and single objects. */
export const sampleBounds = { pages: 5, heads: 50 } as const;

const pageSize = 1000;

/** What a sample is read with. */
export interface SampleContext {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly schedule: Schedule;
  readonly signal: AbortSignal;
}

/** One page of the list of versions. */
interface Page {
  readonly versions: readonly ListedVersion[];
  readonly prefixes: readonly string[];
  /** The last key, where there is a next page: it may have more versions than are here. */
  readonly cutKey?: string;
}

/** Keys are asked for percent-encoded, because XML cannot hold every character of a key. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}

function versionsOf(output: ListObjectVersionsCommandOutput): readonly ListedVersion[] {
  const decode = output.EncodingType === 'url' ? decodeKey : (key: string): string => key;
  const shared = (entry: ObjectVersion | DeleteMarkerEntry) => ({
    key: decode(entry.Key ?? ''),
    ...(entry.VersionId !== undefined && { versionId: entry.VersionId }),
    isLatest: entry.IsLatest === true,
  });
  return [
    ...(output.Versions ?? []).map((entry): ListedVersion => {
      return {
        kind: 'object',
        ...shared(entry),
        bytes: entry.Size ?? 0,
        storageClass: entry.StorageClass ?? 'STANDARD',
      };
    }),
    ...(output.DeleteMarkers ?? []).map((entry): ListedVersion => {
      return { kind: 'deleteMarker', ...shared(entry), bytes: 0, storageClass: 'STANDARD' };
    }),
  ];
}

async function readPage(
  { s3, bucket, schedule, signal }: SampleContext,
  place: { readonly KeyMarker?: string; readonly Delimiter?: string },
): Promise<Page> {
  const command = new ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: pageSize, EncodingType: 'url', ...place });
  const output = await schedule(() => s3.send(command, { abortSignal: signal }));
  const decode = output.EncodingType === 'url' ? decodeKey : (key: string): string => key;
  return {
    versions: versionsOf(output),
    prefixes: (output.CommonPrefixes ?? []).flatMap(({ Prefix }) => (Prefix === undefined ? [] : [decode(Prefix)])),
    ...(output.IsTruncated === true && { cutKey: decode(output.NextKeyMarker ?? '') }),
  };
}

/** Where keys often begin, for a bucket without folders. */
const usualStarts = ['2', '8', 'M', 'c', 'm', 't'];

/** Places further down in a bucket, so that a sample is not of its first keys alone. */
async function placesAfter(last: string, context: SampleContext): Promise<readonly string[]> {
  const { prefixes } = await readPage(context, { Delimiter: '/' });
  const further = (prefixes.length > 1 ? prefixes : usualStarts).filter((place) => place > last);
  // One page is read already, and one call found the places.
  return spread(further, sampleBounds.pages - 1);
}

function withoutRepeats(versions: readonly ListedVersion[]): readonly ListedVersion[] {
  const seen = new Map<string, ListedVersion>();
  for (const version of versions) seen.set(`${version.versionId ?? ''} ${version.kind} ${version.key}`, version);
  return [...seen.values()];
}

/** Objects whose head can tell something, the current ones first, from all over the sample. */
export function versionsToHead(versions: readonly ListedVersion[], most: number): readonly ListedVersion[] {
  const candidates = versions.filter(({ kind, storageClass }) => kind === 'object' && !isArchived(storageClass));
  const current = spread(
    candidates.filter(({ isLatest }) => isLatest),
    most,
  );
  const older = spread(
    candidates.filter(({ isLatest }) => !isLatest),
    most - current.length,
  );
  return [...current, ...older];
}

function readInventories({ s3, bucket, schedule, signal }: SampleContext): Promise<Fact<readonly Inventory[]>> {
  return readFact({
    action: 's3:GetInventoryConfiguration',
    read: async () => {
      const command = new ListBucketInventoryConfigurationsCommand({ Bucket: bucket });
      const output = await schedule(() => s3.send(command, { abortSignal: signal }));
      return known(
        (output.InventoryConfigurationList ?? []).map((configuration): Inventory => {
          const destination = configuration.Destination?.S3BucketDestination?.Bucket;
          const frequency = configuration.Schedule?.Frequency;
          return {
            id: configuration.Id ?? '',
            isEnabled: configuration.IsEnabled === true,
            hasAllVersions: configuration.IncludedObjectVersions === 'All',
            ...(destination !== undefined && { destination }),
            ...(frequency !== undefined && { frequency }),
          };
        }),
      );
    },
  });
}

function readSseCBlock({ s3, bucket, schedule, signal }: SampleContext): Promise<Fact<boolean>> {
  return readFact({
    action: 's3:GetEncryptionConfiguration',
    absentErrors: ['ServerSideEncryptionConfigurationNotFoundError'],
    read: async () => {
      const command = new GetBucketEncryptionCommand({ Bucket: bucket });
      const output = await schedule(() => s3.send(command, { abortSignal: signal }));
      const rules = output.ServerSideEncryptionConfiguration?.Rules;
      if (rules === undefined) return unknown('S3 gave no encryption settings');
      const blocked = rules.flatMap((rule) => rule.BlockedEncryptionTypes?.EncryptionType ?? []);
      return known(blocked.includes('SSE-C'));
    },
  });
}

/**
 * Looks at a bounded part of a bucket's objects: first pages of the list from several places, and the heads of some.
 * @throws what the SDK throws where the list cannot be read.
 */
export async function sampleObjects(context: SampleContext): Promise<ObjectSample> {
  const settings = Promise.all([readInventories(context), readSseCBlock(context)]);
  // Both are facts; only giving up is thrown, and then the list is given up as well.
  settings.catch(() => undefined);
  const first = await readPage(context, {});
  const places = first.cutKey === undefined ? [] : await placesAfter(first.cutKey, context);
  const further = await Promise.all(places.map((KeyMarker) => readPage(context, { KeyMarker })));
  const pages = [first, ...further];
  const versions = withoutRepeats(pages.flatMap((page) => page.versions));
  const [inventories, blocksSseC] = await settings;
  return {
    bucket: context.bucket,
    versions,
    isWhole: first.cutKey === undefined,
    cutKeys: new Set(pages.flatMap(({ cutKey }) => cutKey ?? [])),
    heads: await headVersions(context, versionsToHead(versions, sampleBounds.heads)),
    inventories,
    blocksSseC,
  };
}
