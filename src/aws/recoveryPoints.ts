import type {
  BackupClient,
  RecoveryPointByBackupVault as ApiVaultPoint,
  RecoveryPointByResource as ApiResourcePoint,
} from '@aws-sdk/client-backup';
import { ListRecoveryPointsByBackupVaultCommand } from '@aws-sdk/client-backup';
import type { RecoveryPoint, RecoveryPointKind } from '../model/recoveryPoint';
import { Slices } from '../shared/slices';
import { PageTokens, distinct } from './pages';

/** The most that AWS Backup gives in one page. */
export const pageSize = 1_000;

/**
 * AWS states nowhere whether a recovery point is continuous. Real ARNs say `continuous:`; one page of the developer
 * guide shows them without the word, but also without the 14 digits of a snapshot's time.
 */
export function kindOf(arn: string): RecoveryPointKind {
  const id = arn.slice(arn.indexOf(':recovery-point:') + ':recovery-point:'.length);
  if (id.startsWith('continuous:')) return 'continuous';
  return /-[0-9a-f]{8}$/u.test(id) && !/-\d{14}-[0-9a-f]{8}$/u.test(id) ? 'continuous' : 'snapshot';
}

/** Gives equal texts as one: a list has a text of its own for each member of each point, and all points are kept. */
function keepOnce(): (text: string | undefined) => string | undefined {
  const texts = new Map<string, string>();
  return (text) => {
    if (text === undefined) return undefined;
    const kept = texts.get(text) ?? text;
    texts.set(text, kept);
    return kept;
  };
}

/** A point of a vault's list, which tells all. @returns `undefined` where the list leaves out what identifies it. */
export function vaultPointOf(point: ApiVaultPoint, span: VaultSpan, keep = keepOnce()): RecoveryPoint | undefined {
  const { CalculatedLifecycle: calculated, Lifecycle: lifecycle, CreatedBy: createdBy } = point;
  const bucketArn = keep(point.ResourceArn ?? span.bucketArn);
  // Not every emulator keeps to what was asked for.
  if (bucketArn === undefined || bucketArn !== (span.bucketArn ?? bucketArn)) return undefined;
  return pointOf(point, bucketArn, point.BackupVaultName ?? span.vault, {
    sizeBytes: point.BackupSizeInBytes,
    expiresAt: calculated?.DeleteAt,
    retentionDays: lifecycle?.DeleteAfterDays,
    planId: keep(createdBy?.BackupPlanId),
    ruleId: keep(createdBy?.BackupRuleId),
  });
}

/** A point of a bucket's list, which tells neither when it expires nor what made it. */
export function resourcePointOf(point: ApiResourcePoint, bucketArn: string): RecoveryPoint | undefined {
  return pointOf(point, bucketArn, point.BackupVaultName, { sizeBytes: point.BackupSizeBytes });
}

/** What only one of the lists tells, or under a name of its own. */
type Told = {
  [Key in 'sizeBytes' | 'expiresAt' | 'retentionDays' | 'planId' | 'ruleId']?: RecoveryPoint[Key] | undefined;
};

/** Written out member by member: made by a loop, each of 100,000 points would take three times the memory. */
function pointOf(
  point: ApiVaultPoint | ApiResourcePoint,
  bucketArn: string,
  vaultName: string | undefined,
  { sizeBytes, expiresAt, retentionDays, planId, ruleId }: Told,
): RecoveryPoint | undefined {
  const { RecoveryPointArn: arn, CreationDate: createdAt } = point;
  if (arn === undefined || vaultName === undefined || createdAt === undefined) return undefined;
  return {
    arn,
    bucketArn,
    vaultName,
    kind: kindOf(arn),
    status: point.Status ?? 'UNKNOWN',
    createdAt,
    ...(point.StatusMessage !== undefined && { statusMessage: point.StatusMessage }),
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(expiresAt && { expiresAt }),
    ...(retentionDays !== undefined && { retentionDays }),
    ...(planId !== undefined && { planId }),
    ...(ruleId !== undefined && { ruleId }),
    ...(point.IndexStatus !== undefined && { indexStatus: point.IndexStatus }),
  };
}

/** Part of a vault's recovery points, by the time of creation. */
export interface VaultSpan {
  readonly vault: string;
  /** Of one bucket; of all buckets where it is left out. */
  readonly bucketArn?: string;
  readonly after?: Date;
  readonly before?: Date;
}

export interface PointsPage {
  readonly points: readonly RecoveryPoint[];
  readonly next?: string;
}

/** One page, one call; AWS documents no order. @throws what the SDK throws. */
export async function listVaultPage(
  backup: BackupClient,
  span: VaultSpan,
  from: string | undefined,
  signal: AbortSignal,
): Promise<PointsPage> {
  // Begun before the call: once its answer is there, the thread has been busy with unpacking it.
  const slices = new Slices(signal);
  const command = new ListRecoveryPointsByBackupVaultCommand({
    BackupVaultName: span.vault,
    ByResourceArn: span.bucketArn,
    ByResourceType: span.bucketArn === undefined ? 'S3' : undefined,
    ByCreatedAfter: span.after,
    ByCreatedBefore: span.before,
    MaxResults: pageSize,
    NextToken: from,
  });
  const output = await backup.send(command, { abortSignal: signal });
  const tokens = new PageTokens();
  for (const token of [from, output.NextToken]) tokens.note(token);
  const points: RecoveryPoint[] = [];
  const keep = keepOnce();
  await slices.visit(output.RecoveryPoints ?? [], (listed) => {
    const point = vaultPointOf(listed, span, keep);
    if (point !== undefined) points.push(point);
  });
  return { points, ...(output.NextToken !== undefined && { next: output.NextToken }) };
}

/** A whole span, however many pages it takes. @throws what the SDK throws. */
export async function listVaultSpan(
  backup: BackupClient,
  span: VaultSpan,
  signal: AbortSignal,
): Promise<readonly RecoveryPoint[]> {
  const points: RecoveryPoint[] = [];
  const tokens = new PageTokens();
  let next: string | undefined;
  do {
    const page = await listVaultPage(backup, span, next, signal);
    points.push(...page.points);
    next = page.next;
    tokens.note(next);
  } while (next !== undefined);
  return distinct(points, ({ arn }) => arn);
}
