import type { TemplateReading } from '../templates/dialect';

/**
 * Tells each scope which others were read with it: a selection of one stack may well reach the buckets of another. All
 * share one list, however many there are.
 */
export function amongOthers(readings: readonly TemplateReading[]): readonly TemplateReading[] {
  const among = readings.map(({ estate }) => estate).filter(({ selections }) => selections.items.length > 0);
  if (among.length < 2) return readings;
  return readings.map((reading) => {
    const { estate, skipped, suppressions } = reading;
    return {
      estate: { ...estate, among },
      skipped,
      ...(suppressions && { suppressions }),
      edits: (subjects, remedies) => reading.edits(subjects, remedies),
    };
  });
}
