import { failedCalls } from '../../aws/failedCalls';
import { valueOf } from '../../model/fact';
import type { AccountReport } from '../../reports/accountReport';
import type { AccountSession } from '../session/accountSession';
import { mapInSlices } from '../../ui/slices';
import { bucketReport } from './bucketSubject';

/** All that a session knows, as reports tell it. What is not read yet is unknown in it. */
export async function sessionReport(session: AccountSession): Promise<AccountReport> {
  const readings = await session.regionReadings();
  const identity = valueOf(session.identity);
  return {
    asOf: session.now(),
    ...(identity && { account: identity.account }),
    regions: session.regions,
    buckets: await mapInSlices(session.entries, (entry) => bucketReport(entry, session)),
    gone: session.gone,
    errors: readings.flatMap(failedCalls),
  };
}
