import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import type { BucketReading, Identity } from '../../aws/account';
import { Account, estateOf } from '../../aws/account';
import type { ListedBucket } from '../../aws/buckets';
import type { Schedule } from '../../aws/call';
import { parallelBuckets, parallelCalls } from '../../aws/call';
import type { ChangeTarget } from '../../aws/changes/changeTarget';
import type { Connection, InProcessAccount } from '../../aws/connection';
import type { CredentialCause } from '../../aws/credentials/cause';
import { describeCause, loginCommand } from '../../aws/credentials/cause';
import type { LoginHost } from '../../aws/credentials/loginHost';
import type { Failure } from '../../aws/failure';
import { classify, describeFailure, isAbort } from '../../aws/failure';
import type { GoneBucket } from '../../aws/goneBuckets';
import { goneBuckets } from '../../aws/goneBuckets';
import type { RegionReading } from '../../aws/region';
import { complete } from '../../model/estate';
import type { Fact } from '../../model/fact';
import { known, mapFact, unknown, valueOf } from '../../model/fact';
import type { Assessment } from '../../verdict/assess';
import { assess } from '../../verdict/assess';
import { BackupDetails } from './backupDetails';
import { BucketPoints } from './bucketPoints';
import { FillOrder } from './fillOrder';

/** How far a bucket is read. */
export type BucketState =
  | { readonly kind: 'listed' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'unread'; readonly why: Fact<never> }
  | {
      readonly kind: 'read';
      readonly region: string;
      readonly reading: BucketReading;
      readonly backup: RegionReading;
      readonly assessment: Assessment;
      readonly asOf: Date;
    };

export interface BucketEntry {
  readonly listed: ListedBucket;
  readonly state: BucketState;
}

/** How far the list of buckets is read. */
export type ListState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'read'; readonly asOf: Date; readonly next?: string };

/** What has changed: the list as a whole, or single buckets. */
export type SessionChange =
  { readonly kind: 'list' } | { readonly kind: 'buckets'; readonly names: ReadonlySet<string> };

export interface SessionListener {
  changed(change: SessionChange): void;
  log(message: string): void;
}

/** Rows change by the hundred while they fill in; a view is told of several at once. */
const tellEvery = 60;
/** How many recovery points a Region is taken to have where that cannot be read. */
const leastAssumed = 10_000;
/** What is older is read again together with a bucket that is refreshed. */
const freshFor = 60_000;

/**
 * One look at one account by one connection. Names come after one call; facts fill in after that, in row order. A
 * change of connection makes a new session, so that nothing of the old one can show.
 */
export class AccountSession {
  /** What single views read for themselves. */
  readonly details: BackupDetails;
  readonly #account: Account;
  readonly #listener: SessionListener;
  readonly #abort = new AbortController();
  readonly #calls = new PQueue({ concurrency: parallelCalls });
  readonly #order = new FillOrder();
  readonly #entries = new Map<string, BucketEntry>();
  readonly #regions = new Map<string, Promise<RegionReading>>();
  readonly #readRegions = new Map<string, RegionReading>();
  readonly #points = new Map<string, BucketPoints>();
  readonly #changed = new Set<string>();
  #tell: NodeJS.Timeout | undefined;
  #filling = 0;
  #whenFilled: (() => void)[] = [];
  #list: ListState = { kind: 'reading' };
  #identity: Fact<Identity> = unknown('it is not read yet');
  #identified: Promise<void> = Promise.resolve();

