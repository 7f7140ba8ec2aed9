import assert from 'node:assert/strict';
import fc from 'fast-check';
import { known } from '../../../../src/model/fact';
import { layTimeline } from '../../../../src/protection/timeline/layTimeline';
import type { Timeline } from '../../../../src/protection/timeline/timeline';
import { readNews, readRequest } from '../../../../src/explorer/timeline/messages';
import { pageHtml } from '../../../../src/explorer/timeline/pageHtml';
import { readKept } from '../../../../src/explorer/timeline/page/keptState';
import { decodeTimeline, encodeTimeline, pointsOf } from '../../../../src/explorer/timeline/wire';
import { before, now, recoveryPoint } from '../../support/estates';

const hours = fc.integer({ min: 1, max: 2_000 });

/** Any recovery point of a bucket. */
const anyPoint = fc
  .record({
    created: hours,
    kind: fc.constantFrom('snapshot', 'continuous'),
    vaultName: fc.constantFrom('main', 'copies', 'ünïcode'),
    status: fc.constantFrom('COMPLETED', 'AVAILABLE', 'STOPPED', 'EXPIRED', 'CREATING', 'NEW_WORD'),
    expiresAt: fc.option(hours.map(before), { nil: undefined }),
    sizeBytes: fc.option(fc.maxSafeNat(), { nil: undefined }),
    retentionDays: fc.option(fc.integer({ min: 1, max: 35 }), { nil: undefined }),
    statusMessage: fc.option(fc.string(), { nil: undefined }),
  })
  .map(({ created, expiresAt, sizeBytes, retentionDays, statusMessage, ...others }) =>
    recoveryPoint(before(created), {
      arn: `${others.kind}-${created}`,
      ...others,
      ...(expiresAt && { expiresAt }),
      ...(sizeBytes !== undefined && { sizeBytes }),
      ...(retentionDays !== undefined && { retentionDays }),
      ...(statusMessage !== undefined && { statusMessage }),
    }),
  );

const anyTimeline = fc
  .record({ points: fc.array(anyPoint), isOn: fc.boolean(), unread: fc.option(hours.map(before), { nil: undefined }) })
  .map(({ points, isOn, unread }) => {
    const job = { id: 'job', resourceArn: 'arn:aws:s3:::orders', state: 'FAILED', createdAt: before(3) };
    const facts = { points, eventBridge: known(isOn), asOf: now, jobs: known([job]), vaults: [], now };
    return layTimeline({ ...facts, ...(unread && { unreadBefore: unread }) });
  });

/** With each point named by its place, as the page has it. */
function renamed(timeline: Timeline): Timeline {
  const { continuous, snapshots } = timeline;
  return {
    ...timeline,
    continuous: continuous.map((span, place) => ({ ...span, point: String(place) })),
    snapshots: snapshots.map((snapshot, place) => ({ ...snapshot, point: String(continuous.length + place) })),
  };
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('a timeline on its way to the page', () => {
  it('arrives whole, and names no ARN', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const wire = encodeTimeline(timeline);
        assert.deepEqual(decodeTimeline(throughJson(wire)), renamed(timeline));
        assert.doesNotMatch(JSON.stringify(wire), /(?:snapshot|continuous)-\d/u);
      }),
    );
  });

  it('names each point by its place among those that were sent', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const { continuous, snapshots } = decodeTimeline(throughJson(encodeTimeline(timeline)));
        const names = pointsOf(timeline).map(({ point }) => point);
        const found = [...continuous, ...snapshots].map(({ point }) => names[Number(point)]);
        assert.deepEqual(found, names);
      }),
    );
  });

  it('is refused where it is anything else', () => {
    const wire = throughJson(
      encodeTimeline(
        layTimeline({
          points: [recoveryPoint(before(3)), recoveryPoint(before(9), { kind: 'continuous', status: 'STOPPED' })],
          eventBridge: known(true),
          asOf: now,
          jobs: known([]),
          vaults: [],
          now,
        }),
      ),
    ) as Record<string, unknown>;
    assert.ok(decodeTimeline(wire));
    const wrong: readonly Record<string, unknown>[] = [
      { from: 'yesterday' },
      { now: 8.64e15 + 1 },
      { snapshots: ['1', 0, 0, -1, -1] },
      { snapshots: [1, 9, 0, -1, -1] },
      { snapshots: [1, 0, 9, -1, -1] },
      { continuous: [{}] },
      { continuous: [{ vault: 'main', from: 1, to: 2, end: 'someday' }] },
      { gaps: [{ notBefore: 1, cause: { kind: 'guess' } }] },
      { vaults: 'main' },
      { failures: [null] },
    ];
    for (const change of wrong) {
      assert.throws(() => decodeTimeline({ ...wire, ...change }), TypeError, JSON.stringify(change));
    }
  });
});

describe('messages between the page and the extension', () => {
  it('are read as unknown data on both sides: nothing but a TypeError comes of anything else', () => {
    const refusing = [readNews, readRequest, readKept, decodeTimeline];
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...refusing), (value, read) => {
        try {
          read(value);
          return true;
        } catch (error) {
          return error instanceof TypeError;
        }
      }),
    );
  });

  it('from the page ask for what there is, and bring along nothing else', () => {
    for (const kind of ['ready', 'refresh', 'older', 'copy-policy']) {
      assert.deepEqual(readRequest({ kind, command: 'anything' }), { kind });
    }
    const restore = { kind: 'restore', look: 1, at: now.getTime(), point: 3 };
    assert.deepEqual(readRequest({ ...restore, arn: 'arn:aws:backup' }), restore);
    for (const change of [{ look: '1' }, { at: Number.NaN }, { at: 1e17 }, { point: undefined }, { kind: 'delete' }]) {
      assert.throws(() => readRequest({ ...restore, ...change }), TypeError);
    }
  });

  it('bring the language as texts, with or without notes for translators', () => {
    const contents = { Vault: 'Tresor', When: { message: 'Wann', comment: ['a heading'] } };
    assert.deepEqual(readNews({ kind: 'language', contents }), {
      kind: 'language',
      contents: { Vault: 'Tresor', When: 'Wann' },
    });
  });
});

describe('what a page keeps', () => {
  it('is whose it is, and where its cursor and zoom were', () => {
    const kept = { bucket: 'orders', region: 'eu-west-1', cursor: 12, zoom: 'day' };
    assert.deepEqual(readKept(kept), kept);
    assert.deepEqual(readKept({ ...kept, zoom: 'century', cursor: null }), { bucket: 'orders', region: 'eu-west-1' });
    for (const value of [undefined, {}, { bucket: 'orders' }]) assert.throws(() => readKept(value), TypeError);
  });
});

describe('the page', () => {
  const frame = {
    bucket: '"><script>alert(1)</script>',
    region: 'eu-west-1',
    script: 'https://host/timeline.js',
    style: 'https://host/timeline.css',
    styleSource: 'https://host',
    nonce: 'sample',
    language: 'en',
  };

  it('runs its own script and no other, and loads nothing else', () => {
    const html = pageHtml(frame);
    assert.match(html, /content="default-src 'none'; style-src https:\/\/host; script-src 'nonce-sample'"/u);
    assert.equal(html.match(/<script/gu)?.length, 1);
    assert.doesNotMatch(html, /\bon[a-z]+=|\bstyle="|unsafe/u);
  });

  it('takes a name for text, whatever stands in it', () => {
    assert.ok(pageHtml(frame).includes('data-bucket="&quot;>&lt;script>alert(1)&lt;/script>"'));
  });
});
