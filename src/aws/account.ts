import { randomUUID } from 'node:crypto';
import type { BackupClient } from '@aws-sdk/client-backup';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { bucketArn, partitionOf } from '../model/arn';
import type { Bucket } from '../model/bucket';
import type { Collection, Estate } from '../model/estate';
import { complete } from '../model/estate';
import type { Fact } from '../model/fact';
import { known } from '../model/fact';
import type { BackupJob } from '../model/job';
import { coverageOf } from '../protection/coverage';
import type { ObjectSample } from '../protection/unsaved/objectSample';
import type { JobQuery, JobsPage } from './activity';
import { listS3Jobs } from './activity';
import type { BucketPage, ListedBucket } from './buckets';
import { bucketOf, listBuckets, locateBucket, readPosture } from './buckets';
import type { Schedule } from './call';
import { readFact } from './call';
import type { ChangeTarget } from './changes/changeTarget';
import type { Timeouts } from './clients';
import { AwsClients } from './clients';
import type { Connection, InProcessAccount } from './connection';
import type { CredentialCause } from './credentials/cause';
import type { LoginHost } from './credentials/loginHost';
import { readJobs } from './jobs';
import { PointsHistory } from './pointsHistory';
import type { PointsPage, VaultSpan } from './recoveryPoints';
import { listVaultPage } from './recoveryPoints';
import type { RegionReading } from './region';
import { readRegion } from './region';
import { sampleObjects } from './sampling/sampleObjects';
import type { StatusPoints } from './statusPoints';
import { readStatusPoints } from './statusPoints';
import type { VaultDetails } from './vaultDetails';
import { readVaultDetails } from './vaultDetails';

/** Who AWS says the caller is. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/** What an account shows of one bucket. */
export interface BucketReading extends StatusPoints {
  readonly bucket: Bucket;
  readonly jobs: Fact<readonly BackupJob[]>;
}

/** The estate of one Region, with the given buckets in it. */
export function estateOf(reading: RegionReading, buckets: Collection<Bucket>, account: Fact<string>): Estate {
  const { region, plans, selections, vaults, roles, s3OptIn, asOf } = reading;
  return { scope: { kind: 'account', account, region, asOf }, buckets, plans, selections, vaults, roles, s3OptIn };
}

/** Reads one account by one connection. Nothing here writes but what {@link ChangeTarget} is asked for. */
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

  /** For reads of objects. */
  s3(region: string): S3Client {
    return this.#clients.s3(region);
  }

  /** For reads of AWS Backup. */
  backup(region: string): BackupClient {
    return this.#clients.backup(region);
  }

  /** For searches in recovery points. */
  backupSearch(region: string): BackupClient {
    return this.#clients.backupSearch(region);
  }

  /** One page of the jobs of a kind on S3. @throws what the SDK throws. */
  listS3Jobs(list: JobQuery, from: string | undefined, signal: AbortSignal): Promise<JobsPage> {
    return listS3Jobs(this.#clients.backup(list.region), list, from, signal);
  }

  /** One page of a vault's recovery points. @throws what the SDK throws. */
  listVaultPoints(region: string, span: VaultSpan, from: string | undefined, signal: AbortSignal): Promise<PointsPage> {
    return listVaultPage(this.#clients.backup(region), span, from, signal);
  }

  /** What AWS Backup says of one vault alone: three calls. */
  vaultDetails(region: string, name: string, schedule: Schedule, signal: AbortSignal): Promise<VaultDetails> {
    return readVaultDetails(this.#clients.backup(region), name, schedule, signal);
  }

  /**
   * Reads what the status of a bucket needs: four calls to S3, and up to three to AWS Backup where it has to do with it.
   * @param reading What AWS Backup says of the Region; S3 is asked while that is still being read.
   */
  async readBucket(
    listed: ListedBucket,
    region: string,
    reading: RegionReading | Promise<RegionReading>,
    schedule: Schedule,
    signal: AbortSignal,
  ): Promise<BucketReading> {
    const [posture, backup] = await Promise.all([
      readPosture(this.#clients.s3(region), listed.name, schedule, signal),
      reading,
    ]);
    const bucket = bucketOf(listed, region, posture);
    const answer = coverageOf(bucket, estateOf(backup, complete([bucket]), known('')));
    const isSelected = answer.coverage !== 'not-covered';
    const client = this.#clients.backup(region);
    const [points, jobs] = await Promise.all([
      readStatusPoints({ backup: client, bucketArn: bucket.id, region: backup, schedule, signal }, isSelected),
      isSelected ? readJobs(client, bucket.id, schedule, signal) : known([]),
    ]);
    return { bucket, ...points, jobs };
  }

  /** The recovery points of a bucket of this name, which need not exist any more. */
  pointsHistory(name: string, region: string): PointsHistory {
    return new PointsHistory(this.#clients.backup(region), bucketArn(name, partitionOf(region)));
  }

  /**
   * The same account, for a change that a person has asked for.
   * @param id The account's id, where AWS has said it.
   * @param token That of the change, where there is one already.
   */
  changeTarget(id: string | undefined, signal: AbortSignal, token: string = randomUUID()): ChangeTarget {
    const clients = this.#clients;
    return {
      s3: (region) => clients.s3(region),
      backup: (region) => clients.backup(region),
      iam: (region) => clients.iam(region),
      account: id,
      signal,
      token,
      madePlans: new Map(),
    };
  }

  /** Looks at some of a bucket's objects. @throws what the SDK throws where they cannot be listed. */
  sampleObjects(bucket: string, region: string, schedule: Schedule, signal: AbortSignal): Promise<ObjectSample> {
    return sampleObjects({ s3: this.#clients.s3(region), bucket, schedule, signal });
  }

  dispose(): void {
    this.#clients.destroy();
  }

  /** Any Region answers for all buckets; the first is the person's own. */
  #home(): string {
    return this.#regions[0] ?? 'us-east-1';
  }
}
