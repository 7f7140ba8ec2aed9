import { partial } from '../model/estate';
import type { Estate } from '../model/estate';
import type { TemplateReading } from '../templates/dialect';

/** What is known of scopes that are not read this time, as far as they may select buckets of those that are. */
export type Elsewhere =
  | { readonly kind: 'known'; readonly estates: readonly Estate[] }
  /** `why` is a sentence without its full stop. */
  | { readonly kind: 'unknown'; readonly why: string };

export const nothingElsewhere: Elsewhere = { kind: 'known', estates: [] };

function selects({ selections }: Estate): boolean {
  return selections.items.length > 0;
}

function withEstate(reading: TemplateReading, estate: Estate): TemplateReading {
  const { skipped, suppressions } = reading;
  return {
    estate,
    skipped,
    ...(suppressions && { suppressions }),
    edits: (subjects, remedies) => reading.edits(subjects, remedies),
  };
}

/**
 * Tells each scope which others there are: a selection of one stack may well reach the buckets of another. All share
 * one list, however many there are. Where it is not known which there are, no list of selections is complete.
 */
export function amongOthers(
  readings: readonly TemplateReading[],
  elsewhere: Elsewhere = nothingElsewhere,
): readonly TemplateReading[] {
  if (elsewhere.kind === 'unknown') {
    return readings.map((reading) => {
      const { estate } = reading;
      if (!selects(estate)) return reading;
      return withEstate(reading, { ...estate, selections: partial(estate.selections.items, elsewhere.why) });
    });
  }
  const among = [...readings.map(({ estate }) => estate), ...elsewhere.estates].filter(selects);
  if (among.length < 2) return readings;
  return readings.map((reading) => withEstate(reading, { ...reading.estate, among }));
}
