/** What a Region's id looks like: a check for typing mistakes, no list. */
export function looksLikeRegion(text: string): boolean {
  return /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/u.test(text);
}
