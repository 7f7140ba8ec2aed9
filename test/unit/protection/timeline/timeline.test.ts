import assert from 'node:assert/strict';
import type { Fact } from '../../../../src/model/fact';
import { denied, known } from '../../../../src/model/fact';
import type { BackupJob } from '../../../../src/model/job';
import type { RecoveryPoint } from '../../../../src/model/recoveryPoint';
import type { TimelineFacts } from '../../../../src/protection/timeline/layTimeline';
import { layTimeline } from '../../../../src/protection/timeline/layTimeline';
import type { Restorable } from '../../../../src/protection/timeline/restorable';
import {
  neighbour,
  newestMoment,
  oldestRestorable,
  restorableAt,
} from '../../../../src/protection/timeline/restorable';
import type { Timeline } from '../../../../src/protection/timeline/timeline';
import { before, now, recoveryPoint } from '../../support/estates';

const day = 24;

function continuous(hours: number, changes: Partial<RecoveryPoint> = {}): RecoveryPoint {
  const arn = `continuous-${hours}`;
  return recoveryPoint(before(hours), { arn, kind: 'continuous', status: 'AVAILABLE', retentionDays: 35, ...changes });
}

function snapshot(hours: number, changes: Partial<RecoveryPoint> = {}): RecoveryPoint {
  return recoveryPoint(before(hours), { arn: `snapshot-${hours}`, ...changes });
}

function lay(points: readonly RecoveryPoint[], changes: Partial<TimelineFacts> = {}): Timeline {
  return layTimeline({ points, eventBridge: known(true), asOf: now, jobs: known([]), vaults: [], now, ...changes });
}

/** What is found, in short: which point, how many hours back, and what holds surely. */
function short(found: Restorable): string {
  if (found.kind === 'none') return found.why;
  const hours = (now.getTime() - found.at.getTime()) / 3_600_000;
  const surely = found.kind === 'continuous' && found.surely ? ` else ${found.surely.point}` : '';
  return `${found.point} at ${hours}${surely}`;
}

function job(state: string, messageCategory?: string): BackupJob {
  const shared = { id: state, resourceArn: 'arn:aws:s3:::orders', state, createdAt: before(3), completedAt: before(2) };
  return { ...shared, ...(messageCategory !== undefined && { messageCategory }) };
}

describe('a timeline', () => {
  it('holds a live continuous backup from now − retention to 15 minutes ago', () => {
    const { continuous: spans, gaps, from } = lay([continuous(60 * day)]);
    assert.deepEqual(
      spans.map((span) => [span.from, span.to, span.end]),
      [[before(35 * day), before(0.25), 'live']],
    );
    assert.deepEqual(gaps, []);
    assert.deepEqual(from, before(35 * day));
  });

  const off: Fact<boolean> = known(false);
  const evidence: readonly (readonly [string, readonly RecoveryPoint[], Partial<TimelineFacts>, unknown])[] = [
    ['nothing where a day has no recovery point', [snapshot(5 * day), snapshot(3 * day)], {}, []],
    ['nothing where EventBridge is off and nothing is continuous', [snapshot(9)], { eventBridge: off }, []],
    [
      'nothing where EventBridge could not be read',
      [continuous(9)],
      { eventBridge: denied('s3:GetBucketNotification') },
      [],
    ],
    [
      'one that is open where EventBridge is off',
      [continuous(9)],
      { eventBridge: off, asOf: before(1) },
      [{ notBefore: before(9), cause: { kind: 'eventbridge-off', seenAt: before(1) } }],
    ],
    [
      'one that is open where the point has stopped, with the words of AWS',
      [continuous(9, { status: 'STOPPED', statusMessage: 'Versioning is not enabled' })],
      {},
      [{ notBefore: before(9), cause: { kind: 'stopped', message: 'Versioning is not enabled' } }],
    ],
    [
      'one that ends where the next continuous backup began',
      [continuous(2), continuous(9, { status: 'STOPPED' })],
      {},
      [{ notBefore: before(9), to: before(2), cause: { kind: 'stopped' } }],
    ],
    [
      'one for each stop',
      [continuous(9, { status: 'STOPPED' }), continuous(5, { status: 'STOPPED' })],
      {},
      [
        { notBefore: before(9), to: before(5), cause: { kind: 'stopped' } },
        { notBefore: before(5), cause: { kind: 'stopped' } },
      ],
    ],
    ['nothing for one that has expired', [continuous(9, { status: 'EXPIRED' })], {}, []],
  ];
  for (const [what, points, changes, expected] of evidence) {
    it(`has gaps by evidence alone: ${what}`, () => {
      assert.deepEqual(lay(points, changes).gaps, expected);
    });
  }

  it('says of a live point whether changes reach it', () => {
    const endFor = (eventBridge: Fact<boolean>): unknown => lay([continuous(9)], { eventBridge }).continuous[0]?.end;
    assert.equal(endFor(known(true)), 'live');
    assert.equal(endFor(off), 'not-captured');
    assert.equal(endFor({ state: 'absent' }), 'not-captured');
    assert.equal(endFor(denied('s3:GetBucketNotification')), 'not-verified');
  });

  it('never holds a span that ends before it begins', () => {
    const newborn = lay([continuous(0.1)]).continuous[0];
    assert.deepEqual([newborn?.from, newborn?.to, newborn?.end], [before(0.1), before(0.1), 'beginning']);
    const long = lay([continuous(90 * day, { status: 'STOPPED' }), continuous(60 * day)]).continuous[0];
    assert.ok(long && long.from <= long.to);
  });

  it('lists recovery points, the oldest first, with state, expiry and vault', () => {
    const expiresAt = before(-day);
    const { snapshots, vaults } = lay(
      [snapshot(1, { vaultName: 'copies', status: 'CREATING' }), snapshot(9, { expiresAt }), snapshot(5)],
      {
        vaults: [
          {
            id: 'main',
            name: known('main'),
            kind: known('standard'),
            locked: known(true),
            minRetentionDays: known(7),
            maxRetentionDays: known(90),
          },
        ],
      },
    );
    assert.deepEqual(
      snapshots.map(({ point, isUsable }) => [point, isUsable]),
      [
        ['snapshot-9', true],
        ['snapshot-5', true],
        ['snapshot-1', false],
      ],
    );
    assert.deepEqual(snapshots[0]?.expiresAt, expiresAt);
    assert.deepEqual(vaults, [{ name: 'main', isLocked: true }, { name: 'copies' }]);
  });

  it('shows backups that failed or had issues, and no others', () => {
    const jobs = [
      job('COMPLETED'),
      job('COMPLETED', 'SUCCESS'),
      job('COMPLETED', 'LIMIT_EXCEEDED'),
      job('RUNNING'),
      ...['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'].map((state) => job(state)),
    ];
    assert.deepEqual(
      lay([], { jobs: known(jobs) }).failures.map(({ state, category }) => category ?? state),
      ['LIMIT_EXCEEDED', 'FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'],
    );
    assert.deepEqual(lay([], { jobs: denied('backup:ListBackupJobs') }).failures, []);
  });
});

