// npm run smoke
// Packages the extension, installs the package into a recent editor, opens the window and sees the extension start.
import './lib/plainErrors.mjs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { packageExtension } from './lib/package.mjs';
import { screenshotsFolder } from './lib/paths.mjs';
import { say, step } from './lib/progress.mjs';

await ensureDependencies();
const vsix = await step('Packaging', packageExtension);
const { openWebEditor } = await import('./lib/webEditor.mjs');
const editor = await openWebEditor({ edition: 'recent', vsix, open: ['main.tf'] });
try {
  const { page } = editor;
  const tab = page.locator('.part.activitybar').getByRole('tab', { name: /^S3 Backup/ });
  await tab.click();
  // The view's buttons come from the manifest; the rows behind them only from an extension that has started.
  await page.getByRole('button', { name: 'Explore the sample account' }).click();
  await page
    .locator('.part.sidebar')
    .getByRole('treeitem')
    .filter({ hasText: /orders-prod.*protected/ })
    .waitFor();
  mkdirSync(screenshotsFolder, { recursive: true });
  const picture = join(screenshotsFolder, 'smoke.png');
  await page.screenshot({ path: picture });
  say(`The package starts in a recent editor: ${picture}`);
} catch (error) {
  say(editor.log());
  throw error;
} finally {
  await editor.close();
}
