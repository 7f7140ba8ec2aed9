import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applyQuickFix, expectFindings, openFile, quickFixes, revertAll } from './findings';

const both = 'Enable versioning and expire old versions after 30 days';
const expire = 'Expire old versions after 30 days';

/** The preferred fix of each rule on the sample workspace. */
const preferredTitles: Readonly<Record<string, string>> = {
  'bucket-versioning': both,
  'noncurrent-expiration': expire,
  'backup-coverage': 'Tag the bucket so that `daily` covers it',
};

interface Sample {
  readonly file: string;
  readonly findings: readonly string[];
}

/** What the sample workspace is made to show. */
const samples: readonly Sample[] = [
  {
    file: 'main.tf',
    findings: [
      'bucket-versioning: uploads',
      'noncurrent-expiration: invoices',
      'bucket-versioning: scratch',
      'backup-coverage: scratch',
    ],
  },
  { file: 'storage.tf', findings: [] },
  { file: 'template.yaml', findings: ['bucket-versioning: Exports', 'noncurrent-expiration: Audit'] },
  { file: 'template.json', findings: ['bucket-versioning: Thumbnails'] },
];

const [terraform] = samples;
assert.ok(terraform);

describe('templates in the editor', () => {
  afterEach(revertAll);

  for (const { file, findings } of samples) {
    it(`finds in ${file} what is there`, async () => {
      await expectFindings(await openFile(file), findings);
    });

    for (const finding of findings) {
      it(`loses ${finding} of ${file} by its preferred quick fix, and nothing else`, async () => {
        const document = await openFile(file);
        await expectFindings(document, findings);
        const title = preferredTitles[finding.split(':')[0] ?? ''];
        const fixes = await quickFixes(document, finding);
        assert.equal(fixes.filter(({ isPreferred }) => isPreferred).length, 1);
        assert.ok(title !== undefined && fixes.some((fix) => fix.title === title));
        await applyQuickFix(document, finding, title);
        await expectFindings(
          document,
          findings.filter((other) => other !== finding),
        );
      });
    }
  }

  it('follows what is typed in another file of the module', async () => {
    const main = await openFile('main.tf');
    await expectFindings(main, terraform.findings);
    const storage = await openFile('storage.tf');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      storage.uri,
      storage.lineAt(storage.lineCount - 1).range.end,
      [
        'resource "aws_s3_bucket_versioning" "scratch" {',
        '  bucket = aws_s3_bucket.scratch.id',
        '  versioning_configuration {',
        '    status = "Enabled"',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    await expectFindings(main, [
      'bucket-versioning: uploads',
      'noncurrent-expiration: invoices',
      'noncurrent-expiration: scratch',
      'backup-coverage: scratch',
    ]);
  });

  it('takes one step to undo a quick fix', async () => {
    const document = await openFile('main.tf');
    await expectFindings(document, terraform.findings);
    const before = document.getText();
    await applyQuickFix(document, 'bucket-versioning: uploads', both);
    assert.notEqual(document.getText(), before);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await expectFindings(document, terraform.findings);
  });

  it('says nothing of a document that only looks like a template', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: '# About AWS::S3::Bucket\nkind: note\n',
    });
    await vscode.window.showTextDocument(document);
    // A second document with findings that come after: by then the first has been judged.
    await expectFindings(await openFile('template.yaml'), samples[2]?.findings ?? []);
    await expectFindings(document, []);
  });

  it('links each finding to the page of its rule', async () => {
    const document = await openFile('main.tf');
    await expectFindings(document, terraform.findings);
    for (const { code } of vscode.languages.getDiagnostics(document.uri)) {
      assert.ok(typeof code === 'object');
      assert.match(code.target.toString(), new RegExp(`${code.value}`));
    }
  });
});
