import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateExtension } from './extension';
import { expectRules } from './findings';
import { writeSeen } from './writeSeen';

const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n';

/** A bucket that its own stack leaves out, and a selection. */
const stack = (selected: string): string => `Resources:
  Orders:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: orders
      ObjectLockEnabled: true
      Tags: [{Key: backup, Value: 'no'}]
      LifecycleConfiguration: {Rules: [{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30}}]}
  Selection:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: sample
      BackupSelection:
        SelectionName: mine
        IamRoleArn: arn:aws:iam::111122223333:role/backup
        Resources: ['${selected}']
`;

describe('a window with several folders', () => {
  let first: vscode.WorkspaceFolder;
  let second: vscode.WorkspaceFolder;

  const write = async (folder: vscode.WorkspaceFolder, name: string, text: string): Promise<vscode.Uri> => {
    const uri = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  };
  const open = async (uri: vscode.Uri): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    return document;
  };

  before(async () => {
    const [one, two, ...more] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(one && two && more.length === 0, 'The tests run on two folders.');
    [first, second] = [one, two];
    await activateExtension();
  });

  it('lints what is open in each, by the configuration of its own', async () => {
    await write(second, 'multi/.s3backup.json', '{"rules": {"bucket-versioning": "off"}}');
    const here = await open(await write(first, 'multi/main.tf', bucket));
    const there = await open(await write(second, 'multi/main.tf', bucket));
    await expectRules(here, ['bucket-versioning']);
    await expectRules(there, []);
  });

  it('judges a module through the one of another folder that calls it', async () => {
    const called = `variable "status" {\n  default = "Suspended"\n}\n${bucket}resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration {
    status = var.status
  }
}
`;
    const module = await write(second, 'called/main.tf', called);
    const [, name] = /([^/]+)$/.exec(second.uri.path) ?? [];
    const source = `../../${name}/called`;
    const caller = vscode.Uri.joinPath(first.uri, 'caller/main.tf');
    await writeSeen(caller, `module "m" {\n  source = "${source}"\n  status = "Enabled"\n}\n`);
    await expectRules(await open(module), ['noncurrent-expiration']);
  });

  it('knows what the other folder selects', async () => {
    const opened = await open(await write(first, 'stacks/one.yaml', stack('arn:aws:s3:::other')));
    await expectRules(opened, ['backup-coverage']);
    const theirs = await write(second, 'stacks/two.yaml', stack('*'));
    await expectRules(opened, []);
    await vscode.workspace.fs.delete(theirs);
    await expectRules(opened, ['backup-coverage']);
  });

  it('lints all of them on command, and forgets one that is closed', async () => {
    const unopened = await write(second, 'unopened/main.tf', bucket);
    const beside = await write(first, 'unopened/main.tf', bucket);
    await vscode.commands.executeCommand('s3backup.lintWorkspace');
    await expectRules(unopened, ['bucket-versioning']);
    await expectRules(beside, ['bucket-versioning']);
    // To take out any but the first folder does not start the extensions anew.
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1));
    await expectRules(unopened, []);
    await expectRules(beside, ['bucket-versioning']);
    await vscode.commands.executeCommand('s3backup.clearWorkspaceFindings');
  });
});
