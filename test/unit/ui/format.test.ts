import assert from 'node:assert/strict';
import { formatComing, formatTime } from '../../../src/ui/format';

describe('times for people', () => {
  const midnight = new Date(2026, 10, 23, 0, 12);

  it('begin the day at 00, not at 24', () => {
    assert.equal(formatTime(midnight, new Date(2026, 10, 23, 9, 0)), '00:12');
  });

  it('say how far off a moment is that is to come', () => {
    assert.equal(formatComing(midnight, new Date(2026, 10, 22, 20, 0)), 'tomorrow 00:12');
    assert.equal(formatComing(new Date(2026, 10, 22, 23, 5), new Date(2026, 10, 22, 20, 0)), 'tonight 23:05');
  });
});
