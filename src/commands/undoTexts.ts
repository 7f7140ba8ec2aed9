import * as l10n from '@vscode/l10n';
import type { CommandConnection, PlainCall } from '../aws/changes/awsCommands';
import { plainCommand } from '../aws/changes/awsCommands';
import type { LostKey } from '../aws/objects/surveyDeletes';
import type { UndoCounts, UndoEnd, UndoRemark } from '../aws/objects/undoDeletes';
import { failureSentences } from '../aws/failure';
import type { DeletedKey } from '../protection/versions/undo';
import { formatExact, formatSize } from '../ui/format';
import type { UndoJob } from '../aws/objects/undoJob';

/** What a look at deletes found. The first keys are there to be read; the list has all. */
export interface UndoSurvey {
  readonly job: UndoJob;
  readonly first: readonly DeletedKey[];
  readonly lost: readonly LostKey[];
  /** All of them, where not all are held. */
  readonly lostCount: number;
  readonly mayBeOlder: number;
  readonly bytes: number;
  readonly rows: number;
  readonly asOf: Date;
}

/** So many objects of a call are shown in a preview. */
const shownInCall = 10;

function folder({ bucket, prefix }: UndoJob): string {
  return prefix === '' ? bucket : `${bucket}/${prefix}`;
}

/** A key as code, whatever it is made of. */
function code(key: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...[...key.matchAll(/`+/gu)].map(([ticks]) => ticks.length)));
  const space = key.startsWith('`') || key.endsWith('`') ? ' ' : '';
  return `${fence}${space}${key.replaceAll(/\p{Cc}/gu, '\u{fffd}')}${space}${fence}`;
}

export function undoTitle(job: UndoJob): string {
  return l10n.t('Undo deletes in {0}', folder(job));
}

function deletedLine({ key, deletedAt, version, mayBeOlder }: DeletedKey): string {
  const about = l10n.t(
    'deleted {0}; comes back as written {1}, {2}',
    formatExact(deletedAt),
    formatExact(version.written),
    formatSize(version.sizeBytes),
  );
  return `- ${code(key)} · ${about}${mayBeOlder ? ` · ${l10n.t('may be older than what was deleted')}` : ''}`;
}

function lostLine({ key, why, deletedAt }: LostKey): string {
  const words =
    why === 'lost'
      ? l10n.t('deleted {0}; no version is left', formatExact(deletedAt))
      : l10n.t('deleted {0}; it was written and deleted in one second, look at it by itself', formatExact(deletedAt));
  return `- ${code(key)} · ${words}`;
}

function callText(call: PlainCall, markers: number, connection: CommandConnection): string {
  const { Delete: all, ...rest } = call.input as { readonly Delete: { readonly Objects: readonly unknown[] } };
  const Objects = all.Objects.slice(0, shownInCall);
  const shown = plainCommand({ ...call, input: { ...rest, Delete: { Objects } } }, connection);
  const calls = Math.ceil(markers / 1_000);
  const note =
    markers <= shownInCall
      ? ''
      : l10n.t(
          'It names up to 1,000 markers; here are the first {0}. All of them take {1} such calls.',
          shownInCall,
          calls,
        );
  return [`~~~sh\n${shown}\n~~~`, note].filter((part) => part !== '').join('\n\n');
}

function notes({ mayBeOlder, lostCount }: UndoSurvey): readonly string[] {
  return [
    l10n.t('Only delete markers are removed, each by its version id. No data is written, and none is removed.'),
    l10n.t(
      'What somebody has written since is left alone. All keys are looked at after that, and those that are not back are named.',
    ),
    ...(mayBeOlder === 0
      ? []
      : [
          l10n.t(
            '{0} of the keys were deleted while versions were not kept. What was written in that time is gone, so what comes back may be older.',
            mayBeOlder,
          ),
        ]),
    ...(lostCount === 0
      ? []
      : [l10n.t('{0} deleted keys cannot be brought back this way. A recovery point may have them.', lostCount)]),
    l10n.t('S3 bills the calls as requests, and from then on the objects as current ones.'),
    l10n.t('To undo it, delete the objects again. It can be cancelled, and goes on later where it ended.'),
  ];
}

/** What an undo will do, as Markdown. */
export function undoPreview(survey: UndoSurvey, call: PlainCall | undefined, connection: CommandConnection): string {
  const { job, first, lost, lostCount, bytes, rows, asOf } = survey;
  const markers = first.reduce((sum, { markers: ids }) => sum + ids.length, 0) + (job.keys - first.length);
  const summary = l10n.t(
    'Nothing is changed yet. {0} keys were deleted since {1} and can be brought back ({2}). {3} versions and delete markers were looked at, at {4}.',
    job.keys,
    formatExact(new Date(job.since)),
    formatSize(bytes),
    rows,
    formatExact(asOf),
  );
  const heading =
    job.keys > first.length ? l10n.t('The first {0} of {1} keys', first.length, job.keys) : l10n.t('The keys');
  return [
    `# ${undoTitle(job)}`,
    summary,
    notes(survey)
      .map((note) => `- ${note}`)
      .join('\n'),
    ...(call === undefined ? [] : [`## ${l10n.t('The call')}`, callText(call, markers, connection)]),
    ...(first.length === 0 ? [] : [`## ${heading}`, first.map(deletedLine).join('\n')]),
    ...(lost.length === 0
      ? []
      : [
          `## ${lostCount > lost.length ? l10n.t('Not to be brought back, the first of them') : l10n.t('Not to be brought back')}`,
          lost.map(lostLine).join('\n'),
        ]),
    '',
  ].join('\n\n');
}

function remarkWords(remark: UndoRemark): string {
  switch (remark.why) {
    case 'may-be-older':
      return l10n.t('is back, and may be older than what was deleted');
    case 'written-anew':
      return l10n.t('left alone: somebody has written it anew');
    case 'deleted-again':
      return l10n.t('left alone: another delete hides it');
    case 'gone':
      return l10n.t('not back: no version of it is left');
    case 'failed':
      return l10n.t('not back: {0} {1}', remark.code, remark.message);
  }
}

/** How it ended, as a sentence or two. */
export function endWords(end: UndoEnd): string {
  switch (end.kind) {
    case 'done':
      return l10n.t('All keys of the list are dealt with.');
    case 'cancelled':
      return l10n.t('Cancelled. It goes on where it ended, when you want it to.');
    case 'failed':
      return l10n.t('It ended early: {0}', failureSentences(end.failure));
  }
}

/** What became of an undo, as Markdown: the counts, and each key that is not as it was, as far as there is room. */
export function undoResult(job: UndoJob, end: UndoEnd, counts: UndoCounts, remarks: readonly UndoRemark[]): string {
  const { back, mayBeOlder, left, failed } = counts;
  const open = job.keys - back - left - failed;
  const lines = [
    l10n.t('{0} of {1} keys are back.', back, job.keys),
    ...(mayBeOlder === 0 ? [] : [l10n.t('{0} of these may be older than what was deleted.', mayBeOlder)]),
    ...(left === 0 ? [] : [l10n.t('{0} were left alone, because they changed since.', left)]),
    ...(failed === 0 ? [] : [l10n.t('{0} could not be brought back.', failed)]),
    ...(open <= 0 ? [] : [l10n.t('{0} are not dealt with yet.', open)]),
  ];
  const told = mayBeOlder + left + failed;
  return [
    `# ${undoTitle(job)}`,
    endWords(end),
    lines.map((line) => `- ${line}`).join('\n'),
    ...(remarks.length === 0
      ? []
      : [
          `## ${l10n.t('Keys to look at')}`,
          remarks.map((remark) => `- ${code(remark.key)} · ${remarkWords(remark)}`).join('\n'),
        ]),
    ...(told > remarks.length ? [l10n.t('All of them are in {0}.', job.remarks)] : []),
    '',
  ].join('\n\n');
}
