import assert from 'node:assert/strict';
import type { Change } from '../../../src/aws/changes/change';
import type { Goal } from '../../../src/aws/changes/goal';
import type { MadeThing } from '../../../src/commands/madeLinks';
import { isRowOf, madeLinks } from '../../../src/commands/madeLinks';
import { rows as planRows } from '../../../src/explorer/plans/rows';
import type { ListRow } from '../../../src/explorer/shared/listRow';
import { rows as vaultRows } from '../../../src/explorer/vaults/rows';
import { allRead, endLooks, lookAt } from '../support/accounts';

afterEach(endLooks);

const region = 'eu-west-1';

function changeOf(...goals: readonly Goal[]): Change {
  const steps = goals.map((goal) => ({ goal, prospect: { kind: 'holds', what: 'it' } as const }));
  return { title: 'a change', token: 'token', steps, asOf: new Date(0) };
}

function selectionOf(plan: Extract<Goal, { kind: 'createSelection' }>['plan'], ...names: readonly string[]): Goal {
  const arns = names.map((name) => `arn:aws:s3:::${name}`);
  const roleArn = 'arn:aws:iam::111122223333:role/backup';
  return { kind: 'createSelection', region, plan, name: 'some', roleArn, selected: { kind: 'buckets', arns } };
}

function titles(change: Change): readonly string[] {
  return madeLinks(change).map(({ title }) => title);
}

describe('the links of a change that was made', () => {
  it('lead to the one bucket, and to the list where it was several', () => {
    const one: Goal = { kind: 'enableVersioning', bucket: 'orders', region };
    assert.deepEqual(madeLinks(changeOf(one, { ...one, kind: 'enableEventBridge' })), [
      { title: 'Go to orders', command: 's3backup.goToBucket', argument: 'orders' },
    ]);
    assert.deepEqual(titles(changeOf(one, { ...one, bucket: 'others' })), ['Show Buckets']);
  });

  it('lead to each plan and vault once', () => {
    const plan = { kind: 'new', name: 'nightly', rules: [] } as const;
    const change = changeOf(
      { kind: 'createVault', region, name: 'safe' },
      { kind: 'createPlan', region, name: 'nightly', rules: [] },
      selectionOf(plan, 'orders'),
    );
    assert.deepEqual(titles(change), ['Go to orders', 'Go to vault safe', 'Go to plan nightly']);
  });

  it('find the rows of the views', async () => {
    const look = lookAt();
    await look.session.open();
    await allRead(look);
    const all = [...(await planRows(look.session)), ...(await vaultRows(look.session))];
    const shown = all.filter((row): row is ListRow => row.kind !== 'message');
    const found = (thing: MadeThing): readonly string[] =>
      shown.filter((row) => isRowOf(thing, row)).map(({ label }) => label);
    assert.deepEqual(found({ kind: 'vault', region, name: 'main' }), ['main']);
    assert.deepEqual(found({ kind: 'plan', region, name: 'daily-35' }), ['daily-35']);
    assert.deepEqual(found({ kind: 'plan', region: 'nowhere-1', name: 'daily-35' }), []);
    const id =
      shown
        .find(({ label, kind }) => kind === 'plan' && label === 'daily-35')
        ?.id.split('/')
        .at(-1) ?? '';
    assert.deepEqual(found({ kind: 'plan', region, name: 'renamed', id }), ['daily-35']);
  });
});
