import type { Account } from '../../aws/account';
import type { RegionReading } from '../../aws/region';
import { BucketPoints } from './bucketPoints';

/** How many recovery points a Region is taken to have where that cannot be read. */
const leastAssumed = 10_000;

/** The recovery points of single buckets, as far as somebody has looked at them. */
export class PointsLists {
  readonly #account: Account;
  readonly #signal: AbortSignal;
  readonly #lists = new Map<string, BucketPoints>();

  constructor(account: Account, signal: AbortSignal) {
    this.#account = account;
    this.#signal = signal;
  }

  /** Of a bucket, present or gone. The newest window is read by the first call for it. @throws what the SDK throws. */
  async open(
    bucket: { name: string; region: string; lastBackupAt: Date },
    backup?: RegionReading,
  ): Promise<BucketPoints> {
    const { name, region, lastBackupAt } = bucket;
    const points = this.#lists.get(name) ?? new BucketPoints(this.#account.pointsHistory(name, region));
    this.#lists.set(name, points);
    const most = (backup?.vaults.items ?? []).reduce((sum, vault) => sum + (vault.recoveryPoints ?? 0), 0);
    await points.open(lastBackupAt, Math.max(most, leastAssumed), this.#signal);
    return points;
  }

  async more(name: string): Promise<void> {
    await this.#lists.get(name)?.more(this.#signal);
  }

  /** Reads so many older points, if there are, and shows no more rows. */
  async readOlder(name: string, count: number): Promise<void> {
    await this.#lists.get(name)?.readOlder(this.#signal, count);
  }

  forget(name: string): void {
    this.#lists.delete(name);
  }
}
