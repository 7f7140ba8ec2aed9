import assert from 'node:assert/strict';
import { openSampleAccount, type EditorWindow } from './window';

describe('finding a bucket among others', () => {
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

  it('shows beneath a bucket how far its backup is', async () => {
    await editor.expand(editor.row(/orders-prod.*protected/));
    // It waits while the nightly one, which the account starts by the clock, is on its way.
    await editor.row(/^Activity\s*backup (?:running \d+ %|pending)/).waitFor();
    await editor.screenshot('backup under way');
  });

  it('filters by part of a name while one types, and says so', async () => {
    const input = await editor.runAskingCommand('S3 Backup: Filter Buckets…', 'Type part of a name');
    await input.fill('upl');
    await editor.row(/uploads.*failing/).waitFor();
    await editor.row(/scratch/).waitFor({ state: 'detached' });
    await editor.screenshot('filter while typing');
    await input.press('Enter');
    await editor.page
      .locator('.part.sidebar')
      .getByText(/^Filter: “upl”/)
      .waitFor();
    assert.equal(await editor.row(/invoices/).count(), 0);
    await editor.screenshot('filter of buckets');
  });

  it('goes to a bucket that the filter hides, and drops the filter', async () => {
    const input = await editor.runAskingCommand('S3 Backup: Go to Bucket…', 'The bucket to go to');
    const widget = editor.page.locator('.quick-input-widget');
    await input.fill('invoices');
    await widget.getByRole('option').filter({ hasText: 'invoices' }).first().waitFor();
    await editor.screenshot('go to bucket');
    await editor.page.keyboard.press('Enter');
    const row = editor.page
      .locator('.part.sidebar [role="treeitem"][aria-selected="true"]')
      .filter({ hasText: 'invoices' });
    await row.waitFor();
    await editor.row(/uploads.*failing/).waitFor();
    await editor.page
      .locator('.part.sidebar')
      .getByText(/^Filter: “upl”/)
      .waitFor({ state: 'hidden' });
    await editor.screenshot('gone to a bucket');
  });
});
