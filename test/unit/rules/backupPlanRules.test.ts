import assert from 'node:assert/strict';
import type { BackupRule } from '../../../src/model/backupPlan';
import type { Estate } from '../../../src/model/estate';
import { complete, partial } from '../../../src/model/estate';
import { absent, closedList, known, unknown } from '../../../src/model/fact';
import type { SourceRange } from '../../../src/model/source';
import type { BackupVault } from '../../../src/model/vault';
import { backupRule, bucket, plan, selection } from '../support/estates';
import { findingsOf } from '../support/judging';

const notKnown = unknown('a variable has no default');
const named = complete([selection('s', { Resources: ['arn:aws:s3:::b'] })]);

function withRules(rules: readonly Partial<BackupRule>[], changes: Partial<Estate> = {}): Partial<Estate> {
  const members = rules.map((rule, index) => backupRule({ id: `plan#${index}`, ...rule }));
  return {
    buckets: complete([bucket('b')]),
    plans: complete([plan({ rules: closedList(members) })]),
    selections: named,
    ...changes,
  };
}

function count(id: string, rule: Partial<BackupRule>, changes: Partial<Estate> = {}): number {
  return findingsOf(id, withRules([rule], changes)).length;
}

describe('continuous-retention', () => {
  const id = 'continuous-retention';
  const continuous = known(true);

  it('wants 1 to 35 days', () => {
    for (const days of [1, 35]) assert.equal(count(id, { continuous, deleteAfterDays: known(days) }), 0);
    for (const days of [0, 36, 90]) assert.equal(count(id, { continuous, deleteAfterDays: known(days) }), 1);
    assert.equal(count(id, { continuous, deleteAfterDays: absent }), 1);
    assert.equal(count(id, { continuous, deleteAfterDays: notKnown }), 0);
  });

  it('points at the days, and offers 35 of them', () => {
    const range: SourceRange = { file: '/main.tf', start: { line: 9, character: 4 }, end: { line: 9, character: 6 } };
    const deleteAfterDays = known(90, 'written', range);
    const [finding] = findingsOf(id, withRules([{ continuous, deleteAfterDays }]));
    assert.deepEqual([finding?.severity, finding?.subject, finding?.at], ['error', 'plan#0', range]);
    assert.deepEqual(finding?.proposals[0]?.remedies, [{ kind: 'deleteAfter', days: 35 }]);
  });

  it('wants no cold storage', () => {
    assert.equal(count(id, { continuous, moveToColdStorageAfterDays: known(30) }), 1);
    assert.equal(count(id, { continuous, moveToColdStorageAfterDays: notKnown }), 0);
  });

  it('is silent on a rule that is not continuous for certain', () => {
    assert.equal(count(id, { deleteAfterDays: known(90) }), 0);
    assert.equal(count(id, { continuous: notKnown, deleteAfterDays: known(90) }), 0);
  });
});

