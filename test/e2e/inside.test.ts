import { openSampleAccount, type EditorWindow } from './window';

describe('looking into recovery points', () => {
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

  /** Chooses from a command's list, by what an item says. */
  async function choose(text: string | RegExp): Promise<void> {
    const option = editor.page.locator('.quick-input-widget').getByRole('option').filter({ hasText: text });
    await option.first().click();
  }

  /** Runs a command on the newest snapshot of a bucket, from the palette. */
  async function runOnSnapshot(command: string): Promise<void> {
    await editor.runAskingCommand(command, 'Recovery points of which bucket');
    await choose('orders-prod');
    await editor.page.locator('.quick-input-widget input[placeholder*="Which recovery point"]').waitFor();
    await choose(/periodic/);
  }

  /** Does what a preview shows. */
  async function begin(button: string): Promise<void> {
    await editor.page.locator('.codelens-decoration').getByText(`${button}…`).click();
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: button }).click();
  }

  it('tells what a backup leaves out, when it is asked', async () => {
    await editor.expand(editor.row(/orders-prod.*protected/));
    await editor.screenshot('left out before');
    await editor.row(/^Left out of backups.*not looked at yet/).click();
    await editor.row(/^Left out of backups.*versions/).waitFor();
    await editor.page.locator('.tabs-container').getByText('orders-prod left out').waitFor();
    await editor.screenshot('what a backup leaves out');
  });

  it('indexes a recovery point, with the exact call shown first', async () => {
    await runOnSnapshot('Index a Recovery Point');
    await editor.page.getByText('update-recovery-point-index-settings').first().waitFor();
    await editor.screenshot('preview of an index');
    await begin('Index');
    await editor.page.getByText('The index is being made').first().waitFor();
  });

  it('opens a recovery point as files, through an access point', async () => {
    await runOnSnapshot('Open a Recovery Point as Files');
    await editor.page.getByText('create-backup-access-point').first().waitFor();
    await editor.screenshot('preview of an access point');
    await begin('Make the Access Point');
    await editor.page.locator('.quick-input-widget').getByText('Choose Files…').waitFor();
    await choose('Choose Files…');
    await editor.page.waitForTimeout(2_000);
    await editor.screenshot('files of a recovery point');
    await editor.page.keyboard.press('Escape');
  });

  it('searches what is indexed', async () => {
    await editor.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await runOnSnapshot('Search in Recovery Points');
    const input = editor.page.locator('.quick-input-widget input[placeholder*="In which recovery points"]');
    await input.waitFor();
    await editor.screenshot('points to search in');
    await editor.page.keyboard.press('Enter');
    await choose('The key contains');
    const key = editor.page.locator('.quick-input-widget').getByText('The key contains…');
    await key.and(editor.page.locator('.quick-input-message, .quick-input-message *')).first().waitFor();
    await editor.page.keyboard.type('/');
    await editor.page.keyboard.press('Enter');
    await choose('Nothing more');
    await editor.page.getByText('start-search-job').first().waitFor();
    await editor.screenshot('preview of a search');
    await begin('Search');
    await editor.page.locator('.quick-input-widget input[placeholder*="versions found"]').waitFor();
    await editor.screenshot('what a search found');
    await editor.page.keyboard.press('Enter');
    await choose('Restore this…');
    await editor.page.locator('.quick-input-widget input[placeholder*="What is to come back"]').waitFor();
    await editor.screenshot('restore of what a search found');
    await editor.page.keyboard.press('Escape');
  });
});
