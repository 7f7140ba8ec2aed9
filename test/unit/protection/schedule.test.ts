import assert from 'node:assert/strict';
import { closedList, absent, known } from '../../../src/model/fact';
import { complete } from '../../../src/model/estate';
import { longestWindow, planInterval } from '../../../src/protection/schedule';
import { lockConflict } from '../../../src/protection/vaultLock';
import { backupRule, plan } from '../support/estates';

const hour = 3_600_000;
const at = (day: number) => ({ at: new Date(Date.UTC(2026, 10, day, 5)) });

describe('planInterval', () => {
  it('is the longest gap between announced runs, so that week-ends off are not called late', () => {
    assert.equal(planInterval(plan({ nextRuns: [at(26), at(27), at(30)] })), 72 * hour);
  });

  it('counts runs of two rules at one instant once', () => {
    assert.equal(planInterval(plan({ nextRuns: [at(23), at(23), at(24)] })), 24 * hour);
  });

  it('is not known where fewer than two runs are announced', () => {
    assert.equal(planInterval(plan({ nextRuns: [at(23)] })), undefined);
  });
});

describe('longestWindow', () => {
  it('adds start and completion window, with the defaults of AWS Backup where a rule has none', () => {
    assert.equal(longestWindow(plan()), 4 * hour);
    const rules = closedList([backupRule({ startWindowMinutes: absent, completionWindowMinutes: absent })]);
    assert.equal(longestWindow(plan({ rules })), (8 + 7 * 24) * hour);
  });
});

describe('lockConflict', () => {
  const vault = (min: number | undefined, max: number | undefined, locked = true) =>
    complete([
      {
        id: 'v',
        name: known('main'),
        kind: known('standard' as const),
        locked: known(locked),
        minRetentionDays: min === undefined ? absent : known(min),
        maxRetentionDays: max === undefined ? absent : known(max),
      },
    ]);

  it('holds a retention to both bounds, inclusively', () => {
    assert.equal(lockConflict(backupRule(), vault(35, 35)), undefined);
    assert.equal(lockConflict(backupRule(), vault(36, undefined))?.minimum, 36);
    assert.equal(lockConflict(backupRule(), vault(undefined, 34))?.maximum, 34);
  });

  it('holds "for ever" to the maximum', () => {
    assert.equal(lockConflict(backupRule({ deleteAfterDays: absent }), vault(7, undefined)), undefined);
    assert.equal(lockConflict(backupRule({ deleteAfterDays: absent }), vault(7, 365))?.retentionDays, undefined);
    assert.notEqual(lockConflict(backupRule({ deleteAfterDays: absent }), vault(7, 365)), undefined);
  });

  it('says nothing of a vault without a lock, of another vault, or of an unknown retention', () => {
    assert.equal(lockConflict(backupRule(), vault(90, undefined, false)), undefined);
    assert.equal(lockConflict(backupRule({ targetVault: known('other') }), vault(90, undefined)), undefined);
    const unread = backupRule({ deleteAfterDays: { state: 'unknown', why: 'a variable has no default' } });
    assert.equal(lockConflict(unread, vault(90, undefined)), undefined);
  });
});
