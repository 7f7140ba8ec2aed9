import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { activateExtension, type ExtensionInterface } from './extension';

type View = ExtensionInterface['plans'];
type Node = Parameters<View['getTreeItem']>[0];

/** A row as it is drawn: its label and, behind it, its description. */
function textOf(view: View, node: Node): string {
  const { label, description } = view.getTreeItem(node);
  return [typeof label === 'string' ? label : label?.label, description].filter((part) => part !== undefined).join(' ');
}

/** Waits for a row below a row, or at the top, and gives it. */
async function row(view: View, text: RegExp, parent?: Node): Promise<Node> {
  let seen: readonly string[] = [];
  return eventually(
    async () => {
      const nodes = await view.getChildren(parent);
      seen = nodes.map((node) => textOf(view, node));
      return nodes.find((node) => text.test(textOf(view, node)));
    },
    () => `${text} is not among:\n${seen.join('\n')}`,
  );
}

describe('the plans, vaults and activity of the sample account', () => {
  let api: ExtensionInterface;

  before(async () => {
    api = await activateExtension();
    await vscode.commands.executeCommand('s3backup.useSampleAccount');
  });

  after(() => vscode.commands.executeCommand('s3backup.disconnect'));

  it('shows what a selection of a plan matches', async () => {
    const plan = await row(api.plans, /^daily-35 .*2 rules/u);
    await row(api.plans, /^pitr every day at 05:00 UTC · continuous · kept 35 days/u, plan);
    await eventually(
      async () => {
        const selection = await row(api.plans, /^tagged-daily /u, await row(api.plans, /^daily-35 /u));
        const below = (await api.plans.getChildren(selection)).map((node) => textOf(api.plans, node));
        return below.includes('orders-prod') ? true : undefined;
      },
      () => 'The selection does not show the bucket that it matches.',
    );
  });

  it('shows the lock of a vault, and reads it anew on refresh', async () => {
    const vault = await row(api.vaults, /^locked .*locked · \d+ recovery points/u);
    await row(api.vaults, /^Lock governance mode/u, vault);
    const { session } = api.current;
    await vscode.commands.executeCommand('s3backup.refreshVaults');
    await row(api.vaults, /^locked .*locked · /u);
    assert.equal(api.current.session, session, 'The other views were read anew as well.');
    assert.match(api.vaults.view.title ?? '', /^Vaults · as of \d\d:\d\d$/u);
  });

  it('shows why a job failed', async () => {
    await row(api.activity, /^Completed with issues \d+/u);
    const failed = await row(api.activity, /^Failed or stopped \d+/u);
    await row(api.activity, /^uploads .*Versioning is not enabled/u, failed);
  });

  it('gives every row a text that a screen reader can say', async () => {
    for (const view of [api.plans, api.vaults]) {
      for (const node of await view.getChildren()) {
        const { accessibilityInformation } = view.getTreeItem(node);
        assert.match(accessibilityInformation?.label ?? '', /^(Backup plan|Vault) /u);
      }
    }
  });
});
