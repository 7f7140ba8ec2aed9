import type { BackupClient } from '@aws-sdk/client-backup';
import {
  GetRecoveryPointIndexDetailsCommand,
  ListIndexedRecoveryPointsCommand,
  UpdateRecoveryPointIndexSettingsCommand,
} from '@aws-sdk/client-backup';
import { PageTokens } from '../pages';

/** How the index of a recovery point stands. */
export interface PointIndex {
  /** AWS's word: `PENDING`, `ACTIVE`, `FAILED`, `DELETING`; none where there is no index. */
  readonly status?: string;
  readonly items?: number;
}

/** @throws what the SDK throws. */
export async function readPointIndex(
  client: BackupClient,
  vault: string,
  arn: string,
  signal: AbortSignal,
): Promise<PointIndex> {
  const command = new GetRecoveryPointIndexDetailsCommand({ BackupVaultName: vault, RecoveryPointArn: arn });
  const { IndexStatus: status, TotalItemsIndexed: items } = await client.send(command, { abortSignal: signal });
  return { ...(status !== undefined && { status }), ...(items !== undefined && { items }) };
}

/** Makes an index, or deletes it. @returns how it stands, in AWS's word. @throws what the SDK throws. */
export async function setPointIndex(
  client: BackupClient,
  vault: string,
  arn: string,
  wanted: 'ENABLED' | 'DISABLED',
): Promise<string> {
  const input = { BackupVaultName: vault, RecoveryPointArn: arn, Index: wanted };
  const output = await client.send(new UpdateRecoveryPointIndexSettingsCommand(input));
  return output.IndexStatus ?? wanted;
}

/** A recovery point that has an index, or is to have one. */
export interface IndexedPoint {
  readonly arn: string;
  /** AWS's word: only those that are `ACTIVE` can be searched. */
  readonly status: string;
  readonly createdAt?: Date;
}

/** The recovery points of a bucket that have an index, newest first. @throws what the SDK throws. */
export async function readIndexedPoints(
  client: BackupClient,
  bucketArn: string,
  signal: AbortSignal,
): Promise<readonly IndexedPoint[]> {
  const found: IndexedPoint[] = [];
  const tokens = new PageTokens();
  for (let from: string | undefined; ;) {
    const input = { SourceResourceArn: bucketArn, NextToken: from };
    const page = await client.send(new ListIndexedRecoveryPointsCommand(input), { abortSignal: signal });
    for (const { RecoveryPointArn: arn, BackupCreationDate: createdAt, IndexStatus } of page.IndexedRecoveryPoints ??
      []) {
      if (arn === undefined) continue;
      found.push({ arn, status: IndexStatus ?? '', ...(createdAt !== undefined && { createdAt }) });
    }
    from = page.NextToken;
    tokens.note(from);
    if (from === undefined) break;
  }
  return found.toSorted((one, other) => (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0));
}
