import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { activateExtension, type ExtensionInterface } from './extension';

interface View<N> {
  getTreeItem(node: N): vscode.TreeItem;
  getChildren(node?: N): Promise<N[]>;
}

function labelOf<N>(view: View<N>, node: N): string {
  const { label } = view.getTreeItem(node);
  return typeof label === 'string' ? label : (label?.label ?? '');
}

async function row<N>(view: View<N>, name: string, parent?: N): Promise<N> {
  let seen: readonly string[] = [];
  return eventually(
    async () => {
      const nodes = await view.getChildren(parent);
      seen = nodes.map((node) => labelOf(view, node));
      return nodes.find((node) => labelOf(view, node) === name);
    },
    () => `${name} is not among:\n${seen.join('\n')}`,
  );
}

/** The text of the document of that name, once it is open. */
function textOf(name: string): Promise<string> {
  return eventually(
    () => {
      const document = vscode.workspace.textDocuments.find(
        ({ uri }) => uri.scheme === 's3backup' && uri.path.endsWith(`/${name}`),
      );
      const text = document?.getText() ?? '';
      return Promise.resolve(text === '' ? undefined : text);
    },
    () => `${name} is not among: ${vscode.workspace.textDocuments.map(({ uri }) => uri.toString()).join(' ')}`,
  );
}

describe('what can be done with a row', () => {
  let view: ExtensionInterface['buckets'];
  let api: ExtensionInterface;

  before(async () => {
    api = await activateExtension();
    view = api.buckets;
    await vscode.commands.executeCommand('s3backup.useSampleAccount');
    const uploads = await row(view, 'uploads');
    await eventually(
      () => Promise.resolve(String(view.getTreeItem(uploads).description).startsWith('failing') ? true : undefined),
      () => 'uploads is not read.',
    );
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('s3backup.disconnect');
  });

  async function copied(command: string, ...rows: readonly unknown[]): Promise<string> {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand(command, ...rows);
    return vscode.env.clipboard.readText();
  }

  it('copies the name, the ARN and the URI of buckets, and of several at once', async () => {
    const [uploads, scratch] = [await row(view, 'uploads'), await row(view, 'scratch')];
    assert.equal(await copied('s3backup.copyName', uploads), 'uploads');
    assert.equal(await copied('s3backup.copyUri', uploads), 's3://uploads/');
    assert.equal(
      await copied('s3backup.copyArn', uploads, [uploads, scratch]),
      'arn:aws:s3:::uploads\narn:aws:s3:::scratch',
    );
  });

  it('copies the ARN of a vault and of a plan', async () => {
    assert.match(await copied('s3backup.copyArn', await row(api.vaults, 'main')), /:backup-vault:main$/u);
    assert.match(await copied('s3backup.copyArn', await row(api.plans, 'daily-35')), /:backup-plan:/u);
  });

  it('tells menus by the row what can be done with it', async () => {
    assert.match(view.getTreeItem(await row(view, 'uploads')).contextValue ?? '', /^bucket\.read.*\+arn.*\+json/u);
    assert.match(api.vaults.getTreeItem(await row(api.vaults, 'main')).contextValue ?? '', /^vault\+name\+arn/u);
  });

  it('unfolds why a bucket has its status', async () => {
    const why = await row(view, 'Why', await row(view, 'uploads'));
    assert.match(String(view.getTreeItem(why).description), /^\d problems? · .*in order$/u);
    const versioning = await row(view, 'Versioning', why);
    assert.match(String(view.getTreeItem(versioning).description), /^Versioning is suspended\./u);
  });

  it('explains the status in a document', async () => {
    await vscode.commands.executeCommand('s3backup.explainStatus', await row(view, 'uploads'));
    const text = await textOf('uploads.md');
    assert.match(text, /^# uploads: failing\n/u);
    assert.match(text, /✗\u00a0problem \| Versioning/u);
    assert.doesNotMatch(text, /console\.aws/u);
  });

  it('shows all that is known as JSON, which cannot be changed', async () => {
    await vscode.commands.executeCommand('s3backup.viewJson', await row(view, 'uploads'));
    const json = JSON.parse(await textOf('uploads.json')) as { status: string };
    assert.equal(json.status, 'failing');
    await vscode.commands.executeCommand('s3backup.viewJson', await row(api.vaults, 'main'));
    assert.equal((JSON.parse(await textOf('main.json')) as { name: string }).name, 'main');
  });

  it('reads one row anew, and nothing else', async () => {
    const { session } = api.current;
    await vscode.commands.executeCommand('s3backup.refreshRow', await row(api.vaults, 'main'));
    await row(api.vaults, 'main');
    await vscode.commands.executeCommand('s3backup.refreshRow', await row(view, 'uploads'));
    assert.equal(api.current.session, session);
  });
});
