import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import {
  applyQuickFix,
  expectFindings,
  expectRules,
  openFile,
  quickFixes,
  revertAll,
  workspaceFolder,
} from './findings';

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
  return vscode.Uri.joinPath(workspaceFolder().uri, '.s3backup.json');
}

/** Changes a document in a way that nobody minds. */
async function typeSpace(document: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(0), '\n');
  assert.ok(await vscode.workspace.applyEdit(edit));
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
    assert.deepEqual(titles, [
      'Enable versioning and expire old versions after 30 days',
      'Enable versioning',
      'Ignore bucket-versioning here (asks for a reason)',
      'Ignore bucket-versioning in this file (asks for a reason)',
      'Show rule bucket-versioning',
    ]);
  });

  for (const [file, finding, others] of [
    ['main.tf', 'bucket-versioning: uploads', mainFindings.slice(1)],
    ['template.json', 'bucket-versioning: Thumbnails', []],
  ] as const) {
    it(`ignores ${finding} of ${file} where it is declared`, async () => {
      const document = await openFile(file);
      await expectFindings(document, file === 'main.tf' ? mainFindings : [finding]);
      await applyQuickFix(document, finding, 'Ignore bucket-versioning here (asks for a reason)');
      await expectFindings(document, others);
      assert.match(document.getText(), /bucket-versioning: reason/);
      assert.doesNotMatch(document.getText(), /\$\{/);
    });

    it(`ignores the rule in all of ${file}`, async () => {
      const document = await openFile(file);
      await expectFindings(document, file === 'main.tf' ? mainFindings : [finding]);
      await applyQuickFix(document, finding, 'Ignore bucket-versioning in this file (asks for a reason)');
      await expectFindings(
        document,
        others.filter((other) => !other.startsWith('bucket-versioning')),
      );
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

  it('fixes on save what was opted in, and nothing else', async () => {
    const file = vscode.Uri.joinPath(workspaceFolder().uri, 'onSave.tf');
    const text = 'resource "aws_s3_bucket" "on_save" {\n  bucket = "on-save"\n}\n';
    const editor = vscode.workspace.getConfiguration('editor');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    try {
      await editor.update(
        'codeActionsOnSave',
        { 'source.fixAll.s3backup': 'explicit' },
        vscode.ConfigurationTarget.Workspace,
      );
      const document = await openFile('onSave.tf');
      await expectRules(document, ['backup-coverage', 'bucket-versioning']);
      await typeSpace(document);
      assert.ok(await document.save());
      assert.doesNotMatch(document.getText(), /versioning/);
      await setSetting('fixOnSave', ['bucket-versioning']);
      await eventually(
        async () => {
          await typeSpace(document);
          assert.ok(await document.save());
          return document.getText().includes('aws_s3_bucket_versioning') ? true : undefined;
        },
        () => `Saving fixed nothing: ${document.getText()}`,
      );
    } finally {
      await editor.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
      await vscode.workspace.fs.delete(file);
    }
  });

  it('has one preferred fix at a place with several findings, that of the gravest', async () => {
    const document = await openFile('main.tf');
    await expectFindings(document, mainFindings);
    const fixes = await quickFixes(document, 'backup-coverage: scratch');
    const preferred = fixes.filter(({ isPreferred }) => isPreferred).map(({ title }) => title);
    assert.deepEqual(preferred, ['Enable versioning and expire old versions after 30 days']);
    assert.equal(fixes[0]?.title, preferred[0]);
  });

  it('points at the selection that came closest', async () => {
    const document = await openFile('main.tf');
    await expectFindings(document, mainFindings);
    const [coverage] = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ code }) => typeof code === 'object' && code.value === 'backup-coverage');
    const [related] = coverage?.relatedInformation ?? [];
    assert.equal(related?.message, '`daily` came closest.');
    assert.match(related.location.uri.path, /storage\.tf$/);
  });

  it('says in a configuration file which rule there is not, and completes those that there are', async () => {
    await vscode.workspace.fs.writeFile(
      configurationFile(),
      new TextEncoder().encode('// Comments are welcome.\n{"rules": {"bucket-versoning": "off"}}'),
    );
    const document = await vscode.workspace.openTextDocument(configurationFile());
    await vscode.window.showTextDocument(document);
    const messages = await eventually(
      () => {
        const found = vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
        return found.length > 0 ? found : undefined;
      },
      () => 'Nothing is said of the unknown rule.',
    );
    assert.deepEqual(
      messages.map((message) => message.includes('bucket-versoning')),
      [true],
      messages.join('\n'),
    );
    const at = document.positionAt(document.getText().indexOf('bucket-versoning'));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at,
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('noncurrent-expiration'), labels.join());
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
    assert.match(text, /\| Versioning \| enabled \| \[storage\.tf:\d+\]\(file:[^)]*storage\.tf#L\d+\) \|/);
  });
});
