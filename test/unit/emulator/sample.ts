import { BackupClient } from '@aws-sdk/client-backup';
import { IAMClient } from '@aws-sdk/client-iam';
import { PutBucketVersioningCommand, S3Client, CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { SSOClient } from '@aws-sdk/nested-clients/sso';
import { SSOOIDCClient } from '@aws-sdk/nested-clients/sso-oidc';
import {
  CreateBackupPlanCommand,
  CreateBackupSelectionCommand,
  CreateBackupVaultCommand,
  type BackupRuleInput,
  type BackupSelection,
} from '@aws-sdk/client-backup';
import { createSampleAccount, type SampleAccount, type SampleAccountOptions } from '../../../src/emulator/account';

/** A Tuesday. */
export const start = Date.parse('2026-03-10T12:00:00Z');

export const region = 'eu-west-1';
export const role = 'arn:aws:iam::111122223333:role/backup-s3';
export const roleWithoutS3 = 'arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole';

export interface Clients {
  readonly account: SampleAccount;
  readonly backup: BackupClient;
  readonly s3: S3Client;
  readonly sts: STSClient;
  readonly iam: IAMClient;
  readonly sso: SSOClient;
  readonly oidc: SSOOIDCClient;
}

/** The SDK's own clients on one account. They do not retry, so that a call is a call. */
export function connect(account: SampleAccount, at = region): Clients {
  const config = {
    region: at,
    credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
    requestHandler: account,
    maxAttempts: 1,
  };
  return {
    account,
    backup: new BackupClient(config),
    s3: new S3Client(config),
    sts: new STSClient(config),
    iam: new IAMClient(config),
    sso: new SSOClient(config),
    oidc: new SSOOIDCClient(config),
  };
}

/** An account with roles and nothing else, at a clock that stands still. */
export function emptyAccount(options: SampleAccountOptions = {}): Clients {
  return connect(createSampleAccount({ scenario: 'empty', now: start, ...options }));
}

export async function makeBucket({ s3 }: Clients, name: string, versioning?: 'Enabled' | 'Suspended'): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: { LocationConstraint: region } }));
  if (versioning !== undefined) {
    await s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: versioning } }));
  }
}

export async function put({ s3 }: Clients, bucket: string, key: string, body: string): Promise<string> {
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  return VersionId ?? 'null';
}

export async function makeVault({ backup }: Clients, name = 'main'): Promise<void> {
  await backup.send(new CreateBackupVaultCommand({ BackupVaultName: name }));
}

/** A plan with rules that run daily at 05:00 UTC and keep for 10 days, unless a rule says otherwise. */
export async function makePlan(
  { backup }: Clients,
  rules: readonly Partial<BackupRuleInput>[] = [{}],
  name = 'plan',
): Promise<string> {
  const Rules = rules.map((rule, index) => ({
    RuleName: `rule-${index}`,
    TargetBackupVaultName: 'main',
    ScheduleExpression: 'cron(0 5 ? * * *)',
    Lifecycle: { DeleteAfterDays: 10 },
    ...rule,
  }));
  const { BackupPlanId } = await backup.send(
    new CreateBackupPlanCommand({ BackupPlan: { BackupPlanName: name, Rules } }),
  );
  return BackupPlanId ?? '';
}

export async function select(
  { backup }: Clients,
  plan: string,
  what: Omit<Partial<BackupSelection>, 'SelectionName'>,
  name = 'selection',
): Promise<string> {
  const { SelectionId } = await backup.send(
    new CreateBackupSelectionCommand({
      BackupPlanId: plan,
      BackupSelection: { SelectionName: name, IamRoleArn: role, ...what },
    }),
  );
  return SelectionId ?? '';
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Moves the account's clock to shortly after the next daily run, when its jobs have ended. */
export function afterNextRun({ account }: Clients): void {
  const now = account.clock.now();
  const fiveToday = Math.floor(now / day) * day + 5 * hour;
  const next = fiveToday > now ? fiveToday : fiveToday + day;
  account.clock.advance(next - now + hour);
}

export function arnOf(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}
