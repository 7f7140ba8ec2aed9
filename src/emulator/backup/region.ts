import { Collection } from '../collection';
import type { SearchJob } from '../search/searchJob';
import type { AccessPoint } from './accessPoint';
import type { BackupJob, CopyJob, RestoreJob } from './job';
import type { Plan } from './plan';
import type { PointIndex } from './pointIndex';
import type { ContinuousPoint, RecoveryPoint } from './recoveryPoint';
import type { Vault } from './vault';

/** AWS Backup in one Region: it shares nothing with the other Regions. */
export interface BackupRegion {
  readonly name: string;
  readonly vaults: Collection<Vault>;
  readonly plans: Collection<Plan>;
  readonly points: Map<string, RecoveryPoint>;
  readonly resources: Collection<ProtectedResource>;
  readonly jobs: Collection<BackupJob>;
  readonly jobsByResource: Map<string, Collection<BackupJob>>;
  /** The job that is backing up a resource now. */
  readonly running: Map<string, BackupJob>;
  /** The continuous recovery point that follows a resource now. */
  readonly live: Map<string, ContinuousPoint>;
  readonly restoreJobs: Collection<RestoreJob>;
  readonly copyJobs: Collection<CopyJob>;
  /** Of recovery points that are indexed, or were asked to be, by their ARNs. */
  readonly indexes: Map<string, PointIndex>;
  readonly accessPoints: Collection<AccessPoint>;
  readonly searchJobs: Collection<SearchJob>;
  /** Jobs by the idempotency token they were started with. */
  readonly tokens: Map<string, string>;
  readonly optIn: Map<string, boolean>;
  readonly seed: number;
}

/** A resource with recovery points in the Region, whatever their status. */
export interface ProtectedResource {
  readonly arn: string;
  readonly name: string;
  readonly points: Collection<RecoveryPoint>;
  lastBackupAt: number;
  lastVaultArn: string;
  lastPointArn: string;
}

/** What can be opted in and out (`DescribeRegionSettings`), with S3 on as in an account made today. */
const resourceTypes = [
  'Aurora',
  'CloudFormation',
  'DocumentDB',
  'DynamoDB',
  'EBS',
  'EC2',
  'EFS',
  'FSx',
  'Neptune',
  'RDS',
  'Redshift',
  'S3',
  'Storage Gateway',
  'Timestream',
  'VirtualMachine',
] as const;

export const supportedResourceTypes: readonly string[] = resourceTypes;

export function createBackupRegion(name: string, seed: number): BackupRegion {
  return {
    name,
    vaults: new Collection(seed),
    plans: new Collection(seed),
    points: new Map(),
    resources: new Collection(seed),
    jobs: new Collection(seed),
    jobsByResource: new Map(),
    running: new Map(),
    live: new Map(),
    restoreJobs: new Collection(seed),
    copyJobs: new Collection(seed),
    indexes: new Map(),
    accessPoints: new Collection(seed),
    searchJobs: new Collection(seed),
    tokens: new Map(),
    optIn: new Map(resourceTypes.map((type) => [type, true])),
    seed,
  };
}
