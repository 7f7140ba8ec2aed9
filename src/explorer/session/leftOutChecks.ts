import { setMaxListeners } from 'node:events';
import type { Account } from '../../aws/account';
import type { Schedule } from '../../aws/call';
import type { Failure } from '../../aws/failure';
import { classify, isAbort } from '../../aws/failure';
import type { ObjectSample } from '../../protection/unsaved/objectSample';

/** How a look at what backups of a bucket leave out stands. */
export type LeftOutCheck =
  | { readonly kind: 'looking' }
  | { readonly kind: 'looked'; readonly sample: ObjectSample; readonly asOf: Date }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Looks at the objects of single buckets, each only when somebody asks for it. */
export class LeftOutChecks {
  readonly #account: Account;
  readonly #schedule: Schedule;
  readonly #signal: AbortSignal;
  readonly #changed: (bucket: string) => void;
  readonly #checks = new Map<string, LeftOutCheck>();

  constructor(account: Account, schedule: Schedule, signal: AbortSignal, changed: (bucket: string) => void) {
    this.#account = account;
    this.#schedule = schedule;
    this.#signal = signal;
    this.#changed = changed;
  }

  /** `undefined` where nobody has asked yet. */
  of(bucket: string): LeftOutCheck | undefined {
    return this.#checks.get(bucket);
  }

  /** Looks anew. What fails is told by the row; given up, the answer is what it was. */
  async look(bucket: string, region: string, given: AbortSignal): Promise<LeftOutCheck | undefined> {
    const before = this.#checks.get(bucket);
    if (before?.kind === 'looking') return before;
    this.#set(bucket, { kind: 'looking' });
    const signal = AbortSignal.any([this.#signal, given]);
    // Each call under way listens for its end.
    setMaxListeners(0, signal);
    try {
      const sample = await this.#account.sampleObjects(bucket, region, this.#schedule, signal);
      this.#set(bucket, { kind: 'looked', sample, asOf: this.#account.now() });
    } catch (error) {
      if (isAbort(error) || signal.aborted) this.#set(bucket, before);
      else this.#set(bucket, { kind: 'failed', failure: classify(error, 's3:ListBucketVersions') });
    }
    return this.#checks.get(bucket);
  }

  #set(bucket: string, check: LeftOutCheck | undefined): void {
    if (check === undefined) this.#checks.delete(bucket);
    else this.#checks.set(bucket, check);
    this.#changed(bucket);
  }
}
