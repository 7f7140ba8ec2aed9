import { isPrefix } from './request';

/** Items of one restore job. Source: AWS Backup developer guide, restoring S3 data. */
export const itemsPerJob = 5;

/** What the S3 encryption clients call the object beside a data object that holds its key. Source: Amazon S3 encryption client. */
const instructionEnding = '.instruction';

/**
 * The key that a key cannot be read without, or that is of no use without it: the `.instruction` file of an object that was
 * encrypted on the client's side, and the other way round. A prefix has none: what is beneath it comes back together.
 */
export function companionOf(item: string): string | undefined {
  if (isPrefix(item)) return undefined;
  if (!item.endsWith(instructionEnding)) return `${item}${instructionEnding}`;
  const data = item.slice(0, -instructionEnding.length);
  return data === '' || isPrefix(data) ? undefined : data;
}

/** The items without repeats and without what another item brings anyway. The order stays. */
export function distinctItems(items: readonly string[]): readonly string[] {
  const prefixes = [...new Set(items.filter(isPrefix))];
  return [...new Set(items)].filter((item) => !prefixes.some((prefix) => prefix !== item && item.startsWith(prefix)));
}

/** The companions of items that are there and are not asked for. @param exists Keys that are known to be there. */
export function missingCompanions(items: readonly string[], exists: ReadonlySet<string>): readonly string[] {
  const companions = items.flatMap((item) => companionOf(item) ?? []).filter((key) => exists.has(key));
  return distinctItems([...items, ...companions]).filter((item) => !items.includes(item));
}

/** Shares items out over jobs, as few as there can be; an item and its companion go into one. */
export function jobItems(items: readonly string[]): readonly (readonly string[])[] {
  const left = new Set(distinctItems(items));
  const pairs: string[][] = [];
  const singles: string[] = [];
  for (const item of left) {
    const companion = companionOf(item);
    left.delete(item);
    if (companion === undefined || !left.delete(companion)) singles.push(item);
    else pairs.push([item, companion]);
  }
  return filledJobs(pairs, singles);
}

/** Two pairs leave one place; single items fill it, and then whole jobs. */
function filledJobs(pairs: readonly (readonly string[])[], singles: readonly string[]): readonly (readonly string[])[] {
  const waiting = [...singles];
  const pairsPerJob = Math.floor(itemsPerJob / 2);
  const jobs: string[][] = [];
  for (let at = 0; at < pairs.length; at += pairsPerJob) {
    const job = pairs.slice(at, at + pairsPerJob).flat();
    jobs.push([...job, ...waiting.splice(0, itemsPerJob - job.length)]);
  }
  while (waiting.length > 0) jobs.push(waiting.splice(0, itemsPerJob));
  return jobs;
}

/**
 * Reads what a person typed: keys and prefixes, or `s3://` addresses of the bucket, separated by lines or by ", ".
 * @returns the items, or the first that cannot be one, and why.
 */
export function readItems(
  text: string,
  bucket: string,
): { readonly items: readonly string[] } | { readonly foreign: string } {
  const typed = text
    .split(/\n|,\s+/u)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const own = `s3://${bucket}/`;
  const foreign = typed.find((item) => item.startsWith('s3://') && (!item.startsWith(own) || item === own));
  if (foreign !== undefined) return { foreign };
  return { items: distinctItems(typed.map((item) => (item.startsWith(own) ? item.slice(own.length) : item))) };
}
