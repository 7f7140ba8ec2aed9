import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { openSampleAccount, type EditorWindow } from './window';

describe('the recovery timeline in a window', () => {
  let editor: EditorWindow;

  before(async () => {
    editor = await openSampleAccount();
  });

  after(async () => {
    await editor.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed ${this.currentTest.fullTitle()}`);
  });

  /** The editor puts a page into a frame of a frame. */
  function page(): FrameLocator {
    return editor.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  it('opens from the row of the continuous backup', async () => {
    await editor.expand(editor.row(/orders-prod.*protected/));
    const row = editor.row(/Point in time/);
    await row.hover();
    await row.getByRole('button', { name: /Open Recovery Timeline/ }).click();
    await page().getByRole('heading', { name: 'Recovery timeline of orders-prod' }).waitFor();
    await page().getByText('Brings back the bucket as it was at this moment').waitFor();
    await editor.screenshot('timeline', 'for the README');
  });

  it('moves by keys, and loads nothing from elsewhere', async () => {
    const slider = page().getByRole('slider');
    const before = await slider.getAttribute('aria-valuenow');
    await slider.focus();
    await editor.page.keyboard.press('Control+ArrowLeft');
    const after = await slider.getAttribute('aria-valuenow');
    assert.ok(Number(after) < Number(before), `${after} is not before ${before}`);
    assert.doesNotMatch(editor.log(), /Content Security Policy/u);
  });

  it('opens from the palette for another bucket, and names a gap', async () => {
    const input = await editor.runAskingCommand('S3 Backup: Open Recovery Timeline…', 'Which bucket?');
    await input.fill('invoices');
    await editor.page.keyboard.press('Enter');
    await page().getByRole('heading', { name: 'Recovery timeline of invoices' }).waitFor();
    await page()
      .locator('.notes')
      .getByText(/EventBridge is off \(seen/u)
      .waitFor();
    await page().getByText('holds its moment for certain').waitFor();
    await editor.screenshot('timeline with a gap');
  });

  it('hands the moment over to who restores, with the recovery point that holds it', async () => {
    await page()
      .getByRole('button', { name: /^Restore the one of/ })
      .click();
    const question = editor.page.locator('.quick-input-widget');
    await question.locator('.quick-input-title', { hasText: /Restore/ }).waitFor();
    await editor.screenshot('restore from the timeline');
    await editor.page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
  });

  it('changes with its bucket', async () => {
    await editor.row(/invoices.*at risk/).click({ button: 'right' });
    await editor.page.getByRole('menuitem', { name: 'Turn EventBridge On' }).hover();
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.codelens-decoration').getByText('Make this change').click();
    await editor.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Make This Change' }).click();
    await editor.page.getByText('All is done.').waitFor();
    await editor.page.locator('.tabs-container').getByRole('tab', { name: 'Timeline: invoices' }).click();
    await page().getByRole('heading', { name: 'Recovery timeline of invoices' }).waitFor();
    await page().getByText('Brings back the bucket as it was at this moment').waitFor();
    assert.equal(await page().locator('rect.gap').count(), 0);
  });

  it('comes back after a reload, with its cursor', async () => {
    await page().getByRole('slider').focus();
    await editor.page.keyboard.press('Control+ArrowLeft');
    const before = await page().getByRole('slider').getAttribute('aria-valuetext');
    // An editor in a browser writes down the state of its tabs every five seconds.
    await editor.page.waitForTimeout(6_000);
    await editor.page.reload();
    await page().getByRole('heading', { name: 'Recovery timeline of invoices' }).waitFor();
    const slider = page().getByRole('slider');
    await slider.waitFor();
    assert.equal(await slider.getAttribute('aria-valuetext'), before);
    await editor.screenshot('timeline after a reload');
  });
});
