import type { GetBucketVersioningCommandOutput } from '@aws-sdk/client-s3';
import { GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import type { Prospect } from './change';
import type { BucketAddress, ChangeTarget } from './changeTarget';
import { addressOf } from './changeTarget';
import type { GoalOf } from './goal';
import { readForChange } from './reading';

type Versioning = Pick<GetBucketVersioningCommandOutput, 'Status' | 'MFADelete'>;

/** Source: Amazon S3 user guide, using versioning in S3 buckets; AWS Backup developer guide, S3 backups. */
export function planVersioning(
  { bucket, region }: GoalOf<'enableVersioning'>,
  { Status: status, MFADelete: mfaDelete }: Versioning,
  address: BucketAddress,
): Prospect {
  if (status === 'Enabled') return { kind: 'holds', what: l10n.t('Versioning of {0} is enabled.', bucket) };
  if (mfaDelete === 'Enabled') {
    return {
      kind: 'impossible',
      why: l10n.t('MFA delete is on for {0}: only the root user can enable versioning, with an MFA code.', bucket),
    };
  }
  const before = { ...(status && { Status: status }), ...(mfaDelete && { MFADelete: mfaDelete }) };
  return {
    kind: 'call',
    // MFA delete stays as it is where it is not named; naming it would need an MFA code.
    call: {
      operation: 'PutBucketVersioning',
      region,
      input: { ...address, VersioningConfiguration: { Status: 'Enabled' } },
    },
    title: l10n.t('Enable versioning of {0}', bucket),
    why: l10n.t('AWS Backup backs up only buckets whose versioning is enabled.'),
    undo: l10n.t(
      'Versioning can be suspended later, and backups stop then. The bucket can never be without versioning again.',
    ),
    cost: l10n.t(
      'From now on S3 keeps, and bills, what is overwritten or deleted, until a lifecycle rule expires noncurrent versions.',
    ),
    document: { before, after: { ...before, Status: 'Enabled' } },
  };
}

/** @throws UnreadError. */
export async function lookAtVersioning(goal: GoalOf<'enableVersioning'>, target: ChangeTarget): Promise<Prospect> {
  const address = addressOf(goal.bucket, target);
  const command = new GetBucketVersioningCommand(address);
  const output = await readForChange('s3:GetBucketVersioning', () =>
    target.s3(goal.region).send(command, { abortSignal: target.signal }),
  );
  return planVersioning(goal, output, address);
}
