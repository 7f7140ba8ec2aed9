import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWindow, type EditorWindow } from './window';

interface Fix {
  readonly file: string;
  /** Where the cursor is put: on the bucket that has the finding. */
  readonly place: string;
  readonly message: string;
  readonly title: string;
  /** What the file says afterwards, and did not before. */
  readonly written: RegExp;
}

const fixes: readonly Fix[] = [
  {
    file: 'main.tf',
    place: 'resource "aws_s3_bucket" "uploads',
    message: 'Versioning is not enabled.',
    title: 'Enable versioning and expire old versions after 30 days',
    written: /resource "aws_s3_bucket_versioning" "uploads"/,
  },
  {
    file: 'template.yaml',
    place: '  Audit',
    message: 'Old versions never expire.',
    title: 'Expire old versions after 30 days',
    written: /Audit:[\s\S]*NoncurrentDays: 30/,
  },
  {
    file: 'template.json',
    place: '"Thumbnails',
    message: 'Versioning is not enabled.',
    title: 'Enable versioning and expire old versions after 30 days',
    written: /"Thumbnails"[\s\S]*"Status": "Enabled"/,
  },
];

describe('a finding in a window', () => {
  let editor: EditorWindow;

  before(async () => {
    editor = await openWindow();
  });

  after(async () => {
    await editor.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed ${this.currentTest.fullTitle()}`);
  });

  for (const { file, place, message, title, written } of fixes) {
    it(`of ${file} is underlined, listed, and gone after its quick fix`, async () => {
      const path = join(editor.workspace, file);
      assert.doesNotMatch(await readFile(path, 'utf8'), written);
      await editor.openFile(file);
      await editor.showProblems();
      const line = await editor.placeCursor(file, place);
      await editor.underlined().first().waitFor();
      const finding = editor.problem(message, line);
      await finding.waitFor();
      await editor.showQuickFixes();
      await editor.quickFix(title).waitFor();
      await (file === 'main.tf'
        ? editor.screenshot('quick fix', 'for the README')
        : editor.screenshot(`quick fix in ${file}`));
      await editor.quickFix(title).click();
      await finding.waitFor({ state: 'detached' });
      await editor.saveFile();
      assert.match(await readFile(path, 'utf8'), written);
      await editor.screenshot(`fixed ${file}`);
    });
  }
});
