import type { OlderPoints, PointsHistory } from '../../aws/pointsHistory';
import { withoutRepeats } from '../../aws/pointsHistory';
import type { RecoveryPoint } from '../../model/recoveryPoint';

/** Rows that are shown at once; more on request. */
const pageSize = 50;

/** The recovery points of one bucket as far as they are read and shown, newest first. */
export class BucketPoints {
  readonly #history: PointsHistory;
  #points: readonly RecoveryPoint[] = [];
  #older: OlderPoints | undefined;
  #shown = pageSize;
  #reading: Promise<void> | undefined;
  #isRead = false;

  constructor(history: PointsHistory) {
    this.#history = history;
  }

  /** What is read so far. */
  get all(): readonly RecoveryPoint[] {
    return this.#points;
  }

  get shown(): readonly RecoveryPoint[] {
    return this.#points.slice(0, this.#shown);
  }

  get hasMore(): boolean {
    return this.#points.length > this.#shown || this.#older !== undefined;
  }

  /** Points from before this moment are not all read. `undefined` where all are, or none is. */
  get unreadBefore(): Date | undefined {
    return this.#older?.before;
  }

  /** Reads the newest window, once. See {@link PointsHistory.newest}. @throws what the SDK throws; the next call tries again. */
  async open(lastBackupAt: Date, most: number, signal: AbortSignal): Promise<void> {
    if (this.#isRead) return;
    this.#reading ??= this.#readNewest(lastBackupAt, most, signal).finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  /** Shows more rows, and reads the next older window where those that are read do not suffice. */
  async more(signal: AbortSignal): Promise<void> {
    if (this.#points.length <= this.#shown) await this.readOlder(signal);
    this.#shown += pageSize;
  }

  /**
   * Reads older windows, if there are any, and shows no more rows.
   * @param count Windows are read until there are at least so many more points.
   * @throws what the SDK throws; what was read until then stays.
   */
  async readOlder(signal: AbortSignal, count = 1): Promise<void> {
    const enough = this.#points.length + count;
    while (this.#older !== undefined && this.#points.length < enough) {
      const { points, older } = await this.#history.older(this.#older, signal);
      this.#points = withoutRepeats([...this.#points, ...points]);
      this.#older = older;
    }
  }

  async #readNewest(lastBackupAt: Date, most: number, signal: AbortSignal): Promise<void> {
    const { points, older } = await this.#history.newest(lastBackupAt, most, signal);
    this.#points = points;
    this.#older = older;
    this.#isRead = true;
  }
}