describe('continuous-conflict', () => {
  const continuous = known(true);
  const main = known('main');
  const other = known('other');
  const found = (rules: readonly Partial<BackupRule>[], changes: Partial<Estate> = {}): readonly string[] =>
    findingsOf('continuous-conflict', withRules(rules, changes)).map(({ subject, message }) => `${subject} ${message}`);

  it('finds two continuous rules, and says who wins', () => {
    const [same] = found([{ continuous }, { continuous }]);
    assert.match(same ?? '', /^plan#1 .*The longest retention wins/u);
    const [different] = found([{ continuous }, { continuous, targetVault: other }]);
    assert.match(different ?? '', /^plan#1 .*in `main`.*"with issues"/u);
    assert.equal(found([{ continuous }, { continuous }]).length, 1);
  });

  it('finds periodic backups in another vault, whichever rule stands first', () => {
    const periodic = { targetVault: other };
    assert.match(found([{ continuous, targetVault: main }, periodic])[0] ?? '', /^plan#1 .*stored twice/u);
    assert.match(found([periodic, { continuous, targetVault: main }])[0] ?? '', /^plan#0 .*stored twice/u);
  });

  it('finds an air-gapped target beside a continuous rule without one', () => {
    const airGapped = { airGappedVault: known('arn:aws:backup:eu-west-1:111122223333:backup-vault:gap') };
    assert.match(found([{ continuous }, airGapped])[0] ?? '', /^plan#1 .*continuous jobs fail/u);
    assert.deepEqual(found([{ continuous, ...airGapped }, airGapped]), []);
  });

  it('is silent in one vault, on vaults that are not known, and on a rule that may be continuous', () => {
    assert.deepEqual(found([{ continuous }, {}]), []);
    assert.deepEqual(found([{ continuous }, { targetVault: notKnown }]), []);
    assert.deepEqual(found([{ continuous }, { continuous: notKnown, targetVault: other }]), []);
    assert.deepEqual(found([{}, { targetVault: other }]), []);
  });

  it('is silent where no bucket is reached by both for certain', () => {
    const rules = [{ continuous }, { targetVault: other }];
    assert.deepEqual(found(rules, { selections: complete([]) }), []);
    assert.deepEqual(found(rules, { buckets: complete([]) }), []);
  });

  it('says it once, however many buckets share it', () => {
    const selections = complete([selection('s', { Resources: ['arn:aws:s3:::*'] })]);
    const buckets = complete([bucket('a'), bucket('b')]);
    assert.equal(found([{ continuous }, { targetVault: other }], { selections, buckets }).length, 1);
  });
});

describe('cold-storage-ignored', () => {
  const id = 'cold-storage-ignored';
  const cold = { moveToColdStorageAfterDays: known(30) };

  it('finds cold storage in a plan for buckets only', () => {
    assert.equal(count(id, cold), 1);
    assert.equal(findingsOf(id, withRules([cold]))[0]?.severity, 'info');
    assert.equal(count(id, {}), 0);
  });

  it('is silent where the plan can reach anything else', () => {
    for (const text of [
      { Resources: ['*'] },
      { Resources: ['arn:aws:s3:::b', 'arn:aws:ec2:*:*:volume/*'] },
      { Resources: ['arn:aws:s3:::b'], ListOfTags: { backup: 'true' } },
    ]) {
      assert.equal(count(id, cold, { selections: complete([selection('s', text)]) }), 0);
    }
  });

  it('is silent where it is not known what the plan reaches', () => {
    const open = selection('s', {}, { resources: { items: [], open: true } });
    assert.equal(count(id, cold, { selections: complete([open]) }), 0);
    assert.equal(count(id, cold, { selections: partial(named.items, 'a module was not read') }), 0);
    const elsewhere = selection('t', { Resources: ['*'] }, { planId: notKnown });
    assert.equal(count(id, cold, { selections: complete([...named.items, elsewhere]) }), 0);
    assert.equal(count(id, cold, { selections: complete([]) }), 0);
  });
});

describe('backup-window', () => {
  const windows = (start: number, completion: number): number =>
    count('backup-window', { startWindowMinutes: known(start), completionWindowMinutes: known(completion) });

  it('wants an hour to start, and longer to complete', () => {
    assert.equal(windows(59, 600), 1);
    assert.equal(windows(60, 600), 0);
    assert.equal(windows(60, 60), 1);
    assert.equal(windows(60, 61), 0);
  });

  it('is silent on what is not known or left to AWS', () => {
    for (const fact of [notKnown, absent]) {
      assert.equal(count('backup-window', { startWindowMinutes: fact, completionWindowMinutes: known(60) }), 0);
      assert.equal(count('backup-window', { startWindowMinutes: known(60), completionWindowMinutes: fact }), 0);
    }
  });
});

describe('short-retention', () => {
  const id = 'short-retention';

  it('finds less than a week, and no end', () => {
    assert.equal(count(id, { deleteAfterDays: known(6) }), 1);
    assert.equal(count(id, { deleteAfterDays: known(7) }), 0);
    assert.equal(count(id, { deleteAfterDays: absent }), 1);
    assert.equal(count(id, { deleteAfterDays: notKnown }), 0);
  });

  it('leaves continuous rules alone, and plans that reach no bucket', () => {
    const short = { deleteAfterDays: known(2) };
    assert.equal(count(id, { ...short, continuous: known(true) }), 0);
    assert.equal(count(id, { ...short, continuous: notKnown }), 0);
    const volumes = complete([selection('s', { Resources: ['arn:aws:ec2:*:*:volume/*'] })]);
    assert.equal(count(id, short, { selections: volumes }), 0);
    assert.equal(count(id, short, { selections: complete([]) }), 0);
    assert.equal(count(id, short, { selections: partial([], 'a module was not read') }), 0);
  });
});

describe('vault-lock-retention', () => {
  const vault = (changes: Partial<BackupVault> = {}): BackupVault => ({
    id: 'v',
    name: known('main'),
    kind: known('standard'),
    locked: known(true),
    minRetentionDays: known(7),
    maxRetentionDays: known(90),
    ...changes,
  });
  const kept = (deleteAfterDays: BackupRule['deleteAfterDays'], one = vault()): number =>
    count('vault-lock-retention', { deleteAfterDays }, { vaults: complete([one]) });

  it('finds retention outside the bounds', () => {
    for (const days of [7, 90]) assert.equal(kept(known(days)), 0);
    for (const days of [6, 91]) assert.equal(kept(known(days)), 1);
    assert.equal(kept(absent), 1);
    assert.equal(kept(absent, vault({ maxRetentionDays: absent })), 0);
  });

  it('is silent on what is not known, and on a vault that is not locked', () => {
    assert.equal(kept(notKnown), 0);
    assert.equal(kept(known(1), vault({ locked: known(false) })), 0);
    assert.equal(kept(known(1), vault({ locked: notKnown })), 0);
    assert.equal(kept(known(1), vault({ name: notKnown })), 0);
    assert.equal(kept(known(1), vault({ minRetentionDays: notKnown })), 0);
  });
});

describe('copy-loses-pitr', () => {
  it('finds a copy action on a continuous rule', () => {
    const id = 'copy-loses-pitr';
    assert.equal(count(id, { continuous: known(true), copies: known(true) }), 1);
    assert.equal(count(id, { continuous: known(true), copies: known(false) }), 0);
    assert.equal(count(id, { continuous: known(true), copies: notKnown }), 0);
    assert.equal(count(id, { continuous: notKnown, copies: known(true) }), 0);
    assert.equal(count(id, { copies: known(true) }), 0);
  });
});
