import type { RegionReading } from '../../aws/region';
import { mapInSlices } from '../../ui/slices';
import { bucketSubject } from '../buckets/bucketSubject';
import { planSubject } from '../plans/planSubject';
import type { AccountSession } from '../session/accountSession';
import { vaultSubject } from '../vaults/vaultSubject';
import type { RowSubject } from './rowSubject';

/** What can be picked where a command was not called on a row. */
export function bucketSubjects(session: AccountSession): Promise<readonly RowSubject[]> {
  return mapInSlices(session.entries, ({ listed }) => bucketSubject(listed.name, session));
}

export function vaultSubjects(readings: readonly RegionReading[], session: AccountSession): readonly RowSubject[] {
  return readings.flatMap((reading) => reading.vaults.items.map((vault) => vaultSubject(vault, reading, session)));
}

export function planSubjects(readings: readonly RegionReading[], session: AccountSession): readonly RowSubject[] {
  return readings.flatMap((reading) => reading.plans.items.map((plan) => planSubject(plan, reading, session)));
}
