import type { BackupClient } from '@aws-sdk/client-backup';
import { PageTokens } from '../pages';
import { sendRest } from '../restClient/send';
import type { AccessPointOutput } from './operations';
import { describeAccessPoint, listAccessPoints } from './operations';

/** A backup access point: what a recovery point holds, readable like a bucket. */
export interface AccessPoint {
  readonly arn: string;
  readonly name: string;
  readonly recoveryPointArn: string;
  /** ARN of the bucket that was backed up. */
  readonly bucketArn?: string;
  /** AWS's word: `AVAILABLE` once it can be read. */
  readonly status: string;
  readonly statusMessage?: string;
  /** What takes the place of a bucket's name; there once it is available. */
  readonly alias?: string;
  /** Of a continuous recovery point: the moment that it shows. */
  readonly time?: string;
}

function accessPointOf(output: AccessPointOutput): readonly AccessPoint[] {
  const { AccessPointArn: arn, Name: name, RecoveryPointArn: recoveryPointArn, Status: status } = output;
  if (arn === undefined || name === undefined || recoveryPointArn === undefined || status === undefined) return [];
  const { S3AccessPointAlias: alias, AccessPointInTime: time } = output.AccessPointMetadata ?? {};
  return [
    {
      arn,
      name,
      recoveryPointArn,
      status,
      ...(output.ResourceArn !== undefined && { bucketArn: output.ResourceArn }),
      ...(output.StatusMessage !== undefined && { statusMessage: output.StatusMessage }),
      ...(alias !== undefined && { alias }),
      ...(time !== undefined && { time }),
    },
  ];
}

/** All backup access points of the account in a Region. @throws what the SDK throws, and NotAwsError. */
export async function readAccessPoints(client: BackupClient, signal: AbortSignal): Promise<readonly AccessPoint[]> {
  const found: AccessPoint[] = [];
  const tokens = new PageTokens();
  for (let from: string | undefined; ;) {
    const page = await sendRest(client, listAccessPoints, from === undefined ? {} : { NextToken: from }, signal);
    found.push(...(page.BackupAccessPoints ?? []).flatMap(accessPointOf));
    from = page.NextToken;
    tokens.note(from);
    if (from === undefined) return found;
  }
}

/** One access point. @throws what the SDK throws. */
export async function readAccessPoint(
  client: BackupClient,
  arn: string,
  signal: AbortSignal,
): Promise<AccessPoint | undefined> {
  const [found] = accessPointOf(await sendRest(client, describeAccessPoint, { AccessPointArn: arn }, signal));
  return found;
}
