import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { applyQuickFix, expectFindings, openFile, quickFixes, revertAll } from './findings';

const mainFindings = [
  'bucket-versioning: uploads',
  'noncurrent-expiration: invoices',
  'bucket-versioning: scratch',
  'backup-coverage: scratch',
];

async function setSetting(name: string, value: unknown): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('s3backup.lint').update(name, value, target);
}

function configurationFile(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, '.s3backup.json');
}

describe('living with the linter', () => {
  afterEach(async () => {
    await setSetting('enable', undefined);
    await setSetting('rules', undefined);
    await setSetting('fixOnSave', undefined);
    await vscode.workspace.fs.delete(configurationFile()).then(undefined, () => undefined);
    await revertAll();
  });

  it('offers the fixes first, then to ignore the finding, then the page of the rule', async () => {
    const document = await openFile('main.tf');
    await expectFindings(document, mainFindings);
    const titles = (await quickFixes(document, 'bucket-versioning: uploads')).map(({ title }) => title);
    assert.deepEqual(titles.slice(-2), ['Ignore bucket-versioning here', 'Show rule bucket-versioning']);
    assert.match(titles[0] ?? '', /^Enable versioning/);
  });

  for (const [file, finding, others] of [
    ['main.tf', 'bucket-versioning: uploads', mainFindings.slice(1)],
    ['template.json', 'bucket-versioning: Thumbnails', []],
  ] as const) {
    it(`ignores ${finding} of ${file} where it is declared`, async () => {
      const document = await openFile(file);
      await expectFindings(document, file === 'main.tf' ? mainFindings : [finding]);
      await applyQuickFix(document, finding, 'Ignore bucket-versioning here');
      await expectFindings(document, others);
      assert.match(document.getText(), /bucket-versioning: reason/);
      assert.doesNotMatch(document.getText(), /\$\{/);
    });
  }

  it('fixes a whole file only for rules that were opted in', async () => {
    const document = await openFile('main.tf');
    await expectFindings(document, mainFindings);
    const all = 'Fix all bucket-versioning in this file';
    const titles = (await quickFixes(document, 'bucket-versioning: uploads')).map(({ title }) => title);
    assert.ok(!titles.includes(all));
    await setSetting('fixOnSave', ['bucket-versioning']);
    await eventually(
      async () => (await quickFixes(document, 'bucket-versioning: uploads')).find(({ title }) => title === all),
      () => `${all} is not offered.`,
    );
    await applyQuickFix(document, 'bucket-versioning: uploads', all);
    await expectFindings(document, ['noncurrent-expiration: invoices', 'backup-coverage: scratch']);
  });

  it('goes by the settings, and by a configuration file before them', async () => {
    const document = await openFile('main.tf');
    await expectFindings(document, mainFindings);
    await setSetting('rules', { 'bucket-versioning': 'off' });
    await expectFindings(document, ['noncurrent-expiration: invoices', 'backup-coverage: scratch']);
    await vscode.workspace.fs.writeFile(
      configurationFile(),
      new TextEncoder().encode('{"rules": {"bucket-versioning": "info", "noncurrent-expiration": "off"}}'),
    );
    await expectFindings(document, [
      'bucket-versioning: uploads',
      'bucket-versioning: scratch',
      'backup-coverage: scratch',
    ]);
    await setSetting('enable', false);
    await expectFindings(document, []);
  });

  it('tells over the name of a bucket what is known of it, and where that is decided', async () => {
    const document = await openFile('main.tf');
    await expectFindings(document, mainFindings);
    const position = document.positionAt(document.getText().indexOf('"orders"') + 2);
    const text = await eventually(
      async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          position,
        );
        return hovers
          .flatMap((hover) => hover.contents)
          .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
          .find((content) => content.includes('Versioning'));
      },
      () => 'There is no hover over the bucket.',
    );
    assert.match(text, /\| Versioning \| enabled \| written, \[storage\.tf:\d+\]\(file:[^)]*storage\.tf#L\d+\) \|/);
  });
});
