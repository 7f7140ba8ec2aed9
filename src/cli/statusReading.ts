import PQueue from 'p-queue';
import type { Account } from '../aws/account';
import { estateOf } from '../aws/account';
import type { ListedBucket } from '../aws/buckets';
import { parallelBuckets } from '../aws/call';
import { CallQueue } from '../aws/callQueue';
import { failedCalls, failedFact } from '../aws/failedCalls';
import { classify, failureSentences, isAbort } from '../aws/failure';
import { goneBuckets } from '../aws/goneBuckets';
import { PageTokens, distinct } from '../aws/pages';
import type { RegionReading } from '../aws/region';
import { complete } from '../model/estate';
import type { Fact } from '../model/fact';
import { known, mapFact, valueOf } from '../model/fact';
import type { AccountReport, BucketReport, FailedCall } from '../reports/accountReport';
import { assess } from '../verdict/assess';
import { notRead } from '../verdict/case';
import { explain } from '../verdict/explanation';

/** The report, and what only the command line tells beside it. */
export interface AccountStatus extends AccountReport {
  readonly isListed: boolean;
  /** How many listed buckets are in other Regions. */
  readonly elsewhere: number;
}

interface PlacedBucket {
  readonly listed: ListedBucket;
  readonly region: Fact<string>;
}

/** A page may have again what an earlier one had. */
function byName(buckets: readonly ListedBucket[]): readonly ListedBucket[] {
  return distinct(buckets, ({ name }) => name);
}

/** Told of each bucket that is read: how many are, and of how many. */
type Told = (read: number, of: number) => void;

/** Reads a whole account once, by the calls that the explorer makes, and assesses each bucket as it does. */
class StatusReader {
  readonly #account: Account;
  readonly #told: Told;
  readonly #signal: AbortSignal;
  readonly #calls: CallQueue;
  readonly #errors: FailedCall[] = [];

  constructor(account: Account, signal: AbortSignal, told: Told) {
    this.#account = account;
    this.#told = told;
    this.#signal = signal;
    this.#calls = new CallQueue(signal);
  }

  async read(): Promise<AccountStatus> {
    const [identity, list] = await Promise.all([this.#account.identity(this.#signal), this.#list()]);
    const home = this.#account.regions[0] ?? 'us-east-1';
    this.#errors.push(...failedFact(home, 'sts:GetCallerIdentity', identity));
    const placed = await Promise.all(list.buckets.map((listed) => this.#place(listed)));
    const regions = this.#regionsFor(placed);
    const here = placed.filter(({ region }) => region.state !== 'known' || regions.includes(region.value));
    const readings = list.isListed ? await Promise.all(regions.map((region) => this.#region(region))) : [];
    const account = mapFact(identity, (caller) => caller.account);
    const buckets = await this.#buckets(here, readings, account);
    const names = new Set(list.buckets.map(({ name }) => name));
    return {
      asOf: this.#account.now(),
      ...(identity.state === 'known' && { account: identity.value.account }),
      regions,
      isListed: list.isListed,
      buckets,
      // Any page that is missing could have them.
      gone: list.isWhole ? goneBuckets(readings, (name) => names.has(name)) : [],
      elsewhere: placed.length - here.length,
      errors: [...this.#errors, ...readings.flatMap(failedCalls)],
    };
  }

  /** All pages, or those before one that failed. */
  async #list(): Promise<{
    readonly buckets: readonly ListedBucket[];
    readonly isListed: boolean;
    readonly isWhole: boolean;
  }> {
    const found: ListedBucket[] = [];
    const tokens = new PageTokens();
    let isListed = false;
    let from: string | undefined;
    try {
      do {
        const page = await this.#account.listBuckets(from, this.#signal);
        found.push(...page.buckets);
        isListed = true;
        from = page.next;
        tokens.note(from);
      } while (from !== undefined);
      return { buckets: byName(found), isListed, isWhole: true };
    } catch (error) {
      if (isAbort(error)) throw error;
      const failure = classify(error, 's3:ListAllMyBuckets');
      const action = failure.kind === 'denied' ? failure.action : 's3:ListAllMyBuckets';
      this.#errors.push({
        region: this.#account.regions[0] ?? 'us-east-1',
        action,
        message: failureSentences(failure),
      });
      return { buckets: byName(found), isListed, isWhole: false };
    }
  }

  async #place(listed: ListedBucket): Promise<PlacedBucket> {
    if (listed.region !== undefined) return { listed, region: known(listed.region) };
    const region = await this.#calls.schedule(0)(() => this.#account.locate(listed.name, this.#signal));
    return { listed, region };
  }

  /** Those of the connection; where it has none, those that have buckets. */
  #regionsFor(placed: readonly PlacedBucket[]): readonly string[] {
    if (this.#account.regions.length > 0) return this.#account.regions;
    return [...new Set(placed.flatMap(({ region }) => valueOf(region) ?? []))].toSorted();
  }

  #region(region: string): Promise<RegionReading> {
    return this.#account.readRegion(region, this.#calls.schedule(1), this.#signal);
  }

  #buckets(
    placed: readonly PlacedBucket[],
    readings: readonly RegionReading[],
    account: Fact<string>,
  ): Promise<readonly BucketReport[]> {
    const regions = new Map(readings.map((reading) => [reading.region, reading]));
    const queue = new PQueue({ concurrency: parallelBuckets });
    let read = 0;
    return queue.addAll(
      placed.map(({ listed, region }) => async () => {
        const backup = region.state === 'known' ? regions.get(region.value) : undefined;
        const report = backup === undefined ? notPlaced(listed, region) : await this.#bucket(listed, backup, account);
        read += 1;
        this.#told(read, placed.length);
        return report;
      }),
      { throwOnTimeout: true },
    );
  }

  async #bucket(listed: ListedBucket, backup: RegionReading, account: Fact<string>): Promise<BucketReport> {
    const { region, supported } = backup;
    const reading = await this.#account.readBucket(listed, region, backup, this.#calls.schedule(0), this.#signal);
    const estate = estateOf(backup, complete([reading.bucket]), account);
    const evidence = { ...reading, supported };
    const now = this.#account.now();
    return {
      name: listed.name,
      region,
      assessment: assess(estate, evidence, now),
      read: { evidence, s3OptIn: backup.s3OptIn, explain: () => explain(estate, evidence, now) },
    };
  }
}

function notPlaced({ name }: ListedBucket, region: Fact<string>): BucketReport {
  const reasons = [notRead('region', region)];
  return { name, assessment: { status: 'unknown', reasons, selectedBy: [] } };
}

/** Reads the status of all buckets of the account's Regions. What fails is told in the result; only giving up is thrown. */
export function readAccountStatus(
  account: Account,
  signal: AbortSignal,
  told: Told = () => undefined,
): Promise<AccountStatus> {
  return new StatusReader(account, signal, told).read();
}
