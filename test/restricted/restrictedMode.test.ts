import { openWindow, type EditorWindow } from '../e2e/window';

describe('Restricted Mode', () => {
  let editor: EditorWindow;

  before(async () => {
    editor = await openWindow({
      workspaceTrust: true,
      settings: {
        's3backup.connection.source': 'profile',
        's3backup.connection.profile': 'sample',
        's3backup.connection.regions': ['eu-west-1'],
      },
    });
  });

  after(async () => {
    await editor.close();
  });

  it('is what a folder that is not trusted opens in', async () => {
    const dialog = editor.page.getByRole('dialog').filter({ hasText: 'Do you trust the authors' });
    await dialog.getByRole('button', { name: /No, I don't trust/ }).click();
    await editor.page.locator('.part.statusbar').getByText('Restricted Mode').waitFor();
  });

  it('still shows findings', async () => {
    await editor.openFile('main.tf');
    await editor.showProblems();
    const line = await editor.placeCursor('main.tf', 'resource "aws_s3_bucket" "uploads');
    await editor.underlined().first().waitFor();
    await editor.problem('Versioning is not enabled.', line).waitFor();
  });

  it('says in the view what it does not do', async () => {
    await editor.showContainer();
    await editor.widenSideBar(250);
    await editor.row('AWS credentials are used in trusted workspaces only.').waitFor();
    await editor.screenshot('restricted mode');
  });

  it('still shows the sample account', async () => {
    await editor.runCommand('S3 Backup: Explore the Sample Account');
    await editor.row(/orders-prod.*protected/).waitFor();
  });
});
