import type { AwsError } from '../awsError';
import { invalidParameter } from '../awsError';
import { day, minute } from '../clock';
import { isContinuous, type ContinuousPoint, type RecoveryPoint } from './recoveryPoint';

/** What StartRestoreJob asks for, understood. */
export interface RestoreRequest {
  readonly destination: string;
  readonly isNewBucket: boolean;
  /** The moment to go back to; undefined for a snapshot. */
  readonly restoreTime: number | undefined;
  /** Keys, or prefixes where they end in a slash; undefined restores everything. */
  readonly items: readonly string[] | undefined;
  /** How many of the latest versions of a key come back. */
  readonly versions: number;
  readonly encryption: 'original' | 'SSE-S3' | 'SSE-KMS';
  readonly kmsKey: string | undefined;
  readonly restoresAcls: boolean;
}

const keys = [
  'DestinationBucketName',
  'RestoreTime',
  'ItemsToRestore',
  'RestoreLatestVersionsUpTo',
  'EncryptionType',
  'KMSKey',
  'RestoreACLs',
  'NewBucket',
  'Encrypted',
  'CreationToken',
] as const;

type Key = (typeof keys)[number];

/** Continuous backup is this far behind (AWS Backup developer guide, point-in-time recovery). */
const lag = 15 * minute;

/**
 * Reads the metadata of a restore. Keys are taken in any case.
 *
 * @throws AwsError `InvalidParameterValueException` for what AWS refuses when the job is started.
 */
export function readRestoreMetadata(
  metadata: Readonly<Record<string, string>>,
  point: RecoveryPoint,
  now: number,
): RestoreRequest {
  const given = new Map<Key, string>();
  for (const [name, value] of Object.entries(metadata)) {
    const key = keys.find((known) => known.toLowerCase() === name.toLowerCase());
    if (key === undefined) {
      throw invalid(`Unrecognized key : ${name}`);
    }
    given.set(key, value);
  }
  const destination = given.get('DestinationBucketName');
  if (!destination) {
    throw invalid('DestinationBucketName must be specified.');
  }
  return {
    destination,
    isNewBucket: isTrue(given.get('NewBucket')),
    restoreTime: readTime(given.get('RestoreTime'), point, now),
    items: readItems(given.get('ItemsToRestore'), point.resourceName),
    versions: readVersions(given.get('RestoreLatestVersionsUpTo')),
    ...readEncryption(given.get('EncryptionType'), given.get('KMSKey'), point),
    restoresAcls: isTrue(given.get('RestoreACLs')),
  };
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}

function readTime(text: string | undefined, point: RecoveryPoint, now: number): number | undefined {
  if (!isContinuous(point)) {
    if (text !== undefined) {
      throw invalid('RestoreTime can only be specified for a continuous recovery point.');
    }
    return undefined;
  }
  if (text === undefined) {
    throw invalid('RestoreTime must be specified for a continuous recovery point.');
  }
  const time = Date.parse(text);
  const { earliest, latest } = restorableWindow(point, now);
  if (!(time >= earliest && time <= latest)) {
    const window = `${new Date(earliest).toISOString()} and ${new Date(latest).toISOString()}`;
    throw invalid(`RestoreTime must be between ${window}.`);
  }
  return time;
}

/** The moments that a continuous recovery point can go back to. */
export function restorableWindow(point: ContinuousPoint, now: number): { earliest: number; latest: number } {
  const latest = point.backup.stoppedAt ?? now - lag;
  const kept = point.retentionDays === undefined ? Number.POSITIVE_INFINITY : point.retentionDays * day;
  return { earliest: Math.max(point.createdAt, now - kept), latest };
}

/** Keys, or URIs as the console writes them: `s3://bucket/key`. Both are taken, since AWS documents both. */
function readItems(text: string | undefined, bucket: string): readonly string[] | undefined {
  if (text === undefined) {
    return undefined;
  }
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch {
    throw invalid('ItemsToRestore must be a JSON list.');
  }
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string') || items.length === 0) {
    throw invalid('ItemsToRestore must be a JSON list of objects or prefixes.');
  }
  if (items.length > 5) {
    throw invalid('ItemsToRestore can have at most 5 items.');
  }
  const uri = `s3://${bucket}/`;
  return items.map((item) => (item.startsWith(uri) ? item.slice(uri.length) : item));
}

function readVersions(text = '1'): number {
  const count = text === 'all' ? Number.POSITIVE_INFINITY : /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(count)) {
    throw invalid('RestoreLatestVersionsUpTo must be a positive number or all.');
  }
  return count;
}

/** Where nothing is said a copy from another Region gets SSE-S3: the original keys are not in this one. */
function readEncryption(
  given: string | undefined,
  kmsKey: string | undefined,
  { arn, sourceVaultArn }: RecoveryPoint,
): Pick<RestoreRequest, 'encryption' | 'kmsKey'> {
  const isFromElsewhere = sourceVaultArn !== undefined && sourceVaultArn.split(':')[3] !== arn.split(':')[3];
  const type = given ?? (isFromElsewhere ? 'SSE-S3' : 'original');
  if (type !== 'original' && type !== 'SSE-S3' && type !== 'SSE-KMS') {
    throw invalid('EncryptionType must be original, SSE-S3 or SSE-KMS.');
  }
  if (type === 'original' && isFromElsewhere) {
    throw invalid('EncryptionType original is not supported for a recovery point that was copied from another Region.');
  }
  return { encryption: type, kmsKey };
}

function invalid(message: string): AwsError {
  return invalidParameter(`Invalid restore metadata. ${message}`);
}