describe('what can be restored at a moment', () => {
  const live = lay([continuous(10), snapshot(30), snapshot(8)]);
  const doubtful = lay([continuous(10), snapshot(30), snapshot(8)], { eventBridge: known(false) });
  const stopped = lay([continuous(10, { status: 'STOPPED' }), snapshot(8)]);
  const replaced = lay([continuous(10, { status: 'STOPPED' }), continuous(4)]);
  const partly = lay([snapshot(30), snapshot(8), snapshot(20)], { unreadBefore: before(25) });
  const broken = lay([snapshot(8, { status: 'EXPIRED' }), snapshot(4, { status: 'CREATING' })]);
  const young = lay([continuous(0.1), snapshot(8)]);
  const table: readonly (readonly [string, Timeline, number, string])[] = [
    ['nothing of a continuous backup in its first 15 minutes', young, 0, 'snapshot-8 at 8'],
    ['nothing where there is only that', lay([continuous(0.1)]), 0, 'no-points'],
    ['any moment of a live window', live, 5, 'continuous-10 at 5'],
    ['its first moment', live, 10, 'continuous-10 at 10'],
    ['its last moment, for the time since', live, 0, 'continuous-10 at 0.25'],
    ['the newest recovery point before the window', live, 11, 'snapshot-30 at 30'],
    ['a recovery point at its own moment', live, 30, 'snapshot-30 at 30'],
    ['nothing before all', live, 31, 'before-all'],
    ['nothing ahead', live, -1, 'future'],
    ['what holds surely, beside a window in doubt', doubtful, 5, 'continuous-10 at 5 else snapshot-8'],
    ['a window in doubt alone, where nothing else holds', stopped, 9, 'continuous-10 at 9'],
    ['the last that a stopped window may hold', stopped, 0, 'continuous-10 at 0.25 else snapshot-8'],
    ['the live window, where a stopped one reaches as far', replaced, 4, 'continuous-4 at 4'],
    ['the stopped window before that', replaced, 5, 'continuous-10 at 5'],
    ['nothing certain where points are not read', partly, 26, 'not-read'],
    ['a point that is read among those that are not', partly, 30, 'snapshot-30 at 30'],
    ['what is read', partly, 15, 'snapshot-20 at 20'],
    ['nothing where no older points are read', lay([], { unreadBefore: before(9) }), 1, 'not-read'],
    ['nothing from points that cannot be restored', broken, 1, 'no-points'],
    ['nothing where there is none', lay([]), 1, 'no-points'],
  ];
  for (const [what, timeline, hours, expected] of table) {
    it(`is ${what}`, () => {
      assert.equal(short(restorableAt(timeline, before(hours))), expected);
    });
  }

  it('has an oldest and a newest moment', () => {
    assert.deepEqual([oldestRestorable(live), newestMoment(live)], [before(30), before(0.25)]);
    assert.deepEqual([oldestRestorable(broken), newestMoment(broken)], [undefined, undefined]);
  });

  it('leads from one recovery point that can be restored to the next, both ways', () => {
    const timeline = lay([snapshot(9), snapshot(7, { status: 'EXPIRED' }), snapshot(5)]);
    const next = (hours: number, direction: 1 | -1): unknown => neighbour(timeline, before(hours), direction)?.point;
    assert.deepEqual([next(9, 1), next(5, -1)], ['snapshot-5', 'snapshot-9']);
    assert.deepEqual([next(6, 1), next(6, -1)], ['snapshot-5', 'snapshot-9']);
    assert.deepEqual([next(5, 1), next(9, -1)], [undefined, undefined]);
  });
});
