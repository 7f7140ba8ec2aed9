/** "2026-11-22 08:14 UTC": the same for every reader of a report. */
export function utcMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