  /** @param login Who is asked for what a login needs; without it nobody is. */
  constructor(
    connection: Connection,
    sample: InProcessAccount | undefined,
    listener: SessionListener,
    login?: LoginHost,
  ) {
    this.#account = new Account(connection, sample, undefined, login);
    this.#listener = listener;
    this.details = new BackupDetails(this.#account, this.#schedule(1), this.#abort.signal);
    // Each call under way listens for the end of the session.
    setMaxListeners(0, this.#abort.signal);
  }

  get list(): ListState {
    return this.#list;
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
    const ofList = list.kind === 'failed' && list.failure.kind === 'credentials' ? list.failure.cause : undefined;
    return this.#account.loginFailure ?? ofList;
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

  /** The buckets in the Regions of the connection, by name. A bucket whose Region is not known is among them. */
  get entries(): readonly BucketEntry[] {
    return [...this.#entries.values()].filter((entry) => this.#isHere(entry));
  }

  /** Listed buckets in other Regions. */
  get elsewhere(): readonly ListedBucket[] {
    return [...this.#entries.values()].filter((entry) => !this.#isHere(entry)).map(({ listed }) => listed);
  }

  entry(name: string): BucketEntry | undefined {
    return this.#entries.get(name);
  }

  /** Buckets that only recovery points tell of. Empty until the whole list is read, because any page may have them. */
  get gone(): readonly GoneBucket[] {
    if (this.#list.kind !== 'read' || this.#list.next !== undefined) return [];
    return goneBuckets(this.#readRegions.values(), (name) => this.#entries.has(name));
  }

  /** Lists the buckets: one call. What they are like is read after that. */
  async open(): Promise<void> {
    this.#identified = this.#identify();
    for (const region of this.regions) void this.#region(region);
    await this.#listPage(undefined);
  }

  /** Settles when nothing that is listed waits to be read, or when the session ends. */
  whenFilled(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#filling === 0) resolve();
      else this.#whenFilled.push(resolve);
    });
  }

  /** The next page of the list, one call. */
  async listMore(): Promise<void> {
    if (this.#list.kind === 'read' && this.#list.next !== undefined) await this.#listPage(this.#list.next);
  }

  /** Reads a bucket before the others that wait. */
  prefer(name: string): void {
    this.#order.prefer(name);
  }

  /** Reads one bucket again, and what its Region says where that is no longer fresh. */
  async refresh(name: string): Promise<void> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    this.#account.retryLogin();
    if (entry.state.kind === 'read') {
      const { region, backup } = entry.state;
      if (this.now().getTime() - backup.asOf.getTime() > freshFor) this.#regions.delete(region);
    }
    this.#points.delete(name);
    await this.#fill(name);
  }

  /** What AWS Backup says of each Region, in their order. */
  regionReadings(): Promise<readonly RegionReading[]> {
    return Promise.all(this.regions.map((region) => this.#region(region)));
  }

  /** Lets the Regions be read anew, for the next who asks. */
  forgetRegions(): void {
    this.#account.retryLogin();
    this.#regions.clear();
  }

  /** The recovery points of a bucket, present or gone. The newest window is read by the first call for it. */
  async openPoints(name: string, region: string, lastBackupAt: Date): Promise<BucketPoints> {
    const points = this.#points.get(name) ?? new BucketPoints(this.#account.pointsHistory(name, region));
    this.#points.set(name, points);
    const vaults = this.#readRegions.get(region)?.vaults.items ?? [];
    const most = vaults.reduce((sum, vault) => sum + (vault.recoveryPoints ?? 0), 0);
    await points.open(lastBackupAt, Math.max(most, leastAssumed), this.#abort.signal);
    return points;
  }

  async morePoints(name: string): Promise<void> {
    await this.#points.get(name)?.more(this.#abort.signal);
    this.#note(name);
  }

  /** The account, for a change that a person has asked for. @param token That of the change, where it is planned. */
  async changeTarget(token?: string): Promise<ChangeTarget> {
    await this.#identified;
    return this.#account.changeTarget(valueOf(this.#identity)?.account, this.#abort.signal, token);
  }

  dispose(): void {
    clearTimeout(this.#tell);
    this.#abort.abort();
    this.#calls.clear();
    this.#account.dispose();
  }

  #isHere({ listed, state }: BucketEntry): boolean {
    const region = listed.region ?? (state.kind === 'read' ? state.region : undefined);
    return region === undefined || this.regions.includes(region);
  }

  async #identify(): Promise<void> {
    try {
      this.#identity = await this.#account.identity(this.#abort.signal);
      this.#announce({ kind: 'list' });
    } catch (error) {
      this.#unlessAborted(error);
    }
  }

  async #listPage(from: string | undefined): Promise<void> {
    try {
      const page = await this.#account.listBuckets(from, this.#abort.signal);
      const fresh = page.buckets.filter(({ name }) => !this.#entries.has(name));
      for (const listed of fresh) this.#entries.set(listed.name, { listed, state: { kind: 'listed' } });
      this.#list = { kind: 'read', asOf: this.now(), ...(page.next !== undefined && { next: page.next }) };
      this.#order.add(
        fresh.filter(({ region }) => region === undefined || this.regions.includes(region)).map(({ name }) => name),
      );
      this.#fillOn();
    } catch (error) {
      if (isAbort(error) || this.#abort.signal.aborted) return;
      const failure = classify(error, 's3:ListAllMyBuckets');
      this.#listener.log(`Listing the buckets failed: ${describeFailure(failure)}`);
      this.#list = { kind: 'failed', failure };
    }
    this.#announce({ kind: 'list' });
  }

  #fillOn(): void {
    while (this.#filling < parallelBuckets && !this.#abort.signal.aborted) {
      const name = this.#order.take();
      if (name === undefined) break;
      this.#filling += 1;
      void this.#fill(name).finally(() => {
        this.#filling -= 1;
        this.#fillOn();
      });
    }
    if (this.#filling === 0) for (const resolve of this.#whenFilled.splice(0)) resolve();
  }

  async #fill(name: string): Promise<void> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    this.#set(name, { kind: 'reading' });
    try {
      this.#set(name, await this.#read(entry.listed));
    } catch (error) {
      this.#unlessAborted(error);
      this.#set(name, { kind: 'unread', why: unknown(error instanceof Error ? error.message : String(error)) });
    }
  }

  async #read(listed: ListedBucket): Promise<BucketState> {
    const { signal } = this.#abort;
    const region = listed.region === undefined ? await this.#account.locate(listed.name, signal) : known(listed.region);
    if (region.state !== 'known') return { kind: 'unread', why: region };
    const backup = await this.#region(region.value);
    const reading = await this.#account.readBucket(listed, region.value, backup, this.#schedule(0), signal);
    const account = mapFact(this.#identity, (identity) => identity.account);
    const estate = estateOf(backup, complete([reading.bucket]), account);
    const asOf = this.now();
    const assessment = assess(estate, { ...reading, supported: backup.supported }, asOf);
    return { kind: 'read', region: region.value, reading, backup, assessment, asOf };
  }

  /** What a Region says is needed by all its buckets, so it comes before them. */
  #region(region: string): Promise<RegionReading> {
    const known = this.#regions.get(region);
    if (known !== undefined) return known;
    const reading = this.#account.readRegion(region, this.#schedule(1), this.#abort.signal);
    this.#regions.set(region, reading);
    reading.then(
      (result) => {
        this.#readRegions.set(region, result);
        this.#announce({ kind: 'list' });
      },
      (error: unknown) => {
        this.#unlessAborted(error);
      },
    );
    return reading;
  }

  #schedule(priority: number): Schedule {
    const options = { priority, signal: this.#abort.signal };
    return (call) => this.#calls.add(call, { ...options, throwOnTimeout: true });
  }

  #set(name: string, state: BucketState): void {
    const entry = this.#entries.get(name);
    if (entry === undefined || this.#abort.signal.aborted) return;
    this.#entries.set(name, { ...entry, state });
    this.#note(name);
  }

  #note(name: string): void {
    this.#changed.add(name);
    this.#tell ??= setTimeout(() => {
      this.#tell = undefined;
      const names = new Set(this.#changed);
      this.#changed.clear();
      this.#announce({ kind: 'buckets', names });
    }, tellEvery);
  }

  #announce(change: SessionChange): void {
    if (!this.#abort.signal.aborted) this.#listener.changed(change);
  }

  /** The session's end ends its calls; anything else is a fault of ours and is written down. */
  #unlessAborted(error: unknown): void {
    if (isAbort(error) || this.#abort.signal.aborted) return;
    this.#listener.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
