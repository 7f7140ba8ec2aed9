import * as l10n from '@vscode/l10n';
import type { S3Job } from '../../aws/activity';
import { bucketOfArn } from '../../model/arn';
import { isFinished } from '../../model/job';
import { formatComing, formatExact, formatSize } from '../../ui/format';
import { bucketSubject } from '../buckets/bucketSubject';
import type { AccountSession } from '../session/accountSession';
import { pointConsole, vaultConsole } from '../shared/consoleLink';
import type { ListRow } from '../shared/listRow';
import { joined } from '../shared/listRow';
import type { RowSubject } from '../shared/rowSubject';

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

function messageRow(id: string, { statusMessage, messageCategory, state }: S3Job): readonly ListRow[] {
  if (statusMessage === undefined && messageCategory === undefined) return [];
  const label = statusMessage ?? state;
  const row: ListRow = { kind: 'job-message', id: `${id}/message`, label, icon: ['comment'] };
  return [{ ...row, ...(messageCategory !== undefined && { description: messageCategory }) }];
}

function progressRow(id: string, job: S3Job, now: Date): readonly ListRow[] {
  if (isFinished(job)) return [];
  const { percentDone, bytesTransferred, sizeBytes, expectedAt } = job;
  const bytes =
    bytesTransferred === undefined
      ? undefined
      : sizeBytes === undefined
        ? formatSize(bytesTransferred)
        : l10n.t('{0} of {1}', formatSize(bytesTransferred), formatSize(sizeBytes));
  const description = joined(
    percentDone === undefined ? undefined : l10n.t('{0} %', Math.floor(percentDone)),
    bytes,
    expectedAt && l10n.t('expected to end {0}', formatComing(expectedAt, now)),
  );
  if (description === '') return [];
  const tooltip = expectedAt && { tooltip: formatExact(expectedAt) };
  return [
    { kind: 'job-progress', id: `${id}/progress`, label: l10n.t('Progress'), description, icon: ['sync'], ...tooltip },
  ];
}

/** A bucket that is there leads to its row. */
function bucketRow(id: string, label: string, arn: string | undefined, session: AccountSession): readonly ListRow[] {
  const name = arn === undefined ? undefined : bucketOfArn(arn);
  if (name === undefined) return [];
  const row = { kind: 'job-bucket', id: `${id}/${arn ?? ''}`, label, description: name, icon: ['folder'] } as const;
  if (session.entry(name) === undefined) {
    const { list } = session;
    // Any page that is not read could have it.
    const isAllListed = list.kind === 'read' && list.next === undefined;
    return isAllListed ? [{ ...row, description: joined(name, l10n.t('not in the list of buckets')) }] : [row];
  }
  const command = { id: 's3backup.goToBucket', title: l10n.t('Go to the bucket'), argument: name };
  return [{ ...row, command, subject: bucketSubject(name, session) }];
}

function vaultRow(id: string, label: string, vault: string | undefined, region: string): readonly ListRow[] {
  if (vault === undefined) return [];
  const consoleUrl = vaultConsole(vault, region);
  const subject: RowSubject = {
    id: `vault ${region} ${vault}`,
    label: vault,
    name: vault,
    region,
    ...(consoleUrl !== undefined && { consoleUrl }),
  };
  return [{ kind: 'job-vault', id: `${id}/vault/${vault}`, label, description: vault, icon: ['database'], subject }];
}

function pointRow(id: string, label: string, job: S3Job, arn: string | undefined): readonly ListRow[] {
  if (arn === undefined) return [];
  const { region, vaultName } = job;
  const consoleUrl = vaultName === undefined ? undefined : pointConsole(arn, vaultName, region);
  const subject: RowSubject = { id: arn, label: lastPart(arn), arn, ...(consoleUrl !== undefined && { consoleUrl }) };
  return [{ kind: 'job-point', id: `${id}/${arn}`, label, description: lastPart(arn), icon: ['save'], subject }];
}

/** What a job is about: why it is as it is, how far it is, and what it works on. */
export function detailRows(id: string, job: S3Job, session: AccountSession): readonly ListRow[] {
  const { region, resourceArn, vaultName, targetVaultArn, recoveryPointArn, targetPointArn, createdResourceArn } = job;
  const target = targetVaultArn === undefined ? undefined : lastPart(targetVaultArn);
  return [
    ...messageRow(id, job),
    ...progressRow(id, job, session.now()),
    ...bucketRow(id, l10n.t('Bucket'), resourceArn, session),
    ...(createdResourceArn === resourceArn ? [] : bucketRow(id, l10n.t('Restored to'), createdResourceArn, session)),
    ...vaultRow(id, l10n.t('Vault'), vaultName, region),
    ...vaultRow(id, l10n.t('Copied to'), target, targetVaultArn?.split(':')[3] ?? region),
    ...pointRow(id, l10n.t('Recovery point'), job, recoveryPointArn),
    ...pointRow(id, l10n.t('Copy'), { ...job, ...(target !== undefined && { vaultName: target }) }, targetPointArn),
  ];
}
