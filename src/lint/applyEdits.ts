import type { TextEdit } from '../model/source';
import { LineIndex } from '../templates/lineIndex';

/** Applies edits of one file to its text. Edits at one place are applied in the order given; none may overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const spans = edits
    .map(({ range, newText }) => ({ start: lines.offset(range.start), end: lines.offset(range.end), newText }))
    .toSorted((one, other) => one.start - other.start);
  let result = '';
  let done = 0;
  for (const { start, end, newText } of spans) {
    if (start < done) throw new Error('edits overlap');
    result += text.slice(done, start) + newText;
    done = end;
  }
  return result + text.slice(done);
}

function before(one: TextEdit['range']['start'], other: TextEdit['range']['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

/** Whether two edits cannot be made independently: they overlap or touch. */
export function collide(one: TextEdit, other: TextEdit): boolean {
  return (
    one.file === other.file && !before(one.range.end, other.range.start) && !before(other.range.end, one.range.start)
  );
}
