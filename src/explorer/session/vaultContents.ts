import { readFact } from '../../aws/call';
import type { PointsPage, VaultSpan } from '../../aws/recoveryPoints';
import type { Fact } from '../../model/fact';
import { known } from '../../model/fact';
import { Slices } from '../../shared/slices';
import { PointsTally } from './pointsTally';

/** One page of a vault's recovery points, one call. @throws what the SDK throws. */
export type ReadPage = (span: Omit<VaultSpan, 'vault' | 'bucketArn'>, from: string | undefined) => Promise<PointsPage>;

/** Where points that AWS Backup could not delete would be. */
export interface WhereToLook {
  readonly now: Date;
  /** Days: no rule that is known keeps points in this vault for longer. Left out where that is not known. */
  readonly longestKept?: number;
}

/** Calls for what is seen first, and for each further click. */
const firstCalls = 3;
const laterCalls = 10;

const day = 86_400_000;

/**
 * The recovery points of S3 in one vault, as far as they are read. AWS gives them in no order and cannot be asked for
 * expired ones, so these are known to be all only once the whole list is read.
 */
export class VaultContents {
  readonly tally = new PointsTally();
  readonly #readPage: ReadPage;
  #next: string | undefined;
  #hasBegun = false;
  #isWhole = false;
  #failure: Fact<never> | undefined;
  #reading: Promise<void> | undefined;

  constructor(readPage: ReadPage) {
    this.#readPage = readPage;
  }

  /** Whether all there is is read. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Why the last page that was asked for is not there. What was read before it stays. */
  get failure(): Fact<never> | undefined {
    return this.#failure;
  }

  /** Reads the first window, once: one call for up to 1,000 points, else three. */
  open(where: WhereToLook): Promise<void> {
    if (this.#hasBegun) return this.#reading ?? Promise.resolve();
    this.#hasBegun = true;
    return this.#once(() => this.#readFirst(where));
  }

  /** Reads on: up to 10,000 points. After a failure it goes on where that was. */
  more(): Promise<void> {
    return this.#once(() => this.#readOn(laterCalls));
  }

  #once(read: () => Promise<void>): Promise<void> {
    this.#reading ??= read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** What is older than any rule keeps it is looked at before the rest: most expired points are there. */
  async #readFirst({ now, longestKept }: WhereToLook): Promise<void> {
    await this.#readOn(1);
    if (this.#isWhole || this.#failure !== undefined) return;
    if (longestKept === undefined) {
      await this.#readOn(firstCalls - 1);
      return;
    }
    // AWS deletes within some hours after the time is up.
    const before = new Date(now.getTime() - (longestKept + 1) * day);
    await Promise.all([this.#page({ before }, undefined), this.#readOn(firstCalls - 2)]);
  }

  async #readOn(calls: number): Promise<void> {
    for (let call = 0; call < calls && !this.#isWhole; call += 1) {
      const page = await this.#page({}, this.#next);
      if (page === undefined) return;
      this.#next = page.next;
      this.#isWhole = page.next === undefined;
    }
  }

  /** @returns `undefined` where it could not be read. */
  async #page(span: Parameters<ReadPage>[0], from: string | undefined): Promise<PointsPage | undefined> {
    this.#failure = undefined;
    const slices = new Slices();
    const page = await readFact({
      action: 'backup:ListRecoveryPointsByBackupVault',
      read: async () => known(await this.#readPage(span, from)),
    });
    if (page.state === 'known') {
      await slices.visit(page.value.points, (point) => {
        this.tally.add(point);
      });
      return page.value;
    }
    if (page.state === 'denied' || page.state === 'unknown') this.#failure = page;
    return undefined;
  }
}
