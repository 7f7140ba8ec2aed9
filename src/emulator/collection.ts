import { AwsError } from './awsError';
import { spread } from './ids';
import { SortedKeys } from './sortedKeys';

/** One page of a list, and where the next one starts. */
export interface Page<T> {
  readonly items: T[];
  readonly nextToken: string | undefined;
}

/** What a list call says about its page: AWS Backup takes 1 to 1000 results, 1000 where nothing is said. */
export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

const maximumPageSize = 1000;

/**
 * Things by id, listed in an order that tells nothing.
 *
 * AWS Backup documents no order for its lists, so this one gives none away: by a hash of the id, the same on every run
 * with the same seed. A page token is the place in that order, so paging stays right while things come and go.
 */
export class Collection<T> {
  readonly #items = new Map<string, T>();
  readonly #order = new SortedKeys();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  get size(): number {
    return this.#items.size;
  }

  get(id: string): T | undefined {
    return this.#items.get(id);
  }

  set(id: string, item: T): void {
    if (!this.#items.has(id)) {
      this.#order.add(this.#place(id));
    }
    this.#items.set(id, item);
  }

  delete(id: string): void {
    if (this.#items.delete(id)) {
      this.#order.remove(this.#place(id));
    }
  }

  /** All items, in the order in which they were added. */
  values(): IterableIterator<T> {
    return this.#items.values();
  }

  /** One page of the items that pass the filter. */
  page(request: PageRequest, passes: (item: T) => boolean = () => true): Page<T> {
    const limit = pageSize(request.MaxResults);
    const after = request.NextToken === undefined ? undefined : placeOf(request.NextToken);
    const items: T[] = [];
    let last: string | undefined;
    for (const place of this.#order.from(after)) {
      const item = this.#items.get(place.slice(hashLength));
      if (item === undefined || !passes(item)) {
        continue;
      }
      if (items.length === limit) {
        return { items, nextToken: tokenOf(last) };
      }
      items.push(item);
      last = place;
    }
    return { items, nextToken: undefined };
  }

  #place(id: string): string {
    return spread(id, this.#seed) + id;
  }
}

const hashLength = 8;

function pageSize(requested: number | undefined): number {
  if (requested === undefined) {
    return maximumPageSize;
  }
  if (!Number.isInteger(requested) || requested < 1 || requested > maximumPageSize) {
    throw new AwsError('InvalidParameterValueException', `MaxResults must be between 1 and ${maximumPageSize}.`);
  }
  return requested;
}

function tokenOf(place: string | undefined): string | undefined {
  return place === undefined ? undefined : Buffer.from(place).toString('base64url');
}

function placeOf(token: string): string {
  const place = Buffer.from(token, 'base64url').toString();
  if (place.length <= hashLength || tokenOf(place) !== token) {
    throw new AwsError('InvalidParameterValueException', 'Provided token is invalid.');
  }
  return place;
}
