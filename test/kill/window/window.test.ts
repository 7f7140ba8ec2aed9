import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SampleAccount } from '../../../src/emulator/account';
import { createSampleAccount } from '../../../src/emulator/account';
import type { SampleEndpoint } from '../../../src/emulator/http';
import { serveSampleAccount } from '../../../src/emulator/http';
import type { EditorWindow } from '../../e2e/window';
import { openWindow } from '../../e2e/window';
import { until } from '../../unit/support/accounts';
import { killExtensionHosts } from './extensionHost';

const region = 'eu-west-1';

describe('a window whose extension host is killed', function () {
  this.timeout(240_000);
  let home: string;
  let account: SampleAccount;
  let endpoint: SampleEndpoint;
  let editor: EditorWindow;
  /** What happens to the next request for a backup. */
  let death: 'before' | 'after' | undefined;
  let killed = 0;

  const kill = (): void => {
    death = undefined;
    killed += killExtensionHosts(editor.dataFolder);
  };

  before(async function () {
    // Elsewhere it is not known which process is the window's.
    if (!existsSync('/proc/self/stat')) this.skip();
    home = mkdtempSync(join(tmpdir(), 's3-backup-home-'));
    mkdirSync(join(home, '.aws'));
    writeFileSync(
      join(home, '.aws', 'credentials'),
      '[p]\naws_access_key_id = sample\naws_secret_access_key = sample\n',
    );
    account = createSampleAccount();
    endpoint = await serveSampleAccount({
      ...account,
      respond: async (request) => {
        const isStart = request.method === 'PUT' && request.path === '/backup-jobs';
        if (isStart && death === 'before') {
          kill();
          throw new Error('Nobody is there any more.');
        }
        const answer = await account.respond(request);
        if (isStart && death === 'after') kill();
        return answer;
      },
    });
    editor = await openWindow({
      env: { HOME: home },
      settings: {
        's3backup.connection.source': 'profile',
        's3backup.connection.profile': 'p',
        's3backup.connection.regions': [region],
        's3backup.connection.endpoint': endpoint.url,
      },
    });
    await editor.showContainer();
    await editor.widenSideBar(250);
  });

  after(async () => {
    await editor.close();
    await endpoint.close();
    rmSync(home, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed ${this.currentTest.fullTitle()}`);
  });

  /** Backups of a bucket that somebody asked for. */
  function onDemand(bucket: string): readonly string[] {
    const jobs = account.state.backup.get(region)?.jobsByResource.get(`arn:aws:s3:::${bucket}`);
    return [...(jobs?.values() ?? [])].filter(({ createdBy }) => createdBy === undefined).map(({ id }) => id);
  }

  async function answer(question: string): Promise<void> {
    const widget = editor.page.locator('.quick-input-widget');
    await widget.locator(`input[placeholder*="${question}"]`).waitFor();
    await editor.page.keyboard.press('Enter');
  }

  /** Asks for a backup; the window is killed on the way. */
  async function backUp(row: RegExp, bucket: string): Promise<void> {
    const before = killed;
    // Rows move while they fill in, and a menu goes with its row.
    await editor.row(/uploads.*failing/).waitFor();
    await editor.row(row).click({ button: 'right' });
    await editor.page.getByRole('menuitem', { name: 'Back Up Now' }).hover();
    await editor.page.keyboard.press('Enter');
    for (const question of ['Into which vault', 'By which role', 'How long is it kept', 'What is to be saved']) {
      await answer(question);
    }
    const lens = editor.page.locator('.codelens-decoration').getByText('Start Backup');
    await lens.waitFor();
    await editor.screenshot(`preview of a backup of ${bucket}`);
    await lens.click();
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Start Backup' }).click();
    await until(() => killed > before, 'the window is killed');
  }

  async function openAgain(): Promise<void> {
    await editor.page.reload();
    await editor.showContainer();
  }

  it('after AWS has taken a backup on, shows it, and does not start it again', async () => {
    await editor.row(/contracts.*protected/).waitFor();
    death = 'after';
    await backUp(/contracts/, 'contracts');
    assert.equal(onDemand('contracts').length, 1);
    await openAgain();
    await editor.row(/contracts.*backup (created|running)/).waitFor();
    await editor.screenshot('backup after the window was killed');
    assert.equal(onDemand('contracts').length, 1);
  });

  it('before AWS has heard of a backup, asks whether to start it, and starts it once', async () => {
    death = 'before';
    await backUp(/new-uploads/, 'new-uploads');
    assert.equal(onDemand('new-uploads').length, 0);
    await openAgain();
    // Rows move while they fill in.
    await editor.row(/uploads.*failing/).waitFor();
    await editor.row(/new-uploads.*waiting/).waitFor();
    await editor.expand(editor.row(/new-uploads/));
    const row = editor.row(/^Back up new-uploads.*may not have been started/);
    await row.waitFor();
    await editor.screenshot('backup that may not have been started');
    assert.equal(onDemand('new-uploads').length, 0);
    const again = editor.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Start Again' });
    await row.click();
    // A row that is drawn anew under the pointer takes no click.
    await again.waitFor({ timeout: 5_000 }).catch(() => row.click());
    await again.click();
    await editor.row(/new-uploads.*backup (created|running)/).waitFor();
    assert.equal(onDemand('new-uploads').length, 1);
    await editor.page.locator('.part.sidebar .pane-header').filter({ hasText: 'Activity' }).click();
    await editor.expand(editor.row(/^Started from here/));
    await editor.row(/^Back up new-uploads(created|running)/).waitFor();
    await editor.screenshot('work that was started from here');
  });
});
