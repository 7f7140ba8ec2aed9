export function heading(text: string): void {
  console.log(`\n${text}`);
}

/** One figure of a benchmark on a line of its own. */
export function figure(name: string, value: string): void {
  console.log(`  ${name.padEnd(34)}  ${value}`);
}

/** The middle one of some numbers; of an even count, the higher of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is no median of nothing.');
  return middle;
}

/** For example `40.2 kB`; a kB is 1,000 bytes. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
