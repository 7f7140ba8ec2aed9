import type { BackupClient } from '@aws-sdk/client-backup';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Account } from '../../aws/account';
import type { AccessPoint } from '../../aws/accessPoints/accessPoints';
import { readAccessPoints } from '../../aws/accessPoints/accessPoints';
import type { Offer } from '../../aws/restClient/offered';
import { offerOf } from '../../aws/restClient/offered';
import { sendRest } from '../../aws/restClient/send';
import { listSearchJobs } from '../../aws/search/operations';

/** What not every account, Region and endpoint has. */
export type InsideFeature = 'access-points' | 'search';

/** The IAM action by which it is found out. */
const firstAction: Readonly<Record<InsideFeature, string>> = {
  'access-points': 'backup:ListBackupAccessPoints',
  search: 'backup-search:ListSearchJobs',
};

/** Ways to look into recovery points of one connection without restoring them. What is not offered is asked for once. */
export class PointsInside {
  readonly signal: AbortSignal;
  readonly #account: Account;
  readonly #offers = new Map<string, Offer>();

  constructor(account: Account, signal: AbortSignal) {
    this.#account = account;
    this.signal = signal;
  }

  backup(region: string): BackupClient {
    return this.#account.backup(region);
  }

  search(region: string): BackupClient {
    return this.#account.backupSearch(region);
  }

  s3(region: string): S3Client {
    return this.#account.s3(region);
  }

  /**
   * Whether a feature is there: one call that reads, the first time. A refusal is asked about again, since rights are given.
   * @throws what the SDK throws where that cannot be told.
   */
  async offer(feature: InsideFeature, region: string): Promise<Offer> {
    const key = `${feature} ${region}`;
    const known = this.#offers.get(key);
    if (known !== undefined && known.kind !== 'denied') return known;
    const offer = await this.#ask(feature, region);
    this.#offers.set(key, offer);
    return offer;
  }

  /** All backup access points of a Region. @throws what the SDK throws. */
  accessPoints(region: string): Promise<readonly AccessPoint[]> {
    return readAccessPoints(this.backup(region), this.signal);
  }

  async #ask(feature: InsideFeature, region: string): Promise<Offer> {
    try {
      if (feature === 'access-points') await this.accessPoints(region);
      else await sendRest(this.search(region), listSearchJobs, { MaxResults: 1 }, this.signal);
      return { kind: 'offered' };
    } catch (error) {
      const offer = offerOf(error, firstAction[feature]);
      if (offer === undefined) throw error;
      return offer;
    }
  }
}
