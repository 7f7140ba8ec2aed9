import type { Finding } from '../model/finding';
import { continuousPoint } from '../protection/recovery';
import type { Case } from './case';
import type { Evidence } from './evidence';
import { judge } from './judge';

/** AWS Backup turns EventBridge on with the first run of a continuous rule: until then it is off, and nothing is wrong. */
function hasContinuousPoint({ points }: Evidence): boolean {
  return points.state === 'known' && continuousPoint(points.value) !== undefined;
}

/** What the rules say of the bucket itself. What they say of a plan or a role is not said of every bucket again. */
export function findingsOn({ estate, evidence }: Case): readonly Finding[] {
  const { bucket } = evidence;
  return judge({ ...estate, buckets: { ...estate.buckets, items: [bucket] } }).filter(
    ({ rule, subject }) => subject === bucket.id && (rule !== 'eventbridge-off' || hasContinuousPoint(evidence)),
  );
}
