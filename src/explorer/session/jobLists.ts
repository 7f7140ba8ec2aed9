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
  /** Why a later page is not there. */
  readonly unread?: Fact<never>;
}

const kinds: readonly JobKind[] = ['backup', 'copy', 'restore'];

/** The later word on a job counts. */
function merged(one: readonly S3Job[], other: readonly S3Job[]): readonly S3Job[] {
  return [...new Map([...one, ...other].map((job) => [job.id, job])).values()];
}

/** Calls for one look at what is under way in one list. */
const followCalls = 3;

/** A little before the oldest job that is under way: whether AWS counts the bound in is not documented. */
function oldestUnderWay(jobs: readonly S3Job[]): Date | undefined {
  const times = jobs.filter((job) => !isFinished(job)).map(({ createdAt }) => createdAt.getTime());
  return times.length === 0 ? undefined : new Date(times.reduce((least, time) => Math.min(least, time)) - 1_000);
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
  async more(): Promise<void> {
    const lists = await this.read();
    this.#lists = Promise.all(
      lists.map(async (list) => {
        const page = valueOf(list.page);
        if (page?.next === undefined) return list;
        const { region, kind } = list;
        const added = await this.#list({ region, kind }, page.next);
        // What is read stays where the next page fails, and so does the way to it.
        const whole = mapFact(added.page, ({ jobs, next }) => ({
          jobs: merged(page.jobs, jobs),
          ...(next !== undefined && { next }),
        }));
        if (whole.state === 'known') return { region, kind, page: whole };
        return whole.state === 'denied' || whole.state === 'unknown' ? { ...list, unread: whole } : list;
      }),
    );
    await this.#lists;
  }

  /** Reads the first pages again, for jobs that are new or have moved on. What was read beyond them stays. */
  async renew(): Promise<void> {
    const lists = await this.read();
    this.#lists = Promise.all(
      lists.map(async (list) => {
        const before = valueOf(list.page);
        const { page } = await this.#list({ region: list.region, kind: list.kind }, undefined);
        if (before === undefined) return { ...list, page };
        return page.state === 'known'
          ? { ...list, page: known({ ...before, jobs: merged(before.jobs, page.value.jobs) }) }
          : list;
      }),
    );
    await this.#lists;
  }

  /**
   * Looks again at the lists in which something is under way: all jobs since the oldest of these, so that new ones are
   * seen as well. One call a list, or some more where very many jobs are that young. What fails stays as it was.
   */
  async follow(): Promise<void> {
    const lists = await this.read();
    this.#lists = Promise.all(
      lists.map(async (list) => {
        const before = valueOf(list.page);
        const since = before && oldestUnderWay(before.jobs);
        if (before === undefined || since === undefined) return list;
        const jobs = await this.#since(list, since);
        return { ...list, page: known({ ...before, jobs: merged(before.jobs, jobs) }) };
      }),
    );
    await this.#lists;
  }

  async #since({ region, kind }: JobList, since: Date): Promise<readonly S3Job[]> {
    const jobs: S3Job[] = [];
    let from: string | undefined;
    for (let call = 0; call < followCalls; call += 1) {
      const { page } = await this.#list({ region, kind, since }, from);
      const found = valueOf(page);
      jobs.push(...(found?.jobs ?? []));
      from = found?.next;
      if (from === undefined) break;
    }
    return jobs;
  }

  /** Lets all be read anew. */
  forget(): void {
    this.#account.retryLogin();
    this.#lists = undefined;
    this.#asOf = undefined;
  }

  async #list(query: JobQuery, from: string | undefined): Promise<JobList> {
    const { region, kind } = query;
    const page = await readFact({
      action: listActions[kind],
      read: () => this.#schedule(async () => known(await this.#account.listS3Jobs(query, from, this.#signal))),
    });
    if (page.state === 'known') this.#asOf = this.#account.now();
    return { region, kind, page };
  }
}
