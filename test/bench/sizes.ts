// How big the package is, and what it is made of.
import { gzipSync } from 'node:zlib';
import { readVsix } from '../package/vsix';
import { figure, heading, kilobytes } from './print';

const largestShown = 8;

const { bytes, files } = readVsix();
const dist = [...files]
  .filter(([path]) => path.startsWith('extension/dist/'))
  .map(([path, content]) => ({ name: path.replace('extension/dist/', ''), content }))
  .sort((a, b) => b.content.length - a.content.length);
const entry = dist.find(({ name }) => name === 'extension.js');

heading('Size');
figure('package', `${kilobytes(bytes)}, ${files.size} files`);
if (entry)
  figure(
    'entry of the extension',
    `${kilobytes(entry.content.length)}, ${kilobytes(gzipSync(entry.content).length)} compressed`,
  );
figure('all of dist', kilobytes(dist.reduce((sum, { content }) => sum + content.length, 0)));

heading(`The ${largestShown} largest files of dist`);
for (const { name, content } of dist.slice(0, largestShown)) figure(kilobytes(content.length), name);
