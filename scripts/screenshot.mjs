// npm run screenshot -- OUT.png [--open FILE]… [--view] [--wait MILLISECONDS]
// A picture of the extension, as built, in a real window on the sample workspace.
import './lib/plainErrors.mjs';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { say } from './lib/progress.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    open: { type: 'string', multiple: true, default: [] },
    view: { type: 'boolean', default: false },
    wait: { type: 'string', default: '2000' },
  },
});
const [out] = positionals;
if (out === undefined) throw new Error('Where to? npm run screenshot -- OUT.png [--open FILE]… [--view]');

await ensureDependencies();
const { openWebEditor } = await import('./lib/webEditor.mjs');
const editor = await openWebEditor({ open: values.open });
try {
  const { page } = editor;
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  const tab = page.locator('.part.activitybar').getByRole('tab', { name: /^S3 Backup/ });
  await tab.waitFor();
  if (values.view) await tab.click();
  await page.waitForTimeout(Number(values.wait));
  await page.screenshot({ path: out });
  say(`Wrote ${out}`);
} finally {
  await editor.close();
}
