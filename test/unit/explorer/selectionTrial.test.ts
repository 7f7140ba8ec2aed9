import assert from 'node:assert/strict';
import { readSelection } from '../../../src/explorer/plans/trial/readSelection';
import type { TrialRequest, TrialResult } from '../../../src/explorer/plans/trial/trialRun';
import { runTrial } from '../../../src/explorer/plans/trial/trialRun';
import { summaryOf, trialText } from '../../../src/explorer/plans/trial/trialText';
import { selectionText } from '../../../src/explorer/plans/selectionText';
import type { SelectionText } from '../../../src/explorer/plans/selectionText';
import { known, valueOf } from '../../../src/model/fact';
import type { BackupSelection } from '../../../src/model/selection';
import type { Look } from '../support/accounts';
import { allRead, endLooks, lookAt } from '../support/accounts';

afterEach(endLooks);

const identity = { id: 'one', planId: known('plan') };

function problemIn(text: string): string | undefined {
  const read = readSelection(text, 'file', identity);
  return read.kind === 'problem'
    ? `${read.at.start.line + 1}:${read.at.start.character + 1} ${read.message}`
    : undefined;
}

describe('a selection as text', () => {
  it('comes back from its text as it was', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    const [reading] = await look.session.regionReadings();
    const selections = reading?.selections.items ?? [];
    assert.ok(selections.length > 2);
    for (const selection of selections) {
      const text = JSON.stringify(selectionText(selection), undefined, 2);
      const read = readSelection(text, 'file', selection);
      assert.ok(read.kind === 'selection');
      assert.deepEqual(selectionText(read.selection), selectionText(selection));
    }
  });

  it('may leave out members, and have null for them', () => {
    const read = readSelection('{"Resources": null, "ListOfTags": []}', 'file', identity);
    assert.ok(read.kind === 'selection');
    assert.deepEqual(read.selection.resources.items, []);
    assert.equal(read.selection.name.state, 'absent');
  });

  it('keeps the places of its values', () => {
    const read = readSelection('{\n  "Resources": ["arn:aws:s3:::a"]\n}', 'file', identity);
    assert.ok(read.kind === 'selection');
    const [entry] = read.selection.resources.items;
    assert.deepEqual(entry?.pattern, {
      state: 'known',
      value: 'arn:aws:s3:::a',
      basis: 'written',
      origin: { file: 'file', start: { line: 1, character: 16 }, end: { line: 1, character: 32 } },
    });
  });

  for (const [text, problem] of [
    ['', '1:1 This is not valid JSON.'],
    ['{\n "Resources": [', '2:16 This is not valid JSON.'],
    ['[]', '1:1 This must be an object: { … }.'],
    ['{"Resources": "arn"}', '1:15 This must be a list: [ … ].'],
    ['{"Resources": [1]}', '1:16 This must be a text: "…".'],
    ['{"ListOfTags": [{"ConditionKey": "a"}]}', '1:17 ConditionType must be "STRINGEQUALS".'],
    [
      '{"Conditions": {"StringLike": [{"ConditionKey": "a"}]}}',
      '1:32 This needs both ConditionKey and ConditionValue.',
    ],
  ] as const) {
    it(`is none where it says ${JSON.stringify(text)}`, () => {
      assert.equal(problemIn(text), problem);
    });
  }
});

/** A selection of the sample account as text, changed by somebody. */
async function tried(
  { session }: Look,
  name: string,
  change: (text: SelectionText) => unknown,
  before?: TrialResult,
): Promise<TrialResult> {
  const [reading] = await session.regionReadings();
  const selection = reading?.selections.items.find((one: BackupSelection) => valueOf(one.name) === name);
  assert.ok(selection);
  const changed = change(selectionText(selection));
  const text = typeof changed === 'string' ? changed : JSON.stringify(changed, undefined, 2);
  const request: TrialRequest = { text, file: 'file', region: 'eu-west-1', selectionId: selection.id, name };
  const result = await runTrial(request, session, before?.comparison);
  assert.ok(result);
  return result;
}

async function sample(): Promise<Look> {
  const look = lookAt();
  await look.session.open();
  await allRead(look);
  look.account.log.clear();
  return look;
}

function named(result: TrialResult, list: 'joins' | 'leaves' | 'stays' | 'cannotTell'): readonly string[] {
  return (result.comparison?.[list] ?? []).map(({ name }) => name);
}

