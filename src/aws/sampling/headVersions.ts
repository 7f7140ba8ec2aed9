import type { HeadObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { HeadedVersion, HeadOutcome, ListedVersion } from '../../protection/unsaved/objectSample';
import type { Schedule } from '../call';
import { classify, describeFailure, errorName, isAbort } from '../failure';

interface HeadContext {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly schedule: Schedule;
  readonly signal: AbortSignal;
}

/** After so many refusals in a row nothing more is asked: the others would be refused too. */
const mostRefusals = 5;

function statusOf(error: unknown): number | undefined {
  const metadata: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, '$metadata') : undefined;
  const status: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
}

function answerOf({ Metadata = {}, ArchiveStatus, SSECustomerAlgorithm }: HeadObjectCommandOutput): HeadOutcome {
  if (SSECustomerAlgorithm !== undefined) return { kind: 'needs-key' };
  const metadata = Object.fromEntries(Object.entries(Metadata).map(([name, value]) => [name.toLowerCase(), value]));
  return { kind: 'answered', metadata, ...(ArchiveStatus !== undefined && { archiveStatus: ArchiveStatus }) };
}

function failureOf(error: unknown): HeadOutcome {
  const failure = classify(error, 's3:GetObjectVersion');
  return failure.kind === 'denied'
    ? { kind: 'denied', action: failure.action }
    : { kind: 'failed', why: describeFailure(failure) };
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/**
 * A head has no body, so it says 400 of an object that wants its key as of a request that is wrong. The first byte is
 * asked for: S3 refuses that too, and says why.
 */
async function whyBadRequest({ s3, signal }: HeadContext, place: Place): Promise<HeadOutcome> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ ...place, Range: 'bytes=0-0' }), { abortSignal: signal });
    await Body?.transformToByteArray();
    return { kind: 'answered', metadata: {} };
  } catch (error) {
    if (isAbort(error)) throw error;
    return errorName(error) === 'InvalidRequest' ? { kind: 'needs-key' } : failureOf(error);
  }
}

async function headOf(context: HeadContext, { key, versionId }: ListedVersion): Promise<HeadOutcome> {
  const { s3, bucket, signal } = context;
  const place: Place = { Bucket: bucket, Key: key, ...(versionId !== undefined && { VersionId: versionId }) };
  try {
    return answerOf(await s3.send(new HeadObjectCommand(place), { abortSignal: signal }));
  } catch (error) {
    if (isAbort(error)) throw error;
    const status = statusOf(error);
    if (status === 404 || status === 405) return { kind: 'gone' };
    return status === 400 ? whyBadRequest(context, place) : failureOf(error);
  }
}

/** Asks for the head of each version, one call each, until too many are refused. What fails is an outcome. */
export async function headVersions(
  context: HeadContext,
  versions: readonly ListedVersion[],
): Promise<readonly HeadedVersion[]> {
  const heads: HeadedVersion[] = [];
  let refusals = 0;
  const look = async (version: ListedVersion): Promise<void> => {
    if (refusals >= mostRefusals) return;
    const outcome = await headOf(context, version);
    refusals = outcome.kind === 'denied' ? refusals + 1 : 0;
    heads.push({ version, outcome });
  };
  await Promise.all(versions.map((version) => context.schedule(() => look(version))));
  return heads;
}
