import assert from 'node:assert/strict';
import { readMoment, suggestedMoments } from '../../../src/ui/moments';

/** A Tuesday, at noon in whatever zone the tests run. */
const now = new Date(2026, 2, 10, 12, 0, 0);

describe('moments that a person types', () => {
  const cases: readonly (readonly [typed: string, moment: Date | undefined])[] = [
    ['15 min ago', new Date(2026, 2, 10, 11, 45)],
    ['2h', new Date(2026, 2, 10, 10, 0)],
    [' 3  days ago ', new Date(2026, 2, 7, 12, 0)],
    ['09:30', new Date(2026, 2, 10, 9, 30)],
    ['Yesterday 18:00', new Date(2026, 2, 9, 18, 0)],
    ['2026-03-01', new Date(2026, 2, 1)],
    ['2026-03-01 09:30:15', new Date(2026, 2, 1, 9, 30, 15)],
    ['2026-03-01 09:30 UTC', new Date('2026-03-01T09:30:00Z')],
    ['2026-03-01T09:30:00.000Z', new Date('2026-03-01T09:30:00Z')],
    ['2026-03-01 09:30 +02:00', new Date('2026-03-01T07:30:00Z')],
    ['25:00', undefined],
    ['2026-13-01', undefined],
    ['some time ago', undefined],
    ['', undefined],
  ];
  for (const [typed, moment] of cases) {
    it(`“${typed}”`, () => {
      assert.deepEqual(readMoment(typed, now), moment);
    });
  }

  it('are suggested within bounds alone, the newest first', () => {
    const [from, to] = [new Date(2026, 2, 10, 10, 30), new Date(2026, 2, 10, 11, 45)];
    assert.deepEqual(
      suggestedMoments(from, to, now).map(({ at }) => at),
      [to, new Date(2026, 2, 10, 11, 0)],
    );
  });
});
