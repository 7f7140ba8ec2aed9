import * as l10n from '@vscode/l10n';
import type { Identity } from '../../aws/account';
import { Account } from '../../aws/account';
import type { BucketPage, ListedBucket } from '../../aws/buckets';
import { CallQueue } from '../../aws/callQueue';
import type { ChangeTarget } from '../../aws/changes/changeTarget';
import type { Connection, InProcessAccount } from '../../aws/connection';
import type { CredentialCause } from '../../aws/credentials/cause';
import { describeCause, loginCommand } from '../../aws/credentials/cause';
import type { LoginHost } from '../../aws/credentials/loginHost';
import { classify, describeFailure, isAbort } from '../../aws/failure';
import type { GoneBucket, GoneUnread } from '../../aws/goneBuckets';
import { goneBuckets, goneUnread } from '../../aws/goneBuckets';
import type { RegionReading } from '../../aws/region';
import type { Fact } from '../../model/fact';
import { mapFact, unknown, valueOf } from '../../model/fact';
import { ObjectLists } from '../objects/objectLists';
import { BackupDetails } from './backupDetails';
import type { BucketEntry, BucketState } from './bucketEntry';
import type { CheckProgress } from './bucketFacts';
import { BucketFacts, unaskedBuckets } from './bucketFacts';
import type { ListState } from './bucketList';
import { BucketList } from './bucketList';
import type { BucketPoints } from './bucketPoints';
import { LeftOutChecks } from './leftOutChecks';
import { PointsInside } from './pointsInside';
import { PointsLists } from './pointsLists';
import { readBucket } from './readBucket';
import { Regions } from './regions';
import type { SessionListener } from './sessionChange';
import { Changes } from './sessionChange';
import { doingWords } from '../work/workWords';
import type { ShownWork } from './workBoard';
import { WorkBoard } from './workBoard';

/** What is older is read again together with a bucket that is refreshed. In milliseconds. */
const freshFor = 60_000;

/** Whom a session asks, and what the person has chosen. */
export interface SessionOptions {
  /** Who is asked for what a login needs; without it nobody is. */
  readonly login?: LoginHost | undefined;
  /** Names of buckets that are shown whether or not the account lists them. */
  readonly pins?: readonly string[];
  /** How many buckets are read although nobody asked. */
  readonly unasked?: number;
}

/**
 * One look at one account by one connection. Names come after one call; facts fill in after that, in row order. A
 * change of connection makes a new session, so that nothing of the old one can show.
 */
export class AccountSession {
  /** What single views read for themselves. */
  readonly details: BackupDetails;
  /** What was asked of the account from here. */
  readonly works = new WorkBoard();
  /** What backups of single buckets leave out. */
  readonly leftOut: LeftOutChecks;
  /** Ways into recovery points without a restore. */
  readonly inside: PointsInside;
  /** The objects of buckets, as far as somebody has looked at them. */
  readonly objects: ObjectLists;
  readonly #account: Account;
  readonly #listener: SessionListener;
  readonly #changes: Changes;
  readonly #abort = new AbortController();
  readonly #calls = new CallQueue(this.#abort.signal);
  readonly #list: BucketList;
  readonly #regions: Regions;
  readonly #points: PointsLists;
  readonly #facts: BucketFacts;
  #renewing: Promise<void> | undefined;
  #identity: Fact<Identity> = unknown(l10n.t('it is not read yet'));
  #identified: Promise<void> = Promise.resolve();

