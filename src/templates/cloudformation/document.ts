/** Where a YAML document begins. */
const separator = /^---(?=\s|$)/gm;

/**
 * The text with nothing but the document that has resources; all others are blanked, so that positions stay. A byte
 * order mark is blanked as well.
 */
export function onlyDocument(text: string): { readonly text: string; readonly hasOthers: boolean } {
  const plain = text.startsWith('\uFEFF') ? `\n${text.slice(1)}` : text;
  const starts = [0, ...[...plain.matchAll(separator)].map(({ index }) => index)];
  if (starts.length === 1) return { text: plain, hasOthers: false };
  const documents = starts.map((start, index) => ({ start, end: starts[index + 1] ?? plain.length }));
  const filled = documents.filter(({ start, end }) => /^(?!---|\.\.\.|%)[ \t]*[^#\s]/m.test(plain.slice(start, end)));
  const own = filled.find(({ start, end }) => /^[ \t]*["']?Resources["']?\s*:/m.test(plain.slice(start, end)));
  if (filled.length < 2 || own === undefined) return { text: plain, hasOthers: false };
  const blank = (part: string): string => part.replaceAll(/[^\r\n]/g, ' ');
  const { start, end } = own;
  return { text: blank(plain.slice(0, start)) + plain.slice(start, end) + blank(plain.slice(end)), hasOthers: true };
}
