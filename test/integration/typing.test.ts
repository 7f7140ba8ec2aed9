import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { expectFindings, openFile, quickFixes, revertAll } from './findings';

async function type(document: vscode.TextDocument, line: number, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(line, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function lineOf(document: vscode.TextDocument, text: string): number {
  return document.positionAt(document.getText().indexOf(text)).line;
}

describe('findings while somebody types', () => {
  afterEach(revertAll);

  it('are at their resources again after many quick changes', async () => {
    const document = await openFile('template.yaml');
    const expected = ['bucket-versioning: Exports', 'noncurrent-expiration: Audit'];
    await expectFindings(document, expected);
    for (let stroke = 0; stroke < 40; stroke += 1) {
      await type(document, 0, `# line ${stroke}\n`);
      // Some strokes come while the text before is being judged, some after it.
      await sleep((stroke % 8) * 40);
    }
    await expectFindings(document, expected);
  });

  it('stay with the other resources while one is half written', async () => {
    const document = await openFile('template.yaml');
    await expectFindings(document, ['bucket-versioning: Exports', 'noncurrent-expiration: Audit']);
    await type(document, lineOf(document, 'BucketName: exports-prod'), '      Tags: [{Key: "a\n');
    await expectFindings(document, ['noncurrent-expiration: Audit']);
  });

  it('are there in a document that has no file yet, and go with the text', async () => {
    const content = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document);
    await expectFindings(document, ['bucket-versioning: Logs']);
    await type(document, 1, '  # s3backup:ignore bucket-versioning: only a test\n');
    await expectFindings(document, []);
  });

  it('offer the preferred fix first, and the page of the rule last', async () => {
    const document = await openFile('template.json');
    await expectFindings(document, ['bucket-versioning: Thumbnails']);
    const actions = await quickFixes(document, 'bucket-versioning: Thumbnails');
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred === true]),
      [
        ['Enable versioning and expire old versions after 30 days', true],
        ['Enable versioning', false],
        ['Ignore bucket-versioning here (asks for a reason)', false],
        ['Ignore bucket-versioning in this file (asks for a reason)', false],
        ['Show rule bucket-versioning', false],
      ],
    );
  });
});
