import type { RegionReading } from '../../aws/region';
import { bucketSubject } from '../buckets/bucketSubject';
import { planSubject } from '../plans/planSubject';
import type { AccountSession } from '../session/accountSession';
import { vaultSubject } from '../vaults/vaultSubject';
import type { RowSubject } from './rowSubject';
import { Slices } from '../../shared/slices';

/** What can be picked where a command was not called on a row. */
export async function bucketSubjects(session: AccountSession): Promise<readonly RowSubject[]> {
  const subjects: RowSubject[] = [];
  await new Slices().visit(session.entries, ({ listed }) => {
    subjects.push(bucketSubject(listed.name, session));
  });
  return subjects;
}

export function vaultSubjects(readings: readonly RegionReading[], session: AccountSession): readonly RowSubject[] {
  return readings.flatMap((reading) => reading.vaults.items.map((vault) => vaultSubject(vault, reading, session)));
}

export function planSubjects(readings: readonly RegionReading[], session: AccountSession): readonly RowSubject[] {
  return readings.flatMap((reading) => reading.plans.items.map((plan) => planSubject(plan, reading, session)));
}
