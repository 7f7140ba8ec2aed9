import type { StartRestoreJobCommandInput } from '@aws-sdk/client-backup';
import type { RestoreJobRequest } from '../../protection/restore/jobs';
import { restoreJobs } from '../../protection/restore/jobs';
import type { RestoreRequest } from '../../protection/restore/request';
import type { PlainCall } from '../changes/awsCommands';

/** A call that starts a restore, with the token by which AWS Backup starts it once. */
export interface RestoreCall extends PlainCall {
  readonly service: 'backup';
  readonly operation: 'StartRestoreJob';
  readonly input: StartRestoreJobCommandInput & { readonly IdempotencyToken: string };
  /** The keys and prefixes of this job; left out where all comes back. */
  readonly items?: readonly string[];
}

/** The IAM actions that the call needs: the role is handed to AWS Backup. Source: AWS service authorization reference. */
export const restoreActions = ['backup:StartRestoreJob', 'iam:PassRole'] as const;

function callOf(job: RestoreJobRequest, token: string): RestoreCall {
  return {
    service: 'backup',
    operation: 'StartRestoreJob',
    region: job.region,
    input: {
      RecoveryPointArn: job.recoveryPointArn,
      IamRoleArn: job.role,
      ResourceType: 'S3',
      Metadata: { ...job.metadata },
      IdempotencyToken: token,
    },
    ...(job.items !== undefined && { items: job.items }),
  };
}

/**
 * The calls of a restore, in their order.
 * @param token Tells this restore from others. Each call has one of its own that begins with it.
 */
export function restoreCalls(request: RestoreRequest, token: string): readonly RestoreCall[] {
  return restoreJobs(request).map((job, index) => callOf(job, `${token}-${index + 1}`));
}

/** The smallest IAM policy that allows the calls of a restore, as JSON. */
export function restorePolicy({ origin: { recoveryPointArn }, role }: RestoreRequest): string {
  const Statement = [
    { Effect: 'Allow', Action: ['backup:StartRestoreJob'], Resource: recoveryPointArn },
    {
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: role,
      Condition: { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
    },
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 2);
}
