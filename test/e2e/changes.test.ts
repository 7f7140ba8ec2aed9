import { openSampleAccount, type EditorWindow } from './window';

describe('changes from the rows of buckets', () => {
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

  /** Chooses from the menu of a row. */
  async function choose(row: RegExp, item: string): Promise<void> {
    await editor.row(row).click({ button: 'right' });
    // A menu takes no clicks right after it opened, so that nobody clicks it by accident.
    await editor.page.getByRole('menuitem', { name: item }).hover();
    await editor.page.keyboard.press('Enter');
  }

  /** Waits for a question of several steps, leaves a picture of it, and takes what is offered first. */
  async function accept(question: string, choice?: string): Promise<void> {
    const widget = editor.page.locator('.quick-input-widget');
    const list = widget.locator(`input[placeholder*="${question}"]`);
    await list.or(widget.getByText(question)).first().waitFor();
    await editor.screenshot(`protect ${question}`);
    if (choice === undefined) await editor.page.keyboard.press('Enter');
    else await widget.getByRole('option').filter({ hasText: choice }).click();
  }

  async function preview(title: string): Promise<void> {
    await editor.page.locator('.tabs-container').getByRole('tab', { name: title }).waitFor();
    await editor.page.locator('.codelens-decoration').getByText('Make this change').waitFor();
  }

  async function makeIt(): Promise<void> {
    await editor.page.locator('.codelens-decoration').getByText('Make this change').click();
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await editor.screenshot('question before a change');
    await dialog.getByRole('button', { name: 'Make This Change' }).click();
    await editor.page.getByText('All is done.').waitFor();
  }

  it('are shown with their calls before anything is done', async () => {
    await choose(/uploads.*failing/, 'Enable Versioning');
    await preview('Enable versioning of uploads');
    await editor.page.getByText('put-bucket-versioning').first().waitFor();
    await editor.screenshot('preview of a change');
  });

  it('are made after one question, and the row says so', async () => {
    await makeIt();
    await editor.row(/uploads(?!.*versioning is suspended).*failing/).waitFor();
    await editor.screenshot('report of a change');
  });

  it('are offered on the row of what they put right', async () => {
    await editor.expand(editor.row(/invoices.*at risk/));
    const reason = editor.row(/^EventBridge is off/);
    await reason.hover();
    await editor.screenshot('remedy on a row');
    await reason.getByRole('button', { name: 'Turn EventBridge On' }).click();
    await preview('Turn EventBridge on for invoices');
    await editor.page.getByText('put-bucket-notification-configuration').first().waitFor();
  });

  it('protect a bucket with a new plan', async () => {
    await choose(/scratch.*unprotected/, 'Protect Bucket');
    await accept('What are lifecycle rules to do?');
    await accept('Days after which a noncurrent version');
    await accept('Which backup plan', 'New backup plan');
    await accept('What backups is the new plan to make');
    await accept('Days that recovery points are kept');
    await accept('Into which vault', 'New vault');
    await accept('Name of the backup plan');
    await accept('By which role', 'New role');
    await preview('Protect scratch');
    await editor.screenshot('preview of a protection');
    await makeIt();
    await editor.row(/scratch.*waiting/).waitFor();
    await editor.screenshot('report of a protection');
  });

  it('lead to what they made', async () => {
    const selected = editor.page.locator('.part.sidebar [role="treeitem"][aria-selected="true"]');
    const lenses = editor.page.locator('.codelens-decoration');
    for (const kind of ['vault', 'plan']) {
      const link = lenses.getByText(`Go to ${kind} `);
      const name = (await link.innerText()).replace(`Go to ${kind} `, '');
      await link.click();
      await selected.filter({ hasText: name }).waitFor();
      await editor.screenshot(`the ${kind} that was made`);
    }
    await lenses.getByText('Go to scratch').click();
    await selected.filter({ hasText: 'scratch' }).waitFor();
  });
});
