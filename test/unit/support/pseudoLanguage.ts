import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { getL10nPseudoLocalized } from '@vscode/l10n-dev';
import { bundleFile } from '../../../scripts/lib/strings.mjs';

/** Until the tests of the file are over, every string that can be translated is: no letter of ours is a plain one. */
export function speakPseudo(): void {
  before(() => {
    const strings = JSON.parse(readFileSync(bundleFile, 'utf8')) as Parameters<typeof getL10nPseudoLocalized>[0];
    l10n.config({ contents: getL10nPseudoLocalized(strings) });
  });
  after(() => {
    l10n.config({ contents: {} });
  });
}

/** What is data and stays as it is: code spans, ARNs, IAM actions, AWS's own names and ids, units and months. */
const data = [
  /`[^`]*`/gu,
  /arn:[\w-]+:[\w:/.*-]+/gu,
  /\b[a-z0-9-]+:[A-Z]\w+/gu,
  /\b[a-z]{2}(?:-[a-z]+)+-\d\b/gu,
  /\b\d{4}-\d\d-\d\dT[\d:.]+Z/gu,
  /\b[A-Z]{2,}(?:_[A-Z]+)*\b/gu,
  /\b[A-Z]\w*[a-z][A-Z]\w+/gu,
  /\b[kMGTP]B\b/gu,
  /\bkey\/[\w-]+/gu,
  /\b[0-9a-f]{8}-[0-9a-f-]{27}\b/gu,
  /-[0-9a-f]{8}\b/gu,
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/gu,
];

/** The plain English words of a text that was to be translated, but for what the caller knows to be data. */
export function plainWords(text: string, known: Iterable<string> = []): readonly string[] {
  let rest = text.replaceAll('\\', '');
  for (const name of [...known].toSorted((one, other) => other.length - one.length)) rest = rest.replaceAll(name, ' ');
  for (const pattern of data) rest = rest.replaceAll(pattern, ' ');
  return rest.match(/[A-Za-z]{2,}/gu) ?? [];
}
