import assert from 'node:assert/strict';
import { parseCron } from '../../../src/emulator/backup/cron';

/** The next times of a schedule after Tuesday, 10 March 2026, 12:00 UTC. */
function next(expression: string, timezone = 'Etc/UTC', count = 2, after = '2026-03-10T12:00:00Z'): string[] {
  const cron = parseCron(expression, timezone);
  const times: string[] = [];
  let at = cron.next(Date.parse(after));
  while (at !== undefined && times.length < count) {
    times.push(new Date(at).toISOString().slice(0, 16));
    at = cron.next(at);
  }
  return times;
}

describe('a schedule expression', () => {
  const schedules: readonly (readonly [expression: string, ...times: string[]])[] = [
    ['cron(0 5 ? * * *)', '2026-03-11T05:00', '2026-03-12T05:00'],
    ['cron(0 12 * * ? *)', '2026-03-11T12:00', '2026-03-12T12:00'],
    ['cron(0/30 12 * * ? *)', '2026-03-10T12:30', '2026-03-11T12:00'],
    ['cron(0 */12 ? * * *)', '2026-03-11T00:00', '2026-03-11T12:00'],
    ['cron(15 1,13 ? * MON-FRI *)', '2026-03-10T13:15', '2026-03-11T01:15'],
    ['cron(0 5 ? * 1 *)', '2026-03-15T05:00', '2026-03-22T05:00'],
    ['cron(0 5 ? * sat *)', '2026-03-14T05:00', '2026-03-21T05:00'],
    ['cron(0 5 L * ? *)', '2026-03-31T05:00', '2026-04-30T05:00'],
    ['cron(0 5 ? * 6L *)', '2026-03-27T05:00', '2026-04-24T05:00'],
    ['cron(0 5 ? * 2#1 *)', '2026-04-06T05:00', '2026-05-04T05:00'],
    ['cron(0 5 15W * ? *)', '2026-03-16T05:00', '2026-04-15T05:00'],
    ['cron(0 5 1W AUG ? *)', '2026-08-03T05:00', '2027-08-02T05:00'],
    ['cron(0 5 29 FEB ? *)', '2028-02-29T05:00'],
    ['cron(0 5 1 1 ? 2027)', '2027-01-01T05:00'],
    ['cron(0 5 1 1 ? 2025)'],
  ];
  for (const [expression, ...times] of schedules) {
    it(expression, () => {
      assert.deepEqual(next(expression).slice(0, Math.max(times.length, 1)), times);
    });
  }

  it('runs by the clocks of its time zone, over their change', () => {
    const before = '2026-03-28T00:00:00Z';
    assert.deepEqual(next('cron(0 5 ? * * *)', 'Europe/Dublin', 2, before), ['2026-03-28T05:00', '2026-03-29T04:00']);
    // 01:30 is skipped on 29 March, and comes twice on 25 October: it runs once.
    assert.deepEqual(next('cron(30 1 ? * * *)', 'Europe/Dublin', 2, '2026-03-28T12:00:00Z'), [
      '2026-03-30T00:30',
      '2026-03-31T00:30',
    ]);
    assert.deepEqual(next('cron(30 1 ? * * *)', 'Europe/Dublin', 2, '2026-10-24T12:00:00Z'), [
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
    assert.deepEqual(next('cron(0 0 ? * * *)', 'Asia/Kolkata', 1), ['2026-03-10T18:30']);
  });

  for (const wrong of [
    'rate(1 day)',
    'cron(0 5 * * *)',
    'cron(0 5 * * * *)',
    'cron(0 5 ? * ? *)',
    'cron(60 5 ? * * *)',
    'cron(0 24 ? * * *)',
    'cron(0 5 32 * ? *)',
    'cron(0 5 ? 13 * *)',
    'cron(0 5 ? * XYZ *)',
    'cron(0 5 ? * 9L *)',
    'cron(0/0 5 ? * * *)',
    'cron(10-5 5 ? * * *)',
  ]) {
    it(`${wrong} is refused`, () => {
      assert.throws(() => parseCron(wrong), RangeError);
    });
  }

  it('is refused with a time zone that there is not', () => {
    assert.throws(() => parseCron('cron(0 5 ? * * *)', 'Mars/Olympus'), RangeError);
  });
});
