import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { activateExtension, type ExtensionInterface } from './extension';

type View = ExtensionInterface['buckets'];
type Node = Parameters<View['getTreeItem']>[0];

/** A row as it is drawn: its label and, behind it, its description. */
function textOf(view: View, node: Node): string {
  const { label, description } = view.getTreeItem(node);
  return [typeof label === 'string' ? label : label?.label, description].filter((part) => part !== undefined).join(' ');
}

async function rows(view: View, parent?: Node): Promise<readonly string[]> {
  return (await view.getChildren(parent)).map((node) => textOf(view, node));
}

/** Waits for a row below a row, or at the top, and gives it. */
async function row(view: View, text: RegExp, parent?: Node): Promise<Node> {
  let seen: readonly string[] = [];
  return eventually(
    async () => {
      seen = await rows(view, parent);
      return (await view.getChildren(parent)).find((node) => text.test(textOf(view, node)));
    },
    () => `${text} is not among:\n${seen.join('\n')}`,
  );
}

describe('the buckets of the sample account', () => {
  let view: View;

  before(async () => {
    view = (await activateExtension()).buckets;
    assert.deepEqual(await rows(view), []);
    await vscode.commands.executeCommand('s3backup.useSampleAccount');
  });

  after(async () => {
    await vscode.commands.executeCommand('s3backup.disconnect');
    await eventually(
      async () => ((await rows(view)).length === 0 ? true : undefined),
      () => 'There are rows without a connection.',
    );
  });

  const statuses: readonly RegExp[] = [
    /^orders-prod protected · point in time to /,
    /^invoices at risk · EventBridge is off/,
    /^uploads failing · versioning is suspended/,
    /^scratch unprotected · /,
    /^new-uploads waiting · first backup /,
    /^legacy-2019 orphaned · 12 recovery points/,
    /^finance unknown · /,
  ];
  for (const status of statuses) {
    it(`says ${status.source.replaceAll(/[\\^]/g, '')}`, async () => {
      await row(view, status);
    });
  }

  it('puts the recovery points and the plan below a protected bucket', async () => {
    const bucket = await row(view, /^orders-prod protected/);
    await row(view, /^Protected by /, bucket);
    const points = await row(view, /^Recovery points (\d+ · )?newest /, bucket);
    const [newest = ''] = await rows(view, points);
    assert.match(newest, / (periodic|continuous) · /);
  });

  it('puts the reason below a bucket whose backups fail', async () => {
    const bucket = await row(view, /^uploads failing/);
    await row(view, /^Versioning is suspended/, bucket);
  });

  it('lists what is left of buckets that are gone', async () => {
    const gone = await row(view, /^Recovery points without a bucket/);
    assert.ok((await rows(view, gone)).length > 0);
  });

  it('reads everything anew on refresh, and keeps the rows meanwhile', async () => {
    const { current } = await activateExtension();
    const before = current.session?.entry('orders-prod')?.state;
    assert.ok(before?.kind === 'read');
    const refreshed = vscode.commands.executeCommand('s3backup.refresh');
    await row(view, /^orders-prod protected/);
    await refreshed;
    const after = current.session?.entry('orders-prod')?.state;
    assert.ok(after?.kind === 'read');
    assert.notEqual(after, before);
  });

  it('puts buckets into groups, those that need attention first', async () => {
    const settings = vscode.workspace.getConfiguration('s3backup.buckets');
    await settings.update('groupBy', 'status', vscode.ConfigurationTarget.Global);
    try {
      const failing = await row(view, /^Failing 2/);
      assert.deepEqual(
        (await rows(view, failing)).map((text) => text.split(' ')[0]),
        ['reports', 'uploads'],
      );
      assert.match((await rows(view))[0] ?? '', /^Failing/);
      const [bucket] = await view.getChildren(failing);
      assert.ok(bucket);
      assert.deepEqual(await view.getParent(bucket), failing);
    } finally {
      await settings.update('groupBy', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('pins a bucket by its row, and lets it go again', async () => {
    const uploads = await row(view, /^uploads failing/);
    await vscode.commands.executeCommand('s3backup.pinBucket', uploads, [uploads]);
    const pinned = await row(view, /^Pinned 1/);
    assert.match((await rows(view, pinned)).join(), /^uploads failing/);
    await vscode.commands.executeCommand('s3backup.unpinBucket', uploads, [uploads]);
    await row(view, /^uploads failing/);
  });

  it('copies a policy with exactly what was denied', async () => {
    await vscode.commands.executeCommand('s3backup.copyPolicy', await row(view, /^finance unknown/));
    assert.match(await vscode.env.clipboard.readText(), /"s3:GetBucketVersioning"/);
  });

  it('gives every row a text that a screen reader can say', async () => {
    for (const node of await view.getChildren()) {
      const { accessibilityInformation } = view.getTreeItem(node);
      assert.ok((accessibilityInformation?.label ?? '').length > 0, textOf(view, node));
    }
  });
});
