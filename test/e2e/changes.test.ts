import assert from 'node:assert/strict';
import { openWindow, type EditorWindow } from './window';

describe('a change from a row of a bucket', () => {
  let editor: EditorWindow;

  before(async () => {
    editor = await openWindow();
    await editor.showContainer();
    await editor.widenSideBar(150);
    await editor.button('Explore the sample account').click();
    await editor.row(/uploads.*failing/).waitFor();
  });

  after(async () => {
    await editor.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed ${this.currentTest.fullTitle()}`);
  });

  it('is shown with its calls before anything is done', async () => {
    await editor.row(/uploads.*failing/).click({ button: 'right' });
    // A menu takes no clicks right after it opened, so that nobody clicks it by accident.
    await editor.page.getByRole('menuitem', { name: 'Enable Versioning' }).hover();
    await editor.page.keyboard.press('Enter');
    const tab = editor.page.locator('.tabs-container').getByRole('tab', { name: /Enable versioning of uploads/ });
    await tab.waitFor();
    await editor.page.getByText('put-bucket-versioning').first().waitFor();
    await editor.page.locator('.codelens-decoration').getByText('Make this change').waitFor();
    await editor.screenshot('preview of a change');
  });

  it('is made after one question, and the row says so', async () => {
    await editor.page.locator('.codelens-decoration').getByText('Make this change').click();
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await editor.screenshot('question before a change');
    await dialog.getByRole('button', { name: 'Make This Change' }).click();
    await editor.page.getByText('All is done.').waitFor();
    await editor.row(/uploads.*(?<!versioning is suspended)$/).waitFor();
    await editor.screenshot('report of a change');
    assert.equal(await editor.row(/uploads.*versioning is suspended/).count(), 0);
  });
});
