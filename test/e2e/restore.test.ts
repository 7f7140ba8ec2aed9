import { openSampleAccount, type EditorWindow } from './window';

describe('restore from the rows of a bucket', () => {
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

  /** Waits for a question of several steps, leaves a picture of it, and takes what is offered first, or a choice. */
  async function accept(question: string, choice?: string): Promise<void> {
    const widget = editor.page.locator('.quick-input-widget');
    const list = widget.locator(`input[placeholder*="${question}"]`);
    await list.or(widget.getByText(question)).first().waitFor();
    await editor.screenshot(`restore ${question}`);
    if (choice === undefined) await editor.page.keyboard.press('Enter');
    else await widget.getByRole('option').filter({ hasText: choice }).first().click();
  }

  it('asks to which moment, what and where to, and shows the calls before anything begins', async () => {
    await editor.expand(editor.row(/orders-prod.*protected/));
    const window = editor.row(/^Point in time/);
    await window.hover();
    await window.getByRole('button', { name: 'Restore' }).click();
    await accept('Back to which moment', '15 min ago');
    await accept('What is to come back?');
    await accept('Which versions of each key');
    await accept('Into which bucket', 'New bucket');
    await accept('Name of the new bucket');
    await accept('How is what comes back to be encrypted');
    await accept('Are access control lists');
    await accept('By which role');
    await editor.page.locator('.tabs-container').getByRole('tab', { name: 'Restore orders-prod' }).waitFor();
    await editor.page.getByText('start-restore-job').first().waitFor();
    await editor.screenshot('preview of a restore');
  });

  it('begins after one question, and is followed until what came back is compared', async () => {
    await editor.page.locator('.codelens-decoration').getByText('Start Restore').click();
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await editor.screenshot('question before a restore');
    await dialog.getByRole('button', { name: 'Start Restore' }).click();
    await editor.page.getByText('The restore runs.').waitFor();
    await editor.screenshot('a restore that runs');
  });

  it('says what came back, and lists it', async () => {
    await editor.page.locator('.codelens-decoration').getByText('Show Activity').click();
    const result = editor.row(/Restore orders-prod.*restored \d+ of \d+ objects/);
    await editor.expand(editor.row(/^Started from here/));
    await result.waitFor({ timeout: 90_000 });
    await editor.screenshot('a restore that has ended');
    await result.click();
    await editor.page.getByText('How it is compared').first().waitFor();
    await editor.screenshot('what a restore brought back');
  });
});
