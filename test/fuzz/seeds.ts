import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

const corpus = join(process.cwd(), '..', 'shared', 'corpus', 'real');

/** Larger files take too long to be read thousands of times. */
const maxLength = 8000;

/** How many files of the corpus take part: every so many of them. */
const wanted = 80;

function filesBelow(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function sample(files: readonly string[]): readonly string[] {
  const step = Math.max(1, Math.floor(files.length / wanted));
  return files.filter((_, index) => index % step === 0);
}

/** Texts that people wrote: the sample workspace, and public ones where the corpus is beside the project. */
export function seedsOf(ending: string): fc.Arbitrary<string> {
  const files = [...filesBelow(join('test', 'fixtures', 'workspace'), ending), ...sample(filesBelow(corpus, ending))];
  const texts = files.map((file) => readFileSync(file, 'utf8')).filter(({ length }) => length <= maxLength);
  return fc.constantFrom(...texts);
}
