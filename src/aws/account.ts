import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { bucketArn, partitionOf } from '../model/arn';
import type { Bucket } from '../model/bucket';
import type { Collection, Estate } from '../model/estate';
import { complete } from '../model/estate';
import type { Fact } from '../model/fact';
import { known } from '../model/fact';
import type { BackupJob } from '../model/job';
import type { RecoveryPoint } from '../model/recoveryPoint';
import { coverageOf } from '../protection/coverage';
import type { BucketPage, ListedBucket } from './buckets';
import { bucketOf, listBuckets, locateBucket, readPosture } from './buckets';
import type { Schedule } from './call';
import { readFact } from './call';
import type { Timeouts } from './clients';
import { AwsClients } from './clients';
import type { Connection, InProcessAccount } from './connection';
import type { CredentialCause } from './credentials/cause';
import type { LoginHost } from './credentials/loginHost';
import { readJobs } from './jobs';
import { PointsHistory } from './pointsHistory';
import { listVaultPage, listVaultSpan } from './recoveryPoints';
import type { RegionReading } from './region';
import { readRegion } from './region';

/** Who AWS says the caller is. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/** What an account shows of one bucket. */
export interface BucketReading {
  readonly bucket: Bucket;
  /** Of the vault with the newest one; a bucket that AWS Backup does not list has none. */
  readonly points: Fact<readonly RecoveryPoint[]>;
  readonly jobs: Fact<readonly BackupJob[]>;
}

/** The estate of one Region, with the given buckets in it. */
export function estateOf(reading: RegionReading, buckets: Collection<Bucket>, account: Fact<string>): Estate {
  const { region, plans, selections, vaults, roles, s3OptIn, asOf } = reading;
  return { scope: { kind: 'account', account, region, asOf }, buckets, plans, selections, vaults, roles, s3OptIn };
}

const day = 86_400_000;

/** Reads one account by one connection. Nothing here writes. */
export class Account {
  readonly #clients: AwsClients;
  readonly #sample: InProcessAccount | undefined;
  readonly #regions: readonly string[];

  /**
   * @param sample Needed for the sample account only.
   * @param host Who is asked for codes of MFA devices; without it nobody is.
   */
  constructor(connection: Connection, sample?: InProcessAccount, timeouts?: Timeouts, host?: LoginHost) {
    this.#clients = new AwsClients(connection, sample, timeouts, host);
    this.#sample = connection.kind === 'sample' ? sample : undefined;
    this.#regions = connection.kind === 'sample' ? (sample?.regions ?? []) : connection.regions;
  }

  get regions(): readonly string[] {
    return this.#regions;
  }

  /** The account's own time; the sample account has a clock of its own. */
  now(): Date {
    return this.#sample?.now() ?? new Date();
  }

  /** Whether calls fail for want of good credentials. */
  get loginFails(): boolean {
    return this.#clients.loginFails;
  }

  /** Why there are no credentials, where a person has to do something about it. */
  get loginFailure(): CredentialCause | undefined {
    return this.#clients.loginFailure?.reason;
  }

  /** Lets a login that failed be tried again, because a person wants that. */
  retryLogin(): void {
    this.#clients.retryLogin();
  }

  /** @throws what the SDK throws, or why there are no credentials. */
  listBuckets(from: string | undefined, signal: AbortSignal): Promise<BucketPage> {
    return listBuckets(this.#clients.s3(this.#home()), from, signal);
  }

  locate(name: string, signal: AbortSignal): Promise<Fact<string>> {
    return locateBucket(this.#clients.s3(this.#home()), name, signal);
  }

  identity(signal: AbortSignal): Promise<Fact<Identity>> {
    return readFact({
      action: 'sts:GetCallerIdentity',
      read: async () => {
        const output = await this.#clients.sts(this.#home()).send(new GetCallerIdentityCommand({}), {
          abortSignal: signal,
        });
        return known({ account: output.Account ?? '', arn: output.Arn ?? '' });
      },
    });
  }

  readRegion(region: string, schedule: Schedule, signal: AbortSignal): Promise<RegionReading> {
    const clients = { backup: this.#clients.backup(region), iam: this.#clients.iam(region) };
    return readRegion(clients, region, this.now(), schedule, signal);
  }

  /** Reads what the status of a bucket needs: four calls to S3, and up to three to AWS Backup where it has to do with it. */
  async readBucket(
    listed: ListedBucket,
    region: string,
    backup: RegionReading,
    schedule: Schedule,
    signal: AbortSignal,
  ): Promise<BucketReading> {
    const bucket = bucketOf(listed, region, await readPosture(this.#clients.s3(region), listed.name, schedule, signal));
    const [points, jobs] = await Promise.all([
      this.#newestPoints(bucket, backup, schedule, signal),
      this.#jobs(bucket, backup, schedule, signal),
    ]);
    return { bucket, points, jobs };
  }

  /** The recovery points of a bucket of this name, which need not exist any more. */
  pointsHistory(name: string, region: string): PointsHistory {
    return new PointsHistory(this.#clients.backup(region), bucketArn(name, partitionOf(region)));
  }

  dispose(): void {
    this.#clients.destroy();
  }

  /** Any Region answers for all buckets; the first is the person's own. */
  #home(): string {
    return this.#regions[0] ?? 'us-east-1';
  }

  #jobs(
    bucket: Bucket,
    backup: RegionReading,
    schedule: Schedule,
    signal: AbortSignal,
  ): Promise<Fact<readonly BackupJob[]>> {
    const answer = coverageOf(bucket, estateOf(backup, complete([bucket]), known('')));
    if (answer.coverage === 'not-covered') return Promise.resolve(known([]));
    const region = backup.region;
    return readJobs(this.#clients.backup(region), bucket.id, schedule, signal);
  }

  #newestPoints(
    { id }: Bucket,
    { protectedBuckets, region }: RegionReading,
    schedule: Schedule,
    signal: AbortSignal,
  ): Promise<Fact<readonly RecoveryPoint[]>> {
    if (protectedBuckets.state !== 'known') return Promise.resolve(protectedBuckets);
    const listed = protectedBuckets.value.get(id);
    const vault = listed?.lastVault;
    if (listed === undefined || vault === undefined) return Promise.resolve(known([]));
    const backup = this.#clients.backup(region);
    return readFact({
      action: 'backup:ListRecoveryPointsByBackupVault',
      read: () =>
        schedule(async () => {
          const page = await listVaultPage(backup, { vault, bucketArn: id }, undefined, signal);
          if (page.next === undefined || listed.lastBackupAt === undefined) return known(page.points);
          // More than a page: any page may lack the newest, so the last day is asked for by itself.
          const after = new Date(listed.lastBackupAt.getTime() - day);
          return known([...page.points, ...(await listVaultSpan(backup, { vault, bucketArn: id, after }, signal))]);
        }),
    });
  }
}
