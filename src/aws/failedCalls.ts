import type { Completeness } from '../model/estate';
import type { Fact } from '../model/fact';
import { failureSentences } from './failure';
import type { RegionReading } from './region';

/** A call that failed for a whole Region. */
export interface RegionFailure {
  readonly region: string;
  /** The IAM action that the call needs. */
  readonly action: string;
  /** What happened and what to do about it, as sentences. */
  readonly message: string;
}

/** A fact that could not be read. */
export function failedFact(region: string, action: string, fact: Fact<unknown>): readonly RegionFailure[] {
  if (fact.state === 'unknown') return [{ region, action, message: fact.why }];
  if (fact.state !== 'denied') return [];
  return [{ region, action: fact.action, message: failureSentences({ kind: 'denied', action: fact.action }) }];
}

function failedList(region: string, completeness: Completeness): readonly RegionFailure[] {
  if (completeness.kind === 'complete') return [];
  return [{ region, action: completeness.failed?.action ?? '', message: completeness.why }];
}

/** Plans and their selections fail by the same call, which is told once. */
function withoutEqual(failures: readonly RegionFailure[]): readonly RegionFailure[] {
  return [...new Map(failures.map((failure) => [`${failure.region} ${failure.action}`, failure])).values()];
}

/** All that could not be read of a Region, each call once. */
export function failedCalls(reading: RegionReading): readonly RegionFailure[] {
  const { region, roles } = reading;
  return withoutEqual([
    ...failedFact(region, 'backup:GetSupportedResourceTypes', reading.supported),
    ...failedFact(region, 'backup:DescribeRegionSettings', reading.s3OptIn),
    ...failedFact(region, 'backup:ListProtectedResources', reading.protectedBuckets),
    ...failedList(region, reading.vaults.completeness),
    ...failedList(region, reading.plans.completeness),
    ...failedList(region, reading.selections.completeness),
    ...roles.items.flatMap(({ unread }) => (unread ? failedFact(region, 'iam:ListAttachedRolePolicies', unread) : [])),
  ]);
}
