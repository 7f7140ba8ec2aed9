import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LintStatusText } from '../../src/editor/lintStatus';
import { eventually } from './eventually';
import { activateExtension } from './extension';
import { openFile, revertAll, workspaceFolder } from './findings';
import { writeSeen } from './writeSeen';

function at(name: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder().uri, name);
}

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(at(name), new TextEncoder().encode(text));
}

const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n';
const child = `variable "versioning" {\n  type = string\n}\n${bucket}resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration {
    status = var.versioning
  }
}
`;
const caller = (versioning: string): string =>
  `module "store" {\n  source     = "../store"\n  versioning = "${versioning}"\n}\n`;

describe('the language status', () => {
  let statusOf: (document: vscode.TextDocument) => LintStatusText;

  before(async () => {
    const { linter } = await activateExtension();
    statusOf = (document) => linter.statusOf(document);
  });

  afterEach(async () => {
    await vscode.workspace
      .getConfiguration('s3backup.lint')
      .update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.fs.delete(at('.s3backup.json')).then(undefined, () => undefined);
    await revertAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(at('status'), { recursive: true }).then(undefined, () => undefined);
  });

  async function expectStatus(document: vscode.TextDocument, text: string, detail: RegExp): Promise<void> {
    const said = (): string => JSON.stringify(statusOf(document));
    await eventually(
      () => (statusOf(document).text === text && detail.test(statusOf(document).detail) ? true : undefined),
      () => `Expected ${text} and ${detail.source}, found ${said()}.`,
    );
  }

  it('says how much is found', async () => {
    await expectStatus(await openFile('template.json'), '1 finding', /^S3 Backup$/);
    await expectStatus(await openFile('storage.tf'), 'No findings', /^S3 Backup$/);
    assert.match(statusOf(await openFile('main.tf')).text, /^\d findings$|^Linting…$/);
  });

  it('says why a file is not linted', async () => {
    await write('status/notes.yaml', 'kind: note\n');
    await expectStatus(await openFile('status/notes.yaml'), 'Not linted', /nothing about buckets/);
    await write('status/image.pkr.hcl', bucket);
    const hcl = await vscode.languages.setTextDocumentLanguage(await openFile('status/image.pkr.hcl'), 'plaintext');
    await expectStatus(hcl, 'Not linted', /its name is none of a template/);
    const untitled = await vscode.workspace.openTextDocument({ language: 'plaintext', content: bucket });
    await expectStatus(untitled, 'Not linted', /save it as a \.tf file/);
    const main = await openFile('main.tf');
    const settings = vscode.workspace.getConfiguration('s3backup.lint');
    await settings.update('enable', false, vscode.ConfigurationTarget.Workspace);
    await expectStatus(main, 'Not linted', /switched off by s3backup\.lint\.enable/);
  });

  it('says what was not read in full, and which configuration is not used', async () => {
    await write('status/broken.yaml', 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: [\n');
    const broken = await openFile('status/broken.yaml');
    await expectStatus(broken, 'Not read in full', /does not parse/);
    await write('.s3backup.json', '{"rules": {"no-such-rule": "off"}}');
    await expectStatus(broken, 'Configuration not used', /no-such-rule/);
  });

  it('says through how many callers a module is judged, and judges it so', async () => {
    await write('status/store/main.tf', child);
    await write('status/one/main.tf', caller('Enabled'));
    const document = await openFile('status/store/main.tf');
    await expectStatus(document, '3 findings', /judged through 1 caller$/);
    await writeSeen(at('status/two/main.tf'), caller('Suspended'));
    await expectStatus(document, '4 findings', /judged through 2 callers$/);
    await vscode.workspace.fs.delete(at('status/one'), { recursive: true });
    await expectStatus(document, '1 finding', /judged through 1 caller$/);
    await vscode.workspace.fs.delete(at('status/two'), { recursive: true });
    await expectStatus(document, 'No findings', /^S3 Backup$/);
  });
});
