import { openWindow, type EditorWindow } from './window';

describe('the sample account in a window', () => {
  let editor: EditorWindow;

  before(async () => {
    editor = await openWindow({ open: ['main.tf'] });
  });

  after(async () => {
    await editor.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed ${this.currentTest.fullTitle()}`);
  });

  it('is offered before anything is connected', async () => {
    await editor.showContainer();
    await editor.widenSideBar(250);
    await editor.button('Explore the sample account').waitFor();
    await editor.button('Use an AWS profile').waitFor();
    await editor.screenshot('welcome');
  });

  it('shows its buckets with their status once it is chosen', async () => {
    await editor.button('Explore the sample account').click();
    await editor.row(/orders-prod.*protected/).waitFor();
    await editor.row(/uploads.*failing/).waitFor();
    await editor.row(/scratch.*unprotected/).waitFor();
  });

  it('unfolds a bucket into its reasons, what can be restored, and its plans', async () => {
    await editor.expand(editor.row(/uploads.*failing/));
    await editor.row(/Versioning is suspended/).waitFor();
    await editor.expand(editor.row(/orders-prod/));
    await editor.row(/Point in time/).waitFor();
    await editor.row(/Protected by/).waitFor();
    await editor.screenshot('buckets', 'for the README');
  });

  it('lists the recovery points of a bucket', async () => {
    await editor.expand(editor.row(/Recovery points.*newest/));
    await editor.row(/periodic.*expires in/).waitFor();
    await editor.screenshot('recovery points');
  });
});