  constructor(
    connection: Connection,
    sample: InProcessAccount | undefined,
    listener: SessionListener,
    { login, pins = [], unasked = unaskedBuckets }: SessionOptions = {},
  ) {
    const { signal } = this.#abort;
    this.#account = new Account(connection, sample, undefined, login);
    this.#listener = listener;
    this.#changes = new Changes(listener);
    this.#list = new BucketList(this.#account.regions, pins);
    this.#regions = new Regions(
      (region) => this.#readRegion(region),
      () => {
        this.#changes.list();
      },
    );
    this.#facts = new BucketFacts(this.#list, {
      read: (listed) => this.#readBucket(listed),
      changed: (name) => {
        this.#changes.bucket(name);
      },
      unasked,
    });
    this.#points = new PointsLists(this.#account, signal);
    this.details = new BackupDetails(this.#account, this.#calls.schedule(1), signal);
    this.inside = new PointsInside(this.#account, signal);
    this.leftOut = new LeftOutChecks(this.#account, this.#calls.schedule(0), signal, (name) => {
      this.#changes.bucket(name);
    });
    this.objects = new ObjectLists((region) => this.#account.s3(region), this.#calls.schedule(2), signal);
  }

  get list(): ListState {
    return this.#list.state;
  }

  get identity(): Fact<Identity> {
    return this.#identity;
  }

  get regions(): readonly string[] {
    return this.#account.regions;
  }

  /** Why there are no credentials, where a person has to do something about it. */
  get loginFailure(): CredentialCause | undefined {
    const { list } = this;
    const failure = list.kind === 'reading' ? undefined : list.failure;
    return this.#account.loginFailure ?? (failure?.kind === 'credentials' ? failure.cause : undefined);
  }

  /** The same in words, for a row of a menu. */
  get loginProblem(): string | undefined {
    const cause = this.loginFailure;
    return cause && describeCause(cause).words;
  }

  /** What a person would type to log in, where that helps. */
  get loginCommand(): string | undefined {
    const cause = this.loginFailure;
    return cause && loginCommand(cause);
  }

  /** Whether calls fail for want of good credentials. */
  get loginFails(): boolean {
    return this.loginFailure !== undefined || this.#account.loginFails;
  }

  now(): Date {
    return this.#account.now();
  }

  /** The pinned buckets and those in the Regions of the connection, by name. See {@link BucketList.here}. */
  get entries(): readonly BucketEntry[] {
    return this.#list.here;
  }

  /** Listed buckets in other Regions. */
  get elsewhere(): readonly ListedBucket[] {
    return this.#list.elsewhere;
  }

  /** How many buckets wait for somebody. */
  get attention(): number {
    return this.#list.attention;
  }

  entry(name: string): BucketEntry | undefined {
    return this.#list.entry(name);
  }

  /** Buckets that only recovery points tell of. Empty until the whole list is read, because any page may have them. */
  get gone(): readonly GoneBucket[] {
    const { list } = this;
    if (list.kind !== 'read' || list.next !== undefined) return [];
    return goneBuckets(this.#regions.latest.values(), (name) => this.entry(name)?.isListed === true);
  }

  /** The Regions where such buckets could not be looked for, and why. */
  get goneUnread(): readonly GoneUnread[] {
    return goneUnread(this.regions.flatMap((region) => this.#regions.latest.get(region) ?? []));
  }

  /** Lists the buckets: one call. What they are like is read after that. */
  async open(): Promise<void> {
    this.#identified = this.#identify();
    this.#readRegions();
    this.#facts.add(this.entries.map(({ listed }) => listed.name));
    await this.#listPages(1, undefined);
  }

  /** Settles when nothing that is listed waits to be read, or when the session ends. */
  whenFilled(): Promise<void> {
    return this.#facts.whenFilled();
  }

  /** The next page of the list, one call. */
  async listMore(): Promise<void> {
    const { list } = this;
    if (list.kind === 'read' && list.next !== undefined) await this.#listPages(1, list.next);
  }

  /** A person looks at a bucket: it is read before the others that wait, or now where it does not wait. */
  attend(name: string): void {
    this.#facts.attend(name);
  }

  /** Reads all buckets that nobody has looked at yet. @param signal Gives up those that still wait. */
  checkAll(signal: AbortSignal, progress: (progress: CheckProgress) => void): Promise<void> {
    return this.#facts.checkAll(signal, progress);
  }

  /**
   * Reads some buckets again, and what their Regions say where that is older than a minute or lacks something. Nothing
   * else is read. What was known is shown until the answers are there.
   */
  async refresh(names: readonly string[]): Promise<void> {
    this.#account.retryLogin();
    const since = new Date(this.now().getTime() - freshFor);
    const states = names.flatMap((name) => this.entry(name)?.state ?? []);
    const regions = new Set(states.flatMap((state) => (state.kind === 'read' ? state.region : [])));
    for (const region of regions) this.#regions.forgetUnlessFresh(region, since);
    for (const name of names) {
      this.#points.forget(name);
      this.objects.forget(name);
    }
    await Promise.all(names.toReversed().map((name) => this.#facts.first(name)));
  }

  /**
   * Reads the list, the Regions and the first buckets again. Rows stay while that lasts, and what is read further down
   * is forgotten, so that nothing is older than the list says.
   */
  renew(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** Shows a bucket whether or not the account lists it. */
  pin(name: string): void {
    this.#list.pin(name);
    this.attend(name);
    this.#changes.list();
  }

  unpin(name: string): void {
    this.#list.unpin(name);
    this.#changes.list();
  }

  /** Says on a bucket's row what is being done to it; without words that it is over. */
  tellDoing(name: string, words: string | undefined): void {
    if (this.#list.set(name, { doing: words })) this.#changes.bucket(name);
  }

  /** Says what was asked of the account and how it goes, on the rows of its buckets and in the list of jobs. */
  tellWorks(shown: readonly ShownWork[], notices: readonly string[]): void {
    for (const name of this.works.replace(shown, notices)) this.tellDoing(name, doingWords(this.works.of(name)));
  }

  /** What AWS Backup says of each Region, in their order. */
  regionReadings(): Promise<readonly RegionReading[]> {
    return Promise.all(this.regions.map((region) => this.#regions.read(region)));
  }

  /** Lets Regions be read anew, for the next who asks; all of them where none is named. */
  forgetRegions(regions?: readonly string[]): void {
    this.#account.retryLogin();
    this.#regions.forget(regions);
  }

  /** The recovery points of a bucket, present or gone. The newest window is read by the first call for it. */
  openPoints(name: string, region: string, lastBackupAt: Date): Promise<BucketPoints> {
    return this.#points.open({ name, region, lastBackupAt }, this.#regions.latest.get(region));
  }

  /** Lets the recovery points of a bucket be read anew. */
  forgetPoints(name: string): void {
    this.#account.retryLogin();
    this.#points.forget(name);
    this.#changes.bucket(name);
  }

  /** Lets the objects under a prefix of a bucket be read anew. */
  forgetObjects(bucket: string, prefix: string): void {
    this.#account.retryLogin();
    this.objects.forget(bucket, prefix);
    this.#changes.bucket(bucket);
  }

  async morePoints(name: string): Promise<void> {
    await this.#points.more(name);
    this.#changes.bucket(name);
  }

  /** Reads so many older recovery points of a bucket, and shows no more rows. @throws what the SDK throws. */
  async readOlderPoints(name: string, count: number): Promise<void> {
    await this.#points.readOlder(name, count);
    this.#changes.bucket(name);
  }

  /** The account, for a change that a person has asked for. @param token That of the change, where it is planned. */
  async changeTarget(token?: string): Promise<ChangeTarget> {
    await this.#identified;
    return this.#account.changeTarget(valueOf(this.#identity)?.account, this.#abort.signal, token);
  }

  dispose(): void {
    this.#changes.end();
    this.#abort.abort();
    this.#facts.end();
    this.#account.dispose();
  }

  async #identify(): Promise<void> {
    try {
      this.#identity = await this.#account.identity(this.#abort.signal);
      this.#changes.list();
    } catch (error) {
      this.#unlessAborted(error);
    }
  }

  #readRegions(): void {
    // What fails is written down where it is read.
    for (const region of this.regions) void this.#regions.read(region).catch(() => undefined);
  }

  /** Reads pages of the list, as many as are asked for and are there. Without a start they take the place of the old. */
  async #listPages(count: number, from: string | undefined): Promise<void> {
    const pages: BucketPage[] = [];
    try {
      let next = from;
      do {
        const page = await this.#account.listBuckets(next, this.#abort.signal);
        pages.push(page);
        next = page.next;
      } while (next !== undefined && pages.length < count);
      this.#facts.add(this.#list.add(pages, this.now(), from === undefined));
    } catch (error) {
      if (isAbort(error) || this.#abort.signal.aborted) return;
      const failure = classify(error, 's3:ListAllMyBuckets');
      this.#listener.log(`Listing the buckets failed: ${describeFailure(failure)}`);
      this.#list.fail(failure);
    }
    this.#changes.list();
  }

  async #renew(): Promise<void> {
    this.forgetRegions();
    this.#readRegions();
    if (this.#identity.state !== 'known') this.#identified = this.#identify();
    await this.#listPages(Math.max(1, this.#list.pages), undefined);
    const names = this.entries.map(({ listed }) => listed.name);
    for (const name of names) this.#points.forget(name);
    await this.#facts.renew(names);
  }

  /** Reads one bucket. What fails is part of its state; nothing is thrown. */
  #readBucket(listed: ListedBucket): Promise<BucketState> {
    return readBucket(listed, {
      from: this.#account,
      account: mapFact(this.#identity, (identity) => identity.account),
      region: (region) => this.#regions.read(region),
      schedule: this.#calls.schedule(0),
      signal: this.#abort.signal,
    }).catch((error: unknown) => {
      this.#unlessAborted(error);
      return { kind: 'unread', why: unknown(error instanceof Error ? error.message : String(error)) };
    });
  }

  /** What a Region says is needed by all its buckets, so it comes before them. */
  async #readRegion(region: string): Promise<RegionReading> {
    try {
      return await this.#account.readRegion(region, this.#calls.schedule(1), this.#abort.signal);
    } catch (error) {
      this.#unlessAborted(error);
      throw error;
    }
  }

  /** The session's end ends its calls; anything else is a fault of ours and is written down. */
  #unlessAborted(error: unknown): void {
    if (isAbort(error) || this.#abort.signal.aborted) return;
    this.#listener.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
