import * as l10n from '@vscode/l10n';
import type { CommandConnection } from '../aws/changes/awsCommands';
import { plainCommand } from '../aws/changes/awsCommands';
import type { RestoreCall } from '../aws/restore/restoreCalls';
import { restoreActions } from '../aws/restore/restoreCalls';
import type { Check } from '../protection/check';
import type { RestoreRequest } from '../protection/restore/request';
import { momentOf } from '../protection/restore/request';
import { checkItem } from './checkList';
import { formatExact, formatTime } from './format';

/** All that a preview of a restore shows. */
export interface RestorePlan {
  readonly title: string;
  readonly account: string | undefined;
  readonly asOf: Date;
  readonly request: RestoreRequest;
  readonly calls: readonly RestoreCall[];
  readonly checks: readonly Check[];
  /** Keys that were added, because what was asked for cannot be read without them. */
  readonly companions: readonly string[];
  /** Why it is not known whether there are any, as a sentence. */
  readonly companionsUnread?: string;
  /** Size of the recovery point in bytes, where AWS says it. */
  readonly bytes?: number;
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${heading}\n\n${lines.join('\n')}`];
}

function items(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${line}`);
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function whatComes({ scope, versions }: RestoreRequest): string {
  const which =
    versions === 'all'
      ? l10n.t('All versions')
      : versions === 1
        ? l10n.t('The newest version')
        : l10n.t('Up to {0} versions', versions);
  if (scope.kind === 'all') return l10n.t('{0} of every object, as the bucket was then.', which);
  return l10n.t('{0} of: {1}.', which, scope.items.map(code).join(', '));
}

/** Source: AWS Backup developer guide, restoring S3 data. */
function inPlace(): readonly string[] {
  return [
    l10n.t(
      'Into the bucket itself: where an object is there now it stays as it is, also where it is newer or wrong. To get the older one back, restore into another bucket.',
    ),
    l10n.t(
      'Where the newest is a delete marker the object counts as not there, and comes back. Objects made since stay.',
    ),
  ];
}

function beside(bucket: string): readonly string[] {
  return [
    l10n.t('Where {0} has an object of the same key already, that one stays and the other does not come back.', bucket),
  ];
}

/** What is different after, and what is not. Source: AWS Backup developer guide, restoring S3 data. */
function afterwards({ request, calls }: RestorePlan): readonly string[] {
  const { origin, destination } = request;
  const isNew = destination.kind === 'new';
  const isSame = destination.kind === 'existing' && destination.bucket === origin.bucket;
  const several = l10n.t(
    'AWS Backup takes five items in each job: it becomes {0} jobs, followed as one.',
    calls.length,
  );
  return [
    whatComes(request),
    ...(calls.length > 1 ? [several] : []),
    ...(isNew ? [] : isSame ? inPlace() : beside(destination.bucket)),
    l10n.t(
      'What comes back has new version ids, the time of the restore, and the class S3 Standard. Tags and metadata come back as they were saved.',
    ),
    l10n.t('Settings of the bucket (policy, lifecycle, encryption, notifications) are not in a backup.'),
  ];
}

function cost({ bytes }: RestorePlan): string {
  const size = bytes === undefined ? undefined : (bytes / 1e9).toFixed(1);
  const restored = l10n.t(
    'AWS Backup bills restored data by the GB, and S3 the requests, and the storage as S3 Standard.',
  );
  if (size === undefined) return restored;
  return `${restored} ${l10n.t('The recovery point holds {0} GB with all versions; what comes back may be less.', size)}`;
}

function companionLines({ companions, companionsUnread }: RestorePlan): readonly string[] {
  if (companionsUnread !== undefined) {
    return [
      l10n.t(
        '? Whether objects that were encrypted on the client’s side keep their keys in {0} files beside them is not known: {1} Add such files yourself, or the objects cannot be read.',
        code('.instruction'),
        companionsUnread,
      ),
    ];
  }
  if (companions.length === 0) return [];
  const added = companions.map(code).join(', ');
  return [
    l10n.t('Added, because an object and its {0} file are of use only together: {1}.', code('.instruction'), added),
  ];
}

function callSection(call: RestoreCall, number: number, of: number, connection: CommandConnection): string {
  const heading = of === 1 ? l10n.t('The call') : l10n.t('Call {0} of {1}', number, of);
  return `## ${heading}\n\n\`\`\`sh\n${plainCommand(call, connection)}\n\`\`\``;
}

function summary({ request: { origin }, account, asOf, calls }: RestorePlan): string {
  const moment = momentOf(origin);
  const when = `${formatTime(moment, asOf)} (${formatExact(moment)})`;
  const from =
    origin.kind === 'continuous'
      ? l10n.t('Back to {0}, from the continuous backup in the vault {1}.', when, origin.vault)
      : l10n.t('From the snapshot of {0} in the vault {1}.', when, origin.vault);
  const where = account === undefined ? origin.region : l10n.t('{0}, account {1}', origin.region, account);
  const begun =
    calls.length === 1 ? l10n.t('Nothing has begun yet.') : l10n.t('Nothing has begun yet: {0} calls.', calls.length);
  return [from, `${begun} ${l10n.t('Checked at {0} in {1}.', formatExact(asOf), where)}`].join('\n\n');
}

/** A restore as Markdown: the checks, what will be different, the exact calls, cost, and what cannot be undone. */
export function restorePreview(plan: RestorePlan, connection: CommandConnection): string {
  const stops = plan.checks.filter((check) => check.kind === 'problem' && check.stops);
  const others = plan.checks.filter((check) => !stops.includes(check));
  return [
    `# ${plan.title}`,
    summary(plan),
    ...section(l10n.t('This cannot be done'), stops.map(checkItem)),
    ...section(l10n.t('Checked beforehand'), [...others.map(checkItem), ...items(companionLines(plan))]),
    ...section(l10n.t('What will be different'), items(afterwards(plan))),
    ...plan.calls.map((call, index) => callSection(call, index + 1, plan.calls.length, connection)),
    ...section(
      l10n.t('Good to know'),
      items([
        `**${l10n.t('Cost')}:** ${cost(plan)}`,
        `**${l10n.t('Undo')}:** ${l10n.t('Nothing is overwritten or deleted; what comes back can be deleted again. Once it runs it cannot be stopped, only followed.')}`,
        `**${l10n.t('Afterwards')}:** ${l10n.t('A job that is COMPLETED may have left objects out. When it has ended, the version lists of both buckets, up to two million versions of each, are read page by page and compared; that costs list requests.')}`,
      ]),
    ),
    ...section(l10n.t('IAM actions that it needs'), items(restoreActions.map(code))),
    '',
  ].join('\n\n');
}
