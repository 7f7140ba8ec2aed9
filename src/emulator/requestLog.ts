import type { Service } from './operation';

/** A call that reached the account. */
export interface LoggedCall {
  readonly service: Service;
  readonly operation: string;
  readonly region: string;
}

/** Counts the calls, so that a test or a benchmark can say how many an answer took. */
export class RequestLog {
  readonly #counts = new Map<string, number>();
  readonly #recent: LoggedCall[] = [];
  #total = 0;
  #inFlight = 0;
  #mostInFlight = 0;

  /** All calls since the start or the last {@link clear}. */
  get total(): number {
    return this.#total;
  }

  /** The most calls that were being answered at the same time. */
  get mostInFlight(): number {
    return this.#mostInFlight;
  }

  /** The latest calls, at most 10,000, oldest first. */
  get recent(): readonly LoggedCall[] {
    return this.#recent;
  }

  /** How many calls of an operation there were, in all Regions or in one. */
  count(service: Service, operation: string, region?: string): number {
    return this.#counts.get(keyOf(service, operation, region)) ?? 0;
  }

  clear(): void {
    this.#counts.clear();
    this.#recent.length = 0;
    this.#total = 0;
    this.#mostInFlight = this.#inFlight;
  }

  /** Notes a call. */
  add(call: LoggedCall): void {
    this.#total++;
    for (const key of [keyOf(call.service, call.operation), keyOf(call.service, call.operation, call.region)]) {
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
    this.#recent.push(call);
    if (this.#recent.length >= 2 * keptCalls) {
      this.#recent.splice(0, keptCalls);
    }
  }

  /** Notes that a request came in. */
  enter(): void {
    this.#inFlight++;
    this.#mostInFlight = Math.max(this.#mostInFlight, this.#inFlight);
  }

  /** Notes that a request was answered or given up. */
  leave(): void {
    this.#inFlight--;
  }
}

const keptCalls = 5000;

function keyOf(service: Service, operation: string, region = '*'): string {
  return `${service}:${operation}@${region}`;
}
