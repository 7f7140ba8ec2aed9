/** A selection of buckets is always spelled with this word, in every dialect and in the modules that make one. */
const selectingWord = /backup/i;

/** A cheap look at a text of a unit that holds anything that is judged: whether it may select buckets. */
export function maySelect(text: string): boolean {
  return selectingWord.test(text);
}
