import type { RegionReading } from '../../aws/region';
import { isWhole } from '../../aws/region';

/** What AWS Backup says of each Region, read by the first who asks. */
export class Regions {
  readonly #read: (region: string) => Promise<RegionReading>;
  readonly #told: () => void;
  readonly #readings = new Map<string, Promise<RegionReading>>();
  readonly #latest = new Map<string, RegionReading>();

  /** @param told A Region was read. */
  constructor(read: (region: string) => Promise<RegionReading>, told: () => void) {
    this.#read = read;
    this.#told = told;
  }

  /** @throws what the read throws; the next who asks tries again. */
  read(region: string): Promise<RegionReading> {
    const known = this.#readings.get(region);
    if (known !== undefined) return known;
    const reading = this.#read(region);
    this.#readings.set(region, reading);
    reading.then(
      (result) => {
        if (this.#readings.get(region) !== reading) return;
        this.#latest.set(region, result);
        this.#told();
      },
      () => {
        if (this.#readings.get(region) === reading) this.#readings.delete(region);
      },
    );
    return reading;
  }

  /** What was read last, also where it is being read again. */
  get latest(): ReadonlyMap<string, RegionReading> {
    return this.#latest;
  }

  /** Lets a Region be read anew that was read before a moment, or lacks something. */
  forgetUnlessFresh(region: string, since: Date): void {
    const latest = this.#latest.get(region);
    if (latest !== undefined && (latest.asOf < since || !isWhole(latest))) this.#readings.delete(region);
  }

  /** Lets Regions be read anew; all of them where none is named. */
  forget(regions: Iterable<string> = [...this.#readings.keys()]): void {
    for (const region of regions) this.#readings.delete(region);
  }
}
