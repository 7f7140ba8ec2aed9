import type { Account } from '../../aws/account';
import type { JobKind, JobQuery, JobsPage, S3Job } from '../../aws/activity';
import { listActions } from '../../aws/activity';
import type { Schedule } from '../../aws/call';
import { readFact } from '../../aws/call';
import type { Fact } from '../../model/fact';
import { known, mapFact, valueOf } from '../../model/fact';
import { isFinished } from '../../model/job';

/** The jobs of one kind in one Region, as far as they are read. */
export interface JobList {
  readonly region: string;
  readonly kind: JobKind;
  readonly page: Fact<JobsPage>;
  /** Why a later page is not there, or what changed since. */
  readonly unread?: Fact<never>;
  /** All that began before was seen, as far as it is in the pages that are read. */
  readonly lookedAt: Date;
}

const kinds: readonly JobKind[] = ['backup', 'copy', 'restore'];

/** The later word on a job counts. */
function merged(one: readonly S3Job[], other: readonly S3Job[]): readonly S3Job[] {
  return [...new Map([...one, ...other].map((job) => [job.id, job])).values()];
}

/** Calls for one look at what is under way in one list. */
const followCalls = 3;

/** Calls for one list where a person wants it anew: far more than ever begins between two looks. */
const renewCalls = 20;

/** Whether AWS counts a bound in is not documented, and its clock is not ours. In milliseconds. */
const overlap = 60_000;

/** When the oldest job began that is under way. */
function oldestUnderWay(jobs: readonly S3Job[]): Date | undefined {
  const times = jobs.filter((job) => !isFinished(job)).map(({ createdAt }) => createdAt.getTime());
  return times.length === 0 ? undefined : new Date(times.reduce((least, time) => Math.min(least, time)));
}

function earlier(one: Date, other: Date | undefined): Date {
  return other !== undefined && other < one ? other : one;
}

/** The jobs on S3 in all Regions, read when they are first asked for. What fails is a fact of its list alone. */
export class JobLists {
  readonly #account: Account;
  readonly #schedule: Schedule;
  readonly #signal: AbortSignal;
  #lists: Promise<readonly JobList[]> | undefined;
  #asOf: Date | undefined;

  constructor(account: Account, schedule: Schedule, signal: AbortSignal) {
    this.#account = account;
    this.#schedule = schedule;
    this.#signal = signal;
  }

  /** When something was read last. */
  get asOf(): Date | undefined {
    return this.#asOf;
  }

  /** The first page of each list: three calls a Region for the first who asks. */
  read(): Promise<readonly JobList[]> {
    this.#lists ??= Promise.all(
      this.#account.regions.flatMap((region) => kinds.map((kind) => this.#list({ region, kind }, undefined))),
    );
    return this.#lists;
  }

  /** Reads the next page of each list that has one. */
  more(): Promise<void> {
    return this.#each(async (list) => {
      const page = valueOf(list.page);
      if (page?.next === undefined) return list;
      const { region, kind, lookedAt } = list;
      const added = await this.#list(list, page.next);
      // What is read stays where the next page fails, and so does the way to it.
      const whole = mapFact(added.page, ({ jobs, next }) => ({
        jobs: merged(page.jobs, jobs),
        ...(next !== undefined && { next }),
      }));
      if (whole.state === 'known') return { region, kind, page: whole, lookedAt };
      return whole.state === 'denied' || whole.state === 'unknown' ? { ...list, unread: whole } : list;
    });
  }

  /**
   * Reads again what can have changed: all jobs since the oldest that is under way, or since the last look. A list that
   * could not be read is read from its start. What was read before stays, also where this fails, which is said.
   */
  renew(): Promise<void> {
    return this.#each(async (list) => {
      const before = valueOf(list.page);
      if (before === undefined) return this.#list(list, undefined);
      const since = earlier(list.lookedAt, oldestUnderWay(before.jobs));
      return this.#lookAgain(list, before, { since, calls: renewCalls });
    });
  }

  /**
   * Looks again at the lists in which something is under way: all jobs since the oldest of these, so that new ones are
   * seen as well. One call a list, or some more where very many jobs are that young. What fails stays as it was.
   */
  follow(): Promise<void> {
    return this.#each(async (list) => {
      const before = valueOf(list.page);
      const since = before && oldestUnderWay(before.jobs);
      if (before === undefined || since === undefined) return list;
      const { page, lookedAt } = await this.#lookAgain(list, before, { since, calls: followCalls });
      return { ...list, page, lookedAt };
    });
  }

  async #each(look: (list: JobList) => Promise<JobList>): Promise<void> {
    const lists = await this.read();
    this.#lists = Promise.all(lists.map(look));
    await this.#lists;
  }

  async #lookAgain(
    { region, kind, lookedAt }: JobList,
    before: JobsPage,
    { since, calls }: { readonly since: Date; readonly calls: number },
  ): Promise<JobList> {
    const now = this.#account.now();
    const query = { region, kind, since: new Date(since.getTime() - overlap) };
    const { jobs, isWhole, unread } = await this.#since(query, calls);
    const hasAllNew = isWhole && since <= lookedAt;
    const page = known({ ...before, jobs: merged(before.jobs, jobs) });
    return { region, kind, page, lookedAt: hasAllNew ? now : lookedAt, ...(unread && { unread }) };
  }

  async #since(
    query: JobQuery,
    calls: number,
  ): Promise<{ readonly jobs: readonly S3Job[]; readonly isWhole: boolean; readonly unread?: Fact<never> }> {
    const jobs: S3Job[] = [];
    let from: string | undefined;
    for (let call = 0; call < calls; call += 1) {
      const { page } = await this.#list(query, from);
      if (page.state === 'denied' || page.state === 'unknown') return { jobs, isWhole: false, unread: page };
      const found = valueOf(page);
      jobs.push(...(found?.jobs ?? []));
      from = found?.next;
      if (from === undefined) return { jobs, isWhole: true };
    }
    return { jobs, isWhole: false };
  }

  /** Lets all be read anew. */
  forget(): void {
    this.#account.retryLogin();
    this.#lists = undefined;
    this.#asOf = undefined;
  }

  async #list(query: JobQuery, from: string | undefined): Promise<JobList> {
    const { region, kind } = query;
    const lookedAt = this.#account.now();
    const page = await readFact({
      action: listActions[kind],
      read: () => this.#schedule(async () => known(await this.#account.listS3Jobs(query, from, this.#signal))),
    });
    if (page.state === 'known') this.#asOf = this.#account.now();
    return { region, kind, page, lookedAt };
  }
}
