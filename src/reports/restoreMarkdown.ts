import * as l10n from '@vscode/l10n';
import type { RestoreRequest } from '../protection/restore/request';
import { momentOf } from '../protection/restore/request';
import type { Loss, LossKind, RestoreVerdict } from '../protection/restore/verdict';
import { visibleKey } from '../protection/unsaved/keyNames';
import { utcMoment } from '../shared/moment';
import { gapWords, lossMeaning, lossTitle, verdictWords } from './restoreWords';

/** A restore, or one job of it, with what came of it. */
export interface RestoreReport {
  readonly request: RestoreRequest;
  readonly jobId?: string;
  readonly verdict: RestoreVerdict;
}

const kinds: readonly LossKind[] = ['missing', 'incomplete', 'differs', 'never-saved', 'unsure', 'unexpected'];

/** A key on a line of its own, and what is known of it behind a tab. */
function keyLine(loss: Loss): string {
  const key = visibleKey(loss.key);
  switch (loss.kind) {
    case 'missing':
      return `${key}\t${l10n.t('{0} bytes, of {1}', loss.size, loss.lastModified)}`;
    case 'incomplete':
      return `${key}\t${l10n.t('{0} of {1} versions', loss.found, loss.expected)}`;
    case 'differs':
      return `${key}\t${l10n.t('{0} bytes instead of {1}', loss.size, loss.expected)}`;
    case 'never-saved':
    case 'unsure':
      return `${key}\t${loss.why}`;
    case 'unexpected':
      return key;
  }
}

/** A name as it is: it is read as text, and is not to act as markup where it is drawn. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** What AWS says may have lines of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}

/** A fence that no key closes. */
function fenced(lines: readonly string[]): string {
  const longest = lines.reduce(
    (most, line) => Math.max(most, ...[...line.matchAll(/`+/gu)].map(([ticks]) => ticks.length)),
    2,
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${lines.join('\n')}\n${fence}`;
}

function lossSections({ keys }: RestoreVerdict): readonly string[] {
  return kinds.flatMap((kind) => {
    const lines = keys.filter((loss) => loss.kind === kind).map(keyLine);
    return lines.length === 0
      ? []
      : [
          `### ${lossTitle(kind)} (${lines.length.toLocaleString('en-US')})\n\n${lossMeaning(kind)}\n\n${fenced(lines)}`,
        ];
  });
}

function about({ request, jobId }: RestoreReport): string {
  const { origin, destination, scope } = request;
  const moment = utcMoment(momentOf(origin));
  const what =
    scope.kind === 'all' ? l10n.t('the whole bucket') : scope.items.map((item) => code(visibleKey(item))).join(', ');
  const lines: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('From'), `${code(origin.bucket)}, ${moment}`],
    [l10n.t('Into'), code(destination.bucket)],
    [l10n.t('What'), what],
    [l10n.t('Recovery point'), code(origin.recoveryPointArn)],
    [l10n.t('Job'), jobId && code(jobId)],
  ];
  return lines.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${value}`])).join('\n');
}

function gapSection({ gaps }: RestoreVerdict): readonly string[] {
  if (gaps.length === 0) return [];
  return [
    `### ${l10n.t('What could not be verified')}\n\n${gaps.map((gap) => `- ${oneLine(gapWords(gap))}`).join('\n')}`,
  ];
}

function reportSections(report: RestoreReport): readonly string[] {
  const { verdict } = report;
  const words = verdictWords(verdict);
  return [
    `## ${oneLine(words.charAt(0).toUpperCase() + words.slice(1))}`,
    about(report),
    ...(verdict.areKeysCut === true ? [l10n.t('Only the first keys are listed here.')] : []),
    ...lossSections(verdict),
    ...gapSection(verdict),
  ];
}

/** What came of a restore, as Markdown: each key that did not come back on a line of its own, to be copied. */
export function restoreMarkdown(title: string, reports: readonly RestoreReport[]): string {
  const asOf = reports[0]?.verdict.asOf;
  return [
    `# ${title}`,
    ...(asOf === undefined ? [] : [l10n.t('Compared at {0}.', utcMoment(new Date(asOf)))]),
    ...reports.flatMap(reportSections),
    l10n.t(
      'How it is compared: the version list of the source, as it was at that moment, with that of the destination; by key, number of versions and size, because a restore gives new version ids and ETags. What was deleted for good since then is in no list, and so is not missed here.',
    ),
    '',
  ].join('\n\n');
}
