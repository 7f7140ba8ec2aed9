import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateExtension } from './extension';
import { expectRules, openFile, revertAll, workspaceFolder } from './findings';

const folder = 'around';

async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceFolder().uri, folder, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

const child = `Parameters:
  Versioning:
    Type: String
    Default: Suspended
Resources:
  Store:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: !Ref Versioning
`;

const parent = (versioning: string): string => `Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./child.yaml
      Parameters:
        Versioning: ${versioning}
`;

const stack = (name: string, selected: string): string => `Resources:
  ${name}:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: ${name.toLowerCase()}
      ObjectLockEnabled: true
      Tags:
        - Key: backup
          Value: 'no'
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            NoncurrentVersionExpiration:
              NoncurrentDays: 30
  Selection:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: sample
      BackupSelection:
        SelectionName: mine
        IamRoleArn: arn:aws:iam::111122223333:role/backup
        Resources:
          - ${selected}
`;

describe('what a file is judged with', () => {
  before(activateExtension);

  afterEach(async () => {
    await revertAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs
      .delete(vscode.Uri.joinPath(workspaceFolder().uri, folder), { recursive: true })
      .then(undefined, () => undefined);
  });

  it('is, for a nested template, the template that makes a stack of it, as it is typed', async () => {
    await write('child.yaml', child);
    await write('parent.yaml', parent('Enabled'));
    const opened = await openFile(`${folder}/child.yaml`);
    await expectRules(opened, ['noncurrent-expiration']);
    const around = await openFile(`${folder}/parent.yaml`);
    const edit = new vscode.WorkspaceEdit();
    const at = around.positionAt(around.getText().indexOf('Enabled'));
    edit.replace(around.uri, new vscode.Range(at, at.translate(0, 'Enabled'.length)), 'Suspended');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await expectRules(opened, ['bucket-versioning']);
  });

  it('is what other files of the workspace select', async () => {
    await write('one.yaml', stack('Orders', 'arn:aws:s3:::other'));
    const opened = await openFile(`${folder}/one.yaml`);
    await expectRules(opened, ['backup-coverage']);
    const two = await write('two.yaml', stack('Invoices', "'*'"));
    await expectRules(opened, []);
    await vscode.workspace.fs.delete(two);
    await expectRules(opened, ['backup-coverage']);
  });

  it('is the values that are given to a module', async () => {
    await write(
      'main.tf',
      'variable "versioning" {\n  default = "Suspended"\n}\nresource "aws_s3_bucket" "b" {}\n' +
        'resource "aws_s3_bucket_versioning" "b" {\n  bucket = aws_s3_bucket.b.id\n' +
        '  versioning_configuration {\n    status = var.versioning\n  }\n}\n',
    );
    const opened = await openFile(`${folder}/main.tf`);
    await expectRules(opened, ['bucket-versioning']);
    await write('terraform.tfvars', 'versioning = "Enabled"\n');
    await expectRules(opened, ['noncurrent-expiration']);
  });
});
