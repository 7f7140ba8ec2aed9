import type {
  ContinuousSpan,
  FailedBackup,
  Gap,
  GapCause,
  Snapshot,
  SpanEnd,
  Timeline,
  TimelineVault,
} from '../../protection/timeline/timeline';
import { flag, list, moment, number, optional, record, text } from './untrusted';

/**
 * A timeline on its way to the page: plain JSON, and small, because there may be 100,000 recovery points. A point is named
 * by its place among {@link pointsOf}; what AWS calls it stays with the extension.
 */
export interface WireTimeline {
  readonly from: number;
  readonly now: number;
  readonly unreadBefore?: number | undefined;
  readonly vaults: readonly TimelineVault[];
  readonly continuous: readonly unknown[];
  readonly gaps: readonly unknown[];
  readonly failures: readonly unknown[];
  /** AWS's words for the states of points; those of `usable` can be restored from. */
  readonly statuses: readonly string[];
  readonly usable: readonly boolean[];
  /** Five numbers a snapshot: its moment, vault, status, expiry and size; -1 where there is none. */
  readonly snapshots: readonly number[];
}

const perSnapshot = 5;

/** The recovery points of a timeline, by the place that stands for each on the page. */
export function pointsOf({ continuous, snapshots }: Timeline): readonly (ContinuousSpan | Snapshot)[] {
  return [...continuous, ...snapshots];
}

/** Gives each text a number. */
class Numbering {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(one: string): number {
    const known = this.#numbers.get(one);
    if (known !== undefined) return known;
    this.#numbers.set(one, this.texts.length);
    return this.texts.push(one) - 1;
  }
}

function time(date: Date | undefined): number | undefined {
  return date?.getTime();
}

function encodeSpan(span: ContinuousSpan): unknown {
  // What is `undefined` is left out of JSON: what AWS calls the point stays here.
  return { ...span, point: undefined, from: time(span.from), to: time(span.to), expiresAt: time(span.expiresAt) };
}

function encodeGap({ notBefore, to, cause }: Gap): unknown {
  const told = cause.kind === 'stopped' ? cause : { ...cause, seenAt: time(cause.seenAt) };
  return { notBefore: time(notBefore), to: time(to), cause: told };
}

export function encodeTimeline(timeline: Timeline): WireTimeline {
  const vaults = new Numbering();
  for (const { name } of timeline.vaults) vaults.of(name);
  const statuses = new Numbering();
  const usable: boolean[] = [];
  const snapshots: number[] = [];
  for (const { at, vault, status, isUsable, expiresAt, sizeBytes } of timeline.snapshots) {
    const state = statuses.of(status);
    usable[state] = isUsable;
    snapshots.push(at.getTime(), vaults.of(vault), state, time(expiresAt) ?? -1, sizeBytes ?? -1);
  }
  return {
    from: timeline.from.getTime(),
    now: timeline.now.getTime(),
    unreadBefore: time(timeline.unreadBefore),
    vaults: timeline.vaults,
    continuous: timeline.continuous.map(encodeSpan),
    gaps: timeline.gaps.map(encodeGap),
    failures: timeline.failures.map((failure) => ({ ...failure, at: time(failure.at) })),
    statuses: statuses.texts,
    usable,
    snapshots,
  };
}

const ends: ReadonlySet<string> = new Set<SpanEnd>(['live', 'beginning', 'stopped', 'not-captured', 'not-verified']);

function isEnd(value: string): value is SpanEnd {
  return ends.has(value);
}

function decodeSpan(value: unknown, place: number): ContinuousSpan {
  const span = record(value);
  const end = text(span['end']);
  if (!isEnd(end)) throw new TypeError('This is no end of a span.');
  const retentionDays = optional(span['retentionDays'], number);
  const expiresAt = optional(span['expiresAt'], moment);
  const message = optional(span['message'], text);
  return {
    point: String(place),
    vault: text(span['vault']),
    from: moment(span['from']),
    to: moment(span['to']),
    end,
    ...(retentionDays !== undefined && { retentionDays }),
    ...(expiresAt && { expiresAt }),
    ...(message !== undefined && { message }),
  };
}

function decodeCause(value: unknown): GapCause {
  const cause = record(value);
  if (cause['kind'] === 'eventbridge-off') return { kind: 'eventbridge-off', seenAt: moment(cause['seenAt']) };
  if (cause['kind'] !== 'stopped') throw new TypeError('This is no cause of a gap.');
  const message = optional(cause['message'], text);
  return { kind: 'stopped', ...(message !== undefined && { message }) };
}

function decodeGap(value: unknown): Gap {
  const gap = record(value);
  const to = optional(gap['to'], moment);
  return { notBefore: moment(gap['notBefore']), cause: decodeCause(gap['cause']), ...(to && { to }) };
}

function decodeFailure(value: unknown): FailedBackup {
  const failure = record(value);
  const vault = optional(failure['vault'], text);
  const category = optional(failure['category'], text);
  const message = optional(failure['message'], text);
  return {
    at: moment(failure['at']),
    state: text(failure['state']),
    ...(vault !== undefined && { vault }),
    ...(category !== undefined && { category }),
    ...(message !== undefined && { message }),
  };
}

function decodeVault(value: unknown): TimelineVault {
  const vault = record(value);
  const isLocked = optional(vault['isLocked'], flag);
  return { name: text(vault['name']), ...(isLocked !== undefined && { isLocked }) };
}

/** Read number by number: with lists between, 100,000 points would take twice as long. */
function decodeSnapshots(wire: Record<string, unknown>, vaults: readonly TimelineVault[], before: number): Snapshot[] {
  const statuses = list(wire['statuses'], text);
  const usable = list(wire['usable'], flag);
  const numbers: readonly unknown[] = list(wire['snapshots'], (value) => value);
  const snapshots: Snapshot[] = [];
  for (let first = 0; first + perSnapshot <= numbers.length; first += perSnapshot) {
    const status = number(numbers[first + 2]);
    const expiry = number(numbers[first + 3]);
    const size = number(numbers[first + 4]);
    snapshots.push({
      point: String(before + snapshots.length),
      at: moment(numbers[first]),
      vault: text(vaults[number(numbers[first + 1])]?.name),
      status: text(statuses[status]),
      isUsable: flag(usable[status]),
      ...(expiry >= 0 && { expiresAt: moment(expiry) }),
      ...(size >= 0 && { sizeBytes: size }),
    });
  }
  return snapshots;
}

/** @throws TypeError where it is not what {@link encodeTimeline} makes. */
export function decodeTimeline(value: unknown): Timeline {
  const wire = record(value);
  const vaults = list(wire['vaults'], decodeVault);
  const continuous = list(wire['continuous'], decodeSpan);
  const unreadBefore = optional(wire['unreadBefore'], moment);
  return {
    from: moment(wire['from']),
    now: moment(wire['now']),
    continuous,
    gaps: list(wire['gaps'], decodeGap),
    snapshots: decodeSnapshots(wire, vaults, continuous.length),
    failures: list(wire['failures'], decodeFailure),
    vaults,
    ...(unreadBefore && { unreadBefore }),
  };
}
