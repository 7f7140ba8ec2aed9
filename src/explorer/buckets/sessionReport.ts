import { failedCalls } from '../../aws/failedCalls';
import { valueOf } from '../../model/fact';
import type { AccountReport, BucketReport } from '../../reports/accountReport';
import type { AccountSession } from '../session/accountSession';
import { Slices } from '../../shared/slices';
import { bucketReport } from './bucketSubject';

/** All that a session knows, as reports tell it. What is not read yet is unknown in it. */
export async function sessionReport(session: AccountSession): Promise<AccountReport> {
  const readings = await session.regionReadings();
  const identity = valueOf(session.identity);
  const buckets: BucketReport[] = [];
  await new Slices().visit(session.entries, (entry) => {
    buckets.push(bucketReport(entry, session));
  });
  return {
    asOf: session.now(),
    ...(identity && { account: identity.account }),
    regions: session.regions,
    buckets,
    gone: session.gone,
    errors: readings.flatMap(failedCalls),
  };
}
