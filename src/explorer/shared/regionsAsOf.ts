import type { AccountSession } from '../session/accountSession';

/** When the Regions were read; the oldest reading counts. Nothing is read for it that is not read already. */
export async function regionsAsOf(session: AccountSession): Promise<Date | undefined> {
  const readings = await session.regionReadings();
  const times = readings.map(({ asOf }) => asOf.getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}
