import * as l10n from '@vscode/l10n';
import { backupCall } from '../aws/backupNow/backupCalls';
import type { BackupOutcome, PlannedBackup } from '../aws/backupNow/startBackups';
import type { CommandConnection } from '../aws/changes/awsCommands';
import { plainCommand } from '../aws/changes/awsCommands';
import { failureSentences } from '../aws/failure';
import type { BackupRequest } from '../protection/backupNow/request';
import type { Check } from '../protection/check';
import { checkItem } from './checkList';
import { formatExact } from './format';
import { valueOf } from '../model/fact';

/** A backup of some buckets as it is shown before it begins. */
export interface BackupPreview {
  readonly title: string;
  readonly account: string | undefined;
  readonly asOf: Date;
  readonly request: BackupRequest;
  readonly common: readonly Check[];
  readonly byBucket: readonly { readonly bucket: string; readonly checks: readonly Check[] }[];
  /** Those that can be backed up. */
  readonly backups: readonly PlannedBackup[];
}

/** Calls that are shown; the others can be copied. */
const shownCalls = 20;

function keptWords({ days }: BackupRequest): string {
  if (days === undefined) return l10n.t('It is kept until somebody deletes it.');
  return days === 1 ? l10n.t('It expires after 1 day.') : l10n.t('It expires after {0} days.', days);
}

function afterwards(request: BackupRequest): readonly string[] {
  const vault = valueOf(request.vault.name) ?? request.vault.id;
  return [
    l10n.t(
      'The vault {0} holds a recovery point of each bucket: a snapshot, never a continuous backup. {1}',
      vault,
      keptWords(request),
    ),
    ...(request.isIndexed ? [l10n.t('Its objects can be searched for without a restore.')] : []),
    ...(request.savesAcls ? [] : [l10n.t('ACLs of objects are not saved.')]),
    ...(request.savesTags ? [] : [l10n.t('Tags of objects are not saved.')]),
    l10n.t(
      'Objects under a key of yours (SSE-C), and archived ones (S3 Glacier Flexible Retrieval and Deep Archive), are not saved.',
    ),
  ];
}

function costs({ isIndexed }: BackupRequest): readonly string[] {
  return [
    l10n.t(
      'AWS Backup bills what the recovery point holds by the GB and month, and S3 the requests that reading the bucket takes.',
    ),
    ...(isIndexed ? [l10n.t('The index is billed by the number of objects.')] : []),
  ];
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${heading}\n\n${lines.join('\n')}`];
}

function calls({ backups, request }: BackupPreview, connection: CommandConnection): readonly string[] {
  const shown = backups.slice(0, shownCalls).map(({ bucket, input }) => {
    const command = plainCommand(backupCall(request.region, input), connection);
    return `### ${bucket}\n\n\`\`\`sh\n${command}\n\`\`\``;
  });
  const more = backups.length - shown.length;
  return more > 0 ? [...shown, l10n.t('And {0} more of the same kind: copy them as AWS CLI.', more)] : shown;
}

function summary({ account, asOf, backups }: BackupPreview): string {
  const when = formatExact(asOf);
  const where = account === undefined ? '' : l10n.t('In the account {0}. ', account);
  return backups.length === 1
    ? l10n.t('Nothing is started yet. {0}1 call, planned on what was read at {1}.', where, when)
    : l10n.t('Nothing is started yet. {0}{1} calls, planned on what was read at {2}.', where, backups.length, when);
}

/** The checks, the exact calls, what is different after, what it may cost and what can be undone, as Markdown. */
export function backupPreview(preview: BackupPreview, connection: CommandConnection): string {
  const { title, request, common, byBucket } = preview;
  const items = (lines: readonly string[]): readonly string[] => lines.map((line) => `- ${line}`);
  return [
    `# ${title}`,
    summary(preview),
    ...section(l10n.t('Checked before'), [...common, ...byBucket.flatMap(({ checks }) => checks)].map(checkItem)),
    ...section(l10n.t('What will be different'), items(afterwards(request))),
    ...section(l10n.t('Cost'), items(costs(request))),
    ...section(
      l10n.t('Undo'),
      items([
        l10n.t(
          'A backup can be stopped until it has ended. A recovery point can be deleted later, unless its vault is locked.',
        ),
      ]),
    ),
    ...(preview.backups.length === 0 ? [] : [`## ${l10n.t('The exact calls')}`]),
    ...calls(preview, connection),
    ...section(l10n.t('IAM actions that it needs'), [
      '- `backup:StartBackupJob`',
      `- \`iam:PassRole\` (${request.roleArn})`,
    ]),
    '',
  ].join('\n\n');
}

function outcomeLine(bucket: string, outcome: BackupOutcome): string {
  switch (outcome.kind) {
    case 'started':
      return `- ✓ ${l10n.t('{0}: begun, job {1}', bucket, `\`${outcome.jobId}\``)}`;
    case 'refused':
      return `- ✗ ${l10n.t('{0}: not begun. {1}', bucket, failureSentences(outcome.failure))}`;
    case 'unclear':
      return `- ? ${l10n.t('{0}: no clear answer, so the account is asked whether it has begun. {1}', bucket, failureSentences(outcome.failure))}`;
    case 'cancelled':
      return `- ○ ${l10n.t('{0}: cancelled, not begun', bucket)}`;
    case 'not-begun':
      return `- ✗ ${l10n.t('{0}: not begun. {1}', bucket, outcome.why)}`;
  }
}

/** What came of it, as Markdown. */
export function backupReport(title: string, buckets: readonly string[], outcomes: readonly BackupOutcome[]): string {
  const started = outcomes.filter(({ kind }) => kind === 'started').length;
  const all = outcomes.length;
  const end =
    started === all
      ? l10n.t('All have begun. How they go is shown on their rows and under Activity.')
      : l10n.t(
          '{0} of {1} have begun. It is safe to start again: by the same token AWS starts none twice.',
          started,
          all,
        );
  const lines = outcomes.map((outcome, index) => outcomeLine(buckets[index] ?? '', outcome));
  return [`# ${title}`, end, lines.join('\n'), ''].join('\n\n');
}
