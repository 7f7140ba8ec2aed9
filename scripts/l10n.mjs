// npm run l10n
// Writes the strings of the sources to l10n/bundle.l10n.json, for translators. `npm test` fails where that was forgotten.
import './lib/plainErrors.mjs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';

await ensureDependencies();
const { bundleFile, exportStrings } = await import('./lib/strings.mjs');
const strings = await exportStrings();
await mkdir(dirname(bundleFile), { recursive: true });
await writeFile(bundleFile, strings);
console.log(`${Object.keys(JSON.parse(strings)).length} strings in ${bundleFile}`);