describe('trying a selection', () => {
  it('changes nothing where the text is what is there, and calls nobody', async () => {
    const look = await sample();
    const result = await tried(look, 'tagged-daily', (text) => text);
    assert.deepEqual(named(result, 'stays'), ['invoices', 'new-uploads', 'orders-prod', 'uploads']);
    assert.deepEqual([...named(result, 'joins'), ...named(result, 'leaves')], []);
    assert.deepEqual(named(result, 'cannotTell'), ['finance']);
    assert.ok(result.comparison);
    assert.equal(summaryOf(result.comparison), 'Would match 4 buckets: nothing changes. Cannot tell of 1.');
    assert.equal(look.account.log.total, 0);
  });

  it('tells who joins and who leaves, and why', async () => {
    const result = await tried(await sample(), 'tagged-daily', (text) => ({
      ...text,
      ListOfTags: [],
      Resources: ['arn:aws:s3:::orders-prod', 'arn:aws:s3:::scratch', 'arn:aws:s3:::site-us'],
    }));
    assert.deepEqual(named(result, 'joins'), ['scratch'], 'A bucket of another Region does not join.');
    assert.deepEqual(named(result, 'leaves'), ['invoices', 'new-uploads', 'uploads']);
    assert.deepEqual(named(result, 'stays'), ['orders-prod']);
    const [finance] = result.comparison?.cannotTell ?? [];
    assert.deepEqual(finance, {
      name: 'finance',
      notes: ['It would not be matched.', 'Whether it is matched now cannot be told.'],
    });
    const text = trialText(result);
    assert.match(text, /^What tagged-daily of daily-35 in eu-west-1 would match\.$/mu);
    assert.match(text, /^Would match 2 buckets: 1 joining, 3 leaving\. Cannot tell of 1\.$/mu);
    assert.match(text, /^\+ scratch$/mu);
    assert.match(
      text,
      /^- invoices .*`daily-35` .*No other selection matches it: it would not be backed up any more\.$/mu,
    );
    assert.match(text, /^ {2}orders-prod$/mu);
  });

  it('says that a bucket that leaves is still matched by another selection', async () => {
    const result = await tried(await sample(), 'reports', (text) => ({ ...text, Resources: ['arn:aws:s3:::nobody'] }));
    assert.deepEqual(named(result, 'leaves'), ['reports']);
    assert.match(trialText(result), /^- reports .*No other selection matches it/mu);
  });

  it('does not say that nothing else matches where selections could not be read', async () => {
    const look = lookAt({}, ['eu-west-1']);
    let asked = 0;
    look.account.interfere = ({ operation }) =>
      operation === 'GetBackupSelection' && ++asked > 1
        ? { kind: 'error', code: 'AccessDeniedException', message: 'no', statusCode: 403 }
        : undefined;
    await look.session.open();
    await allRead(look);
    const [reading] = await look.session.regionReadings();
    assert.equal(reading?.selections.completeness.kind, 'partial');
    const [name] = reading.selections.items.map((one) => valueOf(one.name));
    const result = await tried(look, name ?? '', (text) => ({
      ...text,
      ListOfTags: [],
      Resources: ['arn:aws:s3:::x'],
    }));
    assert.doesNotMatch(trialText(result), /would not be backed up/u);
  });

  it('points at what AWS Backup would reject', async () => {
    const result = await tried(await sample(), 'tagged-daily', (text) => ({
      ...text,
      Resources: ['arn:aws:s3:::a/b'],
    }));
    assert.deepEqual(
      result.findings.map(({ rule, at }) => [rule, at?.start.line]),
      [['selection-invalid', 4]],
    );
  });

  it('keeps what was said last while the text is no selection', async () => {
    const look = await sample();
    const before = await tried(look, 'tagged-daily', (text) => text);
    const result = await tried(look, 'tagged-daily', () => '{\n  "Resources": [', before);
    assert.deepEqual(named(result, 'stays'), named(before, 'stays'));
    assert.match(trialText(result), /^! Not a selection\. Line 2: This is not valid JSON\.$/mu);
  });

  it('tries one that is new', async () => {
    const { session } = await sample();
    const text = '{"Resources": ["arn:aws:s3:::scratch"]}';
    const request = { text, file: 'file', region: 'eu-west-1', selectionId: '', name: 'new' };
    const result = await runTrial(request, session, undefined);
    assert.deepEqual([...(result?.comparison?.joins ?? [])], [{ name: 'scratch', notes: [] }]);
    assert.equal(await runTrial({ ...request, region: 'ap-south-1' }, session, undefined), undefined);
  });

  it('ends when it is no longer wanted', async () => {
    const { session } = await sample();
    const request = { text: '{}', file: 'file', region: 'eu-west-1', selectionId: '', name: 'new' };
    await assert.rejects(runTrial(request, session, undefined, AbortSignal.abort()), { name: 'AbortError' });
  });
});
