import { GetBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import { known, valueOf } from '../../model/fact';
import { distinctItems } from '../../protection/restore/items';
import type { MomentSpan } from '../../protection/restore/keyState';
import { keyStateAt } from '../../protection/restore/keyState';
import { restoreTime } from '../../protection/restore/jobs';
import { keyOutcome } from '../../protection/restore/outcome';
import type { RestoreOrigin, RestoreRequest } from '../../protection/restore/request';
import type { Gap, RestoreVerdict } from '../../protection/restore/verdict';
import { VerdictBuilder } from '../../protection/restore/verdict';
import { locateBucket } from '../buckets';
import { readFact } from '../call';
import type { ChangeTarget } from '../changes/changeTarget';
import { classify, failureSentences, isAbort } from '../failure';
import { lifecycleOf } from '../lifecycle';
import type { KeyResult } from './encryptedByCustomer';
import { settleUnsaved } from './encryptedByCustomer';
import { joinKeys } from './joinedKeys';
import { describePoint } from './readPoint';
import type { KeyVersions, ListedPlace } from './keyList';
import { CutListError, listKeys } from './keyList';

/** Pages of 1,000 versions that are read of each bucket. */
const mostPages = 2_000;

const second = 1_000;
const day = 86_400_000;

export interface VerifyOptions {
  readonly signal: AbortSignal;
  /** Told how many keys are compared, now and then. */
  readonly progress?: (keys: number) => void;
  /** When it is now, by the account's own clock. */
  readonly now: Date;
  /** Pages of each list at most. */
  readonly pages?: number;
}

/** A bucket that can be listed, or why not, as a sentence. */
type Place = ListedPlace | { readonly why: string };

/** The bucket where it is; S3 clients follow it into other Regions only by chance. */
async function placeOf(bucket: string, region: string, target: ChangeTarget, signal: AbortSignal): Promise<Place> {
  const located = await locateBucket(target.s3(region), bucket, signal);
  if (located.state === 'absent') return { why: l10n.t('The bucket {0} is not there any more.', bucket) };
  const at = valueOf(located) ?? region;
  return { s3: target.s3(at), bucket, owner: target.account, signal };
}

/** When the data of a recovery point is of, and whether that is certain. */
async function spanOf(
  origin: RestoreOrigin,
  target: ChangeTarget,
): Promise<{ span: MomentSpan; gaps: readonly Gap[] }> {
  if (origin.at !== undefined) {
    const at = Date.parse(restoreTime(origin.at));
    return { span: { from: new Date(at - second), to: new Date(at + second) }, gaps: [] };
  }
  const described = valueOf(await describePoint(origin, target));
  const created = Date.parse(origin.createdAt);
  const begun = described?.InitiationDate?.getTime() ?? created - day;
  const ended = Math.max(created, described?.CompletionDate?.getTime() ?? created);
  return {
    span: { from: new Date(begun - second), to: new Date(ended + second) },
    gaps: described?.SourceBackupVaultArn === undefined ? [] : [{ kind: 'copy' }],
  };
}

/** Days after which an enabled rule of a bucket deletes old versions; none where there is no such rule, or it is not known. */
async function expiryDays({ s3, bucket, signal }: ListedPlace): Promise<readonly number[]> {
  const lifecycle = await readFact({
    action: 's3:GetLifecycleConfiguration',
    absentErrors: ['NoSuchLifecycleConfiguration'],
    read: async () => {
      const command = new GetBucketLifecycleConfigurationCommand({ Bucket: bucket });
      return known(lifecycleOf(await s3.send(command, { abortSignal: signal })));
    },
  });
  const rules = valueOf(lifecycle)?.rules.items ?? [];
  return rules.flatMap(({ status, noncurrentVersionExpiration }) => {
    const expiration = valueOf(noncurrentVersionExpiration);
    const days = expiration && valueOf(expiration.noncurrentDays);
    return valueOf(status) === 'Enabled' && days !== undefined ? [days] : [];
  });
}

/** Whether a rule of the source may have removed versions since that were there at the moment. */
async function expiryGaps(place: ListedPlace, { from }: MomentSpan, now: Date): Promise<readonly Gap[]> {
  const days = Math.min(...(await expiryDays(place)));
  return from.getTime() + days * day < now.getTime() ? [{ kind: 'expired', days }] : [];
}

/** One of the two lists could not be read on: what comes after is not known. */
class BrokenListError extends Error {
  override readonly name = 'BrokenListError';
  readonly of: 'source' | 'destination';

  constructor(of: 'source' | 'destination', cause: unknown) {
    super('', { cause });
    this.of = of;
  }
}

async function* named(of: 'source' | 'destination', keys: AsyncIterable<KeyVersions>): AsyncGenerator<KeyVersions> {
  try {
    yield* keys;
  } catch (error) {
    throw isAbort(error) ? error : new BrokenListError(of, error);
  }
}

function gapOf({ of, cause }: BrokenListError, after: string): Gap {
  if (cause instanceof CutListError) return { kind: 'cut', after };
  const why = failureSentences(classify(cause, 's3:ListBucketVersions'));
  return { kind: of === 'source' ? 'source-unread' : 'destination-unread', why };
}

/** Two buckets that are compared, and how. */
interface Comparison {
  readonly request: RestoreRequest;
  readonly source: ListedPlace;
  readonly destination: ListedPlace;
  readonly span: MomentSpan;
  readonly since: Date;
}

const lossy: ReadonlySet<string> = new Set(['missing', 'incomplete']);

/** What became of each key, and where the comparison had to end. @throws what aborts it. */
async function compare(
  { request, source, destination, span, since }: Comparison,
  builder: VerdictBuilder,
  { pages = mostPages, progress }: VerifyOptions,
): Promise<readonly Gap[]> {
  const items = request.scope.kind === 'all' ? undefined : distinctItems(request.scope.items);
  const lost: KeyResult[] = [];
  const gaps: Gap[] = [];
  let last = '';
  let keys = 0;
  try {
    const sources = named('source', listKeys(source, items, { pages }));
    const others = named('destination', listKeys(destination, items, { pages }));
    for await (const { key, one, other } of joinKeys(sources, others)) {
      const outcome = keyOutcome(keyStateAt(one, span), other, since, request.versions);
      if (lossy.has(outcome.kind)) lost.push({ key, outcome });
      else builder.add(key, outcome);
      last = key;
      keys += 1;
      if (keys % 1_000 === 0) progress?.(keys);
    }
  } catch (error) {
    if (!(error instanceof BrokenListError)) throw error;
    gaps.push(gapOf(error, last));
  }
  for (const { key, outcome } of await settleUnsaved(source, lost)) builder.add(key, outcome);
  return gaps;
}

/** Objects that are newer than the beginning of the restore: all that can be said where there is nothing to compare with. */
async function countWritten(
  request: RestoreRequest,
  place: ListedPlace,
  since: Date,
  pages: number,
): Promise<{ readonly written: number; readonly gaps: readonly Gap[] }> {
  const items = request.scope.kind === 'all' ? undefined : distinctItems(request.scope.items);
  const start = Math.floor(since.getTime() / second) * second;
  let written = 0;
  let last = '';
  try {
    for await (const { key, versions } of named('destination', listKeys(place, items, { pages }))) {
      if (versions.some(({ kind, lastModified }) => kind === 'object' && lastModified.getTime() >= start)) written += 1;
      last = key;
    }
  } catch (error) {
    if (!(error instanceof BrokenListError)) throw error;
    return { written, gaps: [gapOf(error, last)] };
  }
  return { written, gaps: [] };
}

/**
 * Compares what a restore was to bring back with what is there: COMPLETED does not say that everything came back. What
 * was to come back is read from the source's list of versions, so it can be known only while that bucket is there.
 *
 * It reads lists page by page, side by side, and a HEAD request for each of the first 1,000 objects that are lost.
 *
 * @param since When the first job of the restore was made, by AWS's clock.
 * @throws what the SDK throws where it is aborted; what else fails is a gap of the verdict.
 */
export async function verifyRestore(
  request: RestoreRequest,
  since: Date,
  target: ChangeTarget,
  options: VerifyOptions,
): Promise<RestoreVerdict> {
  const { origin, destination } = request;
  const { signal, now, pages = mostPages } = options;
  const [from, into, { span, gaps }] = await Promise.all([
    placeOf(origin.bucket, origin.region, target, signal),
    placeOf(destination.bucket, origin.region, target, signal),
    spanOf(origin, target),
  ]);
  const builder = new VerdictBuilder();
  if ('why' in into) return builder.build([{ kind: 'destination-unread', why: into.why }], since, now);
  if ('why' in from) {
    const { written, gaps: cut } = await countWritten(request, into, since, pages);
    return { ...builder.build([{ kind: 'source-unread', why: from.why }, ...cut], since, now), written };
  }
  const expired = await expiryGaps(from, span, now);
  const broken = await compare({ request, source: from, destination: into, span, since }, builder, options);
  return builder.build([...gaps, ...expired, ...broken], since, now);
}
