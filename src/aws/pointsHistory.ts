import type { BackupClient } from '@aws-sdk/client-backup';
import { ListRecoveryPointsByResourceCommand } from '@aws-sdk/client-backup';
import type { RecoveryPoint } from '../model/recoveryPoint';
import { newestFirst } from '../protection/recovery';
import { distinct, filledPage } from './pages';
import type { PointsPage } from './recoveryPoints';
import { listVaultPage, listVaultSpan, pageSize, resourcePointOf } from './recoveryPoints';

const hour = 3_600_000;
const day = 24 * hour;

/** Where the next older window begins. */
export interface OlderPoints {
  readonly vaults: readonly string[];
  readonly before: Date;
  /** The length of the window, in milliseconds. */
  readonly span: number;
}

/** Recovery points of one bucket within a whole window of time, newest first. */
export interface PointsWindow {
  readonly points: readonly RecoveryPoint[];
  /** Missing where there are no older ones. */
  readonly older?: OlderPoints;
}

/** A window is made to hold about this many points, so that it fits a page. */
const wanted = 500;

/** A newest window with fewer points is joined by the next one, if a call is left for it. */
const few = 50;

/** A window that would be longer than this is read to the beginning of time instead. */
const longestSpan = 4 * 365 * day;

/** The time between the oldest and the newest, in milliseconds. */
function rangeOf(points: readonly RecoveryPoint[]): number {
  const times = points.map(({ createdAt }) => createdAt.getTime());
  const newest = times.reduce((most, time) => Math.max(most, time), -Infinity);
  return newest - times.reduce((least, time) => Math.min(least, time), newest);
}

function isEmpty({ points }: PointsPage): boolean {
  return points.length === 0;
}

function byVault(points: readonly RecoveryPoint[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { vaultName } of points) counts.set(vaultName, (counts.get(vaultName) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([vault]) => vault);
}

export function withoutRepeats(points: readonly RecoveryPoint[]): readonly RecoveryPoint[] {
  return distinct(points, ({ arn }) => arn);
}

/** Reads one bucket's recovery points by windows of time, because AWS gives them in no order. */
export class PointsHistory {
  readonly #backup: BackupClient;
  readonly #bucketArn: string;

  constructor(backup: BackupClient, bucketArn: string) {
    this.#backup = backup;
    this.#bucketArn = bucketArn;
  }

  /**
   * The newest window: at most three calls where the bucket's points lie in up to two vaults. Where one page holds all
   * the points there are, it is all of them.
   * @param lastBackupAt When the newest point was made.
   * @param most No fewer than there are points: how many the vaults hold.
   * @throws what the SDK throws.
   */
  async newest(lastBackupAt: Date, most: number, signal: AbortSignal): Promise<PointsWindow> {
    const { points: listed, next } = await filledPage((from) => this.#listed(from, signal), isEmpty);
    const vaults = byVault(listed);
    if (next === undefined) return { points: newestFirst(await this.#enrich(listed, vaults, signal)) };
    const before = new Date(lastBackupAt.getTime() + 1_000);
    const span = Math.min(longestSpan, Math.max(hour, (rangeOf(listed) * wanted) / most));
    const window = await this.#newestWindow({ vaults, before, span }, signal);
    // A continuous point is as old as its rule and so lies in no new window; where the page shows it, it is shown.
    const continuous = listed.filter(({ kind }) => kind === 'continuous');
    return { ...window, points: newestFirst(withoutRepeats([...window.points, ...continuous])) };
  }

  /** A page of what AWS lists of the bucket, whatever vault it is in. */
  async #listed(from: string | undefined, signal: AbortSignal): Promise<PointsPage> {
    const input = { ResourceArn: this.#bucketArn, MaxResults: pageSize, NextToken: from };
    const output = await this.#backup.send(new ListRecoveryPointsByResourceCommand(input), { abortSignal: signal });
    const points = (output.RecoveryPoints ?? []).flatMap((point) => resourcePointOf(point, this.#bucketArn) ?? []);
    return { points, ...(output.NextToken !== undefined && { next: output.NextToken }) };
  }

  /** The vaults hold other buckets' points too, so the first guess may be far too short; one call is left to mend it. */
  async #newestWindow(from: OlderPoints, signal: AbortSignal): Promise<PointsWindow> {
    const first = await this.#window(from, signal);
    if (first.points.length >= few || from.vaults.length > 1 || first.older === undefined) return first;
    const span = Math.min(longestSpan, (from.span * wanted) / (2 * (first.points.length + 1)));
    const next = await this.#window({ ...first.older, span }, signal);
    return { ...next, points: withoutRepeats([...first.points, ...next.points]) };
  }

  /** The next older window. One that is empty is followed by a longer one, to the beginning if need be. */
  async older(from: OlderPoints, signal: AbortSignal): Promise<PointsWindow> {
    let cursor: OlderPoints | undefined = from;
    while (cursor !== undefined) {
      const window: PointsWindow = await this.#window(cursor, signal);
      if (window.points.length > 0) return window;
      cursor = window.older;
    }
    return { points: [] };
  }

  /** The vaults' lists tell more of each point. Two of them are asked; a point elsewhere shows neither expiry nor plan. */
  async #enrich(
    listed: readonly RecoveryPoint[],
    vaults: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly RecoveryPoint[]> {
    const pages = await Promise.all(
      vaults
        .slice(0, 2)
        .map((vault) =>
          filledPage(
            (from) => listVaultPage(this.#backup, { vault, bucketArn: this.#bucketArn }, from, signal),
            isEmpty,
          ),
        ),
    );
    const rich = new Map(pages.flatMap(({ points }) => points.map((point) => [point.arn, point] as const)));
    return listed.map((point) => rich.get(point.arn) ?? point);
  }

  async #window({ vaults, before, span }: OlderPoints, signal: AbortSignal): Promise<PointsWindow> {
    const toTheBeginning = span > longestSpan;
    const after = new Date(before.getTime() - span);
    const spans = vaults.map((vault) => ({
      vault,
      bucketArn: this.#bucketArn,
      before,
      // Whether AWS counts the bounds in is not documented: windows overlap a little, and repeats are dropped.
      ...(!toTheBeginning && { after: new Date(after.getTime() - 1_000) }),
    }));
    const lists = await Promise.all(spans.map((one) => listVaultSpan(this.#backup, one, signal)));
    const points = newestFirst(lists.flat());
    if (toTheBeginning) return { points };
    // A thin window is followed by a longer one: the points lie farther apart than was thought.
    const factor = points.length < few ? 4 : 1;
    return { points, older: { vaults, before: after, span: span * factor } };
  }
}
