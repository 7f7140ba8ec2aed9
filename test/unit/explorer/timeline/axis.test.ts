import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  day,
  firstZoom,
  hour,
  minute,
  ticksOf,
  toMoment,
  toPixels,
  viewOf,
  zooms,
} from '../../../../src/explorer/timeline/page/axis';
import { moveBy, stepsIn } from '../../../../src/explorer/timeline/page/cursorKeys';
import { markWidth, marksOf } from '../../../../src/explorer/timeline/page/marks';
import { now as present } from '../../support/estates';

const now = present.getTime();

const anyExtent = fc.integer({ min: 0, max: 4_000 * 24 }).map((hours) => ({ from: now - hours * hour, now }));
const anyZoom = fc.constantFrom(...zooms);

describe('the time in view', () => {
  it('always holds the cursor, and always lasts', () => {
    fc.assert(
      fc.property(anyExtent, anyZoom, fc.double({ min: 0, max: 1, noNaN: true }), (extent, zoom, share) => {
        const cursor = extent.from + (extent.now - extent.from) * share;
        const view = viewOf(zoom, extent, cursor);
        assert.ok(view.from <= cursor && cursor <= view.to && view.from < view.to);
        assert.deepEqual(viewOf(zoom, extent, cursor, view), view);
      }),
    );
  });

  it('moves only when the cursor leaves it', () => {
    const extent = { from: now - 90 * day, now };
    const view = viewOf('week', extent, now);
    assert.deepEqual(viewOf('week', extent, now - 3 * day, view), view);
    const moved = viewOf('week', extent, now - 30 * day, view);
    assert.equal((moved.from + moved.to) / 2, now - 30 * day);
  });

  it('is first all there is, or 35 days of far more', () => {
    assert.equal(firstZoom({ from: now - 40 * day, now }), 'all');
    assert.equal(firstZoom({ from: now - 400 * day, now }), 'month');
  });

  it('goes to pixels and back', () => {
    const view = viewOf('week', { from: now - 90 * day, now }, now);
    const pixels = toPixels(now - day, view, 1000);
    assert.ok(Math.abs(toMoment(pixels, view, 1000) - (now - day)) < 1);
  });
});

describe('the marks of the axis', () => {
  it('lie in view, in order, with room for their labels, and there are some', () => {
    fc.assert(
      fc.property(anyExtent, anyZoom, fc.integer({ min: 200, max: 3_000 }), (extent, zoom, width) => {
        const view = viewOf(zoom, extent, now);
        const ticks = ticksOf(view, width).map(({ at }) => at);
        assert.ok(ticks.every((at) => at >= view.from && at <= view.to));
        const rooms = ticks
          .slice(1)
          .map((at, place) => toPixels(at, view, width) - toPixels(ticks[place]!, view, width));
        // The hours of a day, and the days of a month, are not all equally long.
        assert.ok(
          rooms.every((room) => room > 70),
          String(rooms),
        );
        assert.ok(ticks.length <= width / 70 + 1);
      }),
    );
  });

  it('are whole days in a month', () => {
    const ticks = ticksOf(viewOf('month', { from: now - 35 * day, now }, now), 800);
    assert.ok(ticks.length >= 4);
    assert.ok(ticks.every(({ isDay }) => isDay));
  });
});

describe('marks on a row', () => {
  it('are no more than there is room for, and count all that is in view', () => {
    const moments = fc.array(fc.integer({ min: now - 60 * day, max: now + 10 * day }), { maxLength: 500 });
    fc.assert(
      fc.property(moments, fc.integer({ min: 50, max: 2_000 }), anyZoom, (times, width, zoom) => {
        const items = times.toSorted((one, other) => one - other).map((time) => ({ at: new Date(time) }));
        const view = viewOf(zoom, { from: now - 60 * day, now }, now);
        const marks = marksOf(items, view, width);
        assert.ok(marks.length <= width / markWidth + 1);
        const inView = items.filter(({ at }) => at.getTime() >= view.from && at.getTime() <= view.to);
        assert.equal(
          marks.reduce((sum, { count }) => sum + count, 0),
          inView.length,
        );
        assert.deepEqual(
          marks
            .flatMap(({ count, first, last }) => (count === 1 ? [first, last] : []))
            .every((at) => inView.some((one) => one.at === at)),
          true,
        );
      }),
    );
  });
});

describe('the keys of the cursor', () => {
  const plain = { key: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  const view = { from: now - 7 * day, to: now };
  const place = { moment: now - 14 * minute, view, oldest: now - 90 * day, newest: now - 15 * minute };

  it('go by steps that fit what is in view', () => {
    assert.deepEqual(stepsIn({ from: 0, to: day }), [5 * minute, hour]);
    assert.deepEqual(stepsIn({ from: 0, to: 7 * day }), [hour, 12 * hour]);
    assert.deepEqual(stepsIn({ from: 0, to: 35 * day }), [6 * hour, 2 * day]);
    assert.deepEqual(stepsIn({ from: 0, to: 1e7 * day }), [28 * day, 182 * day]);
  });

  it('walk on whole steps, and never stand still', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: now - 60 * day, max: now }),
        fc.boolean(),
        fc.boolean(),
        (moment, shiftKey, isRight) => {
          const key = { ...plain, key: isRight ? 'ArrowRight' : 'ArrowLeft', shiftKey };
          const move = moveBy(key, { ...place, moment });
          assert.ok(move?.kind === 'to');
          const went = (move.moment - moment) * (isRight ? 1 : -1);
          assert.ok(went > 0 && went <= (shiftKey ? 12 : 1) * hour);
          assert.equal(move.moment % (30 * minute), 0);
        },
      ),
    );
  });

  it('are those of a slider, and leave all others to the editor', () => {
    const kindOf = (key: string, held: object = {}): unknown => moveBy({ ...plain, key, ...held }, place);
    assert.deepEqual(kindOf('Home'), { kind: 'to', moment: place.oldest });
    assert.deepEqual(kindOf('End'), { kind: 'to', moment: place.newest });
    assert.deepEqual(kindOf('PageDown'), { kind: 'to', moment: place.moment - 7 * day });
    assert.deepEqual(kindOf('PageUp'), { kind: 'to', moment: place.moment + 7 * day });
    assert.deepEqual(kindOf('Enter'), { kind: 'snap' });
    assert.deepEqual(kindOf('ArrowLeft', { metaKey: true }), { kind: 'neighbour', direction: -1 });
    for (const key of ['Tab', 'Escape', 'F1', 'a']) assert.equal(kindOf(key), undefined);
    assert.equal(kindOf('ArrowLeft', { altKey: true }), undefined);
  });
});
