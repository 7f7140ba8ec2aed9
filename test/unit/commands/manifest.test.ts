import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../package.json';

const folder = join(__dirname, '../../../src/commands');

/** The ids that the files of commands give. A command needs the editor, so that none can be loaded here. */
const written = readdirSync(folder).flatMap((file) =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/(?<=\bid: |\bcopy\()'(s3backup\.\w+)'/gu)].map(([, id]) => id),
);

describe('the commands of the manifest', () => {
  it('are those that there are, each once', () => {
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual([...new Set(contributed)].toSorted(), [...contributed].toSorted());
    assert.deepEqual(contributed.toSorted(), written.toSorted());
  });
});
