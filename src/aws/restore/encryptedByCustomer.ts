import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { StoredVersion } from '../../model/objectVersion';
import type { KeyOutcome } from '../../protection/restore/outcome';
import { parallelCalls } from '../call';
import type { ListedPlace } from './keyList';

/** S3 says of an object under a key of the customer's (SSE-C) only that the request is bad, where the key is not given. */
async function needsCustomerKey({ s3, bucket, owner, signal }: ListedPlace, version: StoredVersion): Promise<boolean> {
  const command = new HeadObjectCommand({
    Bucket: bucket,
    Key: version.key,
    VersionId: version.versionId,
    ExpectedBucketOwner: owner,
  });
  try {
    const { SSECustomerAlgorithm } = await s3.send(command, { abortSignal: signal });
    return SSECustomerAlgorithm !== undefined;
  } catch (error) {
    signal.throwIfAborted();
    const metadata: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, '$metadata') : undefined;
    return typeof metadata === 'object' && metadata !== null && Reflect.get(metadata, 'httpStatusCode') === 400;
  }
}

/** What is lost although AWS Backup saw it, once what it cannot have saved is left out. */
async function withoutUnsaved(place: ListedPlace, outcome: KeyOutcome): Promise<KeyOutcome> {
  if (outcome.kind !== 'missing' && outcome.kind !== 'incomplete') return outcome;
  const { expected } = outcome;
  const unsaved = await Promise.all(expected.map((version) => needsCustomerKey(place, version)));
  const saved = expected.filter((_, index) => unsaved[index] !== true);
  if (saved.length === expected.length) return outcome;
  if (saved.length === 0 || unsaved[0] === true) return { kind: 'never-saved', why: 'sse-c' };
  if (outcome.kind === 'missing') return { kind: 'missing', expected: saved };
  return outcome.found < saved.length ? { ...outcome, expected: saved } : { kind: 'restored' };
}

/** Objects that are asked: one request each. */
const mostAsked = 1_000;

/** A key that is to be told of. */
export interface KeyResult {
  readonly key: string;
  readonly outcome: KeyOutcome;
}

/**
 * Finds those among what is lost that AWS Backup never saves because they are under a key of the customer's. The first
 * {@link mostAsked} are asked; the others stay as they are.
 */
export async function settleUnsaved(place: ListedPlace, lost: readonly KeyResult[]): Promise<readonly KeyResult[]> {
  const settled = [...lost];
  let next = 0;
  const ask = async (): Promise<void> => {
    for (let at = next; at < Math.min(lost.length, mostAsked); at = next) {
      next += 1;
      const result = lost[at];
      if (result !== undefined) settled[at] = { ...result, outcome: await withoutUnsaved(place, result.outcome) };
    }
  };
  await Promise.all(Array.from({ length: parallelCalls }, ask));
  return settled;
}
