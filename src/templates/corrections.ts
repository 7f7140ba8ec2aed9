import type { Estate } from '../model/estate';
import type { Fact } from '../model/fact';
import type { RemedyOf } from '../model/remedy';
import type { SourceRange, TextEdit } from '../model/source';
import { LineIndex } from './lineIndex';

type Correction = RemedyOf<'correct'>;

/** The facts of a role or a selection that a correction may be about. */
function factsOf({ roles, selections }: Estate, subject: string, part: Correction['part']): readonly Fact<string>[] {
  const role = roles.items.find(({ arn }) => arn === subject);
  const selection = selections.items.find(({ id }) => id === subject);
  switch (part) {
    case 'policyArn':
      return role?.wrongPolicyArns.items ?? [];
    case 'conditionKey':
      return selection?.conditions.items.map(({ key }) => key) ?? [];
    case 'tagKey':
      return selection?.listOfTags.items.map(({ key }) => key) ?? [];
    case 'resourceArn':
      return selection?.resources.items.map(({ pattern }) => pattern) ?? [];
  }
}

function says(value: string, { part, from }: Correction): boolean {
  return value === from || (part === 'policyArn' && value.endsWith(`/${from}`));
}

/** The place of each written `from`, and not of a longer text that holds it. */
function placesOf(text: string, { from }: Correction): readonly number[] {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [...text.matchAll(new RegExp(`(?<![\\w.*:}-])${escaped}(?![\\w.*:/$-])`, 'g'))].map(({ index }) => index);
}

/** What two texts have in common at their beginning and, first of all, at their end, in UTF-16 units. */
function common(one: string, other: string): { readonly start: number; readonly end: number } {
  const most = Math.min(one.length, other.length);
  let end = 0;
  while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  let start = 0;
  while (start < most - end && one[start] === other[start]) start += 1;
  return { start, end };
}

/**
 * The edits that write `to` where the template says `from`.
 * @param textOf the text of a file that was read.
 * @returns `undefined` where it is not written out in the place that decides it.
 */
export function correctionEdits(
  estate: Estate,
  subjects: readonly string[],
  correction: Correction,
  textOf: (file: string) => string | undefined,
): readonly TextEdit[] | undefined {
  const origins = new Map<string, SourceRange>();
  for (const fact of subjects.flatMap((subject) => factsOf(estate, subject, correction.part))) {
    if (fact.state !== 'known' || !says(fact.value, correction)) continue;
    if (fact.origin === undefined) return undefined;
    origins.set(JSON.stringify(fact.origin), fact.origin);
  }
  const kept = common(correction.from, correction.to);
  const newText = correction.to.slice(kept.start, correction.to.length - kept.end);
  const edits: TextEdit[] = [];
  for (const { file, start, end } of origins.values()) {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const lines = new LineIndex(text);
    const offset = lines.offset(start);
    const places = placesOf(text.slice(offset, lines.offset(end)), correction);
    if (places.length === 0) return undefined;
    for (const place of places) {
      const at = offset + place;
      const range = lines.range(at + kept.start, at + correction.from.length - kept.end);
      edits.push({ file, range, newText });
    }
  }
  return edits.length === 0 ? undefined : edits;
}
