/** A time in words: "2026-11-22 05:00:00 UTC". */
export function utc(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
