import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { expectFindings, openFile } from './findings';

const both = 'Enable versioning and expire old versions after 30 days';

/** How other extensions report an unversioned bucket: their source, and the code as they give it. */
const peers = [
  { source: 'cfn-guard', code: 'S3_BUCKET_VERSIONING_ENABLED', file: 'template.yaml' },
  {
    source: 'Checkov ',
    code: { value: 'CKV_AWS_21', target: vscode.Uri.parse('https://example.com') },
    file: 'main.tf',
  },
  { source: 'Trivy', code: 'AVD-AWS-0090', file: 'main.tf' },
  { source: 'Trivy', code: 'AWS-0090', file: 'main.tf' },
  { source: 'tfsec', code: 'aws-s3-enable-versioning', file: 'main.tf' },
] as const;

const findings = {
  'main.tf': [
    'bucket-versioning: uploads',
    'noncurrent-expiration: invoices',
    'bucket-versioning: scratch',
    'backup-coverage: scratch',
  ],
  'template.yaml': ['bucket-versioning: Exports', 'noncurrent-expiration: Audit'],
} as const;

async function deferTo(value: readonly string[] | undefined): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('s3backup.lint').update('deferTo', value, target);
}

/** The line of the first unversioned bucket, somewhere in its body. */
function lineIn(document: vscode.TextDocument): number {
  const name = document.fileName.endsWith('.tf') ? '"uploads" {' : 'Exports:';
  return document.positionAt(document.getText().indexOf(name)).line + 1;
}

describe('other linters in the editor', () => {
  let theirs: vscode.DiagnosticCollection;

  before(() => {
    theirs = vscode.languages.createDiagnosticCollection('peer');
  });

  afterEach(async () => {
    theirs.clear();
    await deferTo(undefined);
  });

  after(() => {
    theirs.dispose();
  });

  for (const { source, code, file } of peers) {
    const name = `${source.trim()} ${typeof code === 'string' ? code : code.value}`;

    it(`has its fixes on ${name} too, and leaves the finding to it where that is wanted`, async () => {
      const document = await openFile(file);
      await expectFindings(document, findings[file]);
      const range = document.lineAt(lineIn(document)).range;
      const diagnostic = new vscode.Diagnostic(range, 'Versioning.', vscode.DiagnosticSeverity.Warning);
      diagnostic.source = source;
      diagnostic.code = code;
      theirs.set(document.uri, [diagnostic]);
      await expectFindings(document, findings[file]);
      await deferTo([source.trim().toUpperCase()]);
      await expectFindings(document, findings[file].slice(1));
      const fix = await eventually(
        async () => {
          const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
            'vscode.executeCodeActionProvider',
            document.uri,
            range,
          );
          return actions.find(({ title }) => title === both);
        },
        () => 'There is no fix on the diagnostic of the other extension.',
      );
      assert.ok(fix.edit);
      theirs.clear();
      await expectFindings(document, findings[file]);
    });
  }

  it('leaves nothing to what says something else, or says it elsewhere', async () => {
    const document = await openFile('main.tf');
    await deferTo(['Checkov']);
    const other = new vscode.Diagnostic(document.lineAt(lineIn(document)).range, 'Logging.');
    Object.assign(other, { source: 'Checkov', code: 'CKV_AWS_18' });
    const elsewhere = new vscode.Diagnostic(document.lineAt(0).range, 'Versioning.');
    Object.assign(elsewhere, { source: 'Checkov', code: 'CKV_AWS_21' });
    theirs.set(document.uri, [other, elsewhere]);
    await expectFindings(document, findings['main.tf']);
  });
});
