import * as l10n from '@vscode/l10n';
import { diffLines } from 'diff';
import type { CommandConnection } from '../aws/changes/awsCommands';
import { awsCommand } from '../aws/changes/awsCommands';
import { operations } from '../aws/changes/calls';
import type { Change, PlannedCall, ReplacedDocument } from '../aws/changes/change';
import { callsOf, obstaclesOf } from '../aws/changes/change';
import { formatCount, formatExact } from './format';

/** A fence that the text itself does not close. */
function fenced(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/gu)].map(([ticks]) => ticks.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

function json(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** The whole document before and after, with what goes and what comes marked. */
function beforeAndAfter({ before, after }: ReplacedDocument): string {
  const parts =
    before === undefined ? [{ value: json(after), added: true, removed: false }] : diffLines(json(before), json(after));
  const lines = parts.flatMap(({ value, added, removed }) => {
    const mark = added ? '+' : removed ? '-' : ' ';
    return value
      .replace(/\n$/u, '')
      .split('\n')
      .map((line) => `${mark} ${line}`);
  });
  return fenced('diff', lines.join('\n'));
}

function documentText(document: ReplacedDocument): string {
  const heading =
    document.before === undefined
      ? l10n.t('There is none yet. The whole document after:')
      : l10n.t('It replaces the whole document. All of it, before (-) and after (+):');
  return `${heading}\n\n${beforeAndAfter(document)}`;
}

function callSection(planned: PlannedCall, number: number, connection: CommandConnection): string {
  const { title, why, cost, undo, document } = planned;
  const notes = [
    ...(cost === undefined ? [] : [`- **${l10n.t('Cost')}:** ${cost}`]),
    `- **${l10n.t('Undo')}:** ${undo}`,
  ];
  return [
    `## ${number}. ${title}`,
    why,
    fenced('sh', awsCommand(planned.call, connection)),
    ...(document === undefined ? [] : [documentText(document)]),
    notes.join('\n'),
  ].join('\n\n');
}

function list(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`## ${heading}\n\n${items.map((item) => `- ${item}`).join('\n')}`];
}

/** The IAM actions that the calls of a change need, each once. */
export function actionsOf(change: Change): readonly string[] {
  return [...new Set(callsOf(change).flatMap(({ call }) => operations[call.operation].actions))];
}

function summary(change: Change): string {
  const calls = callsOf(change).length;
  const when = formatExact(change.asOf);
  return change.account === undefined
    ? l10n.t('Nothing is changed yet. {0}, planned on what was read at {1}.', formatCount(calls, 'call'), when)
    : l10n.t(
        'Nothing is changed yet. {0} in the account {1}, planned on what was read at {2}.',
        formatCount(calls, 'call'),
        change.account,
        when,
      );
}

/** What is done, before how, where that takes more than one call. */
function overview(change: Change): readonly string[] {
  const titles = callsOf(change).map(({ title }, index) => `${index + 1}. ${title}`);
  return titles.length < 2 ? [] : [titles.join('\n')];
}

/** A change as Markdown: the exact calls, what is different after, what it may cost and what can be undone. */
export function changePreview(change: Change, connection: CommandConnection): string {
  const held = change.steps.flatMap(({ prospect }) => (prospect.kind === 'holds' ? [prospect.what] : []));
  return [
    `# ${change.title}`,
    summary(change),
    ...list(l10n.t('This cannot be done'), obstaclesOf(change)),
    ...overview(change),
    ...callsOf(change).map((planned, index) => callSection(planned, index + 1, connection)),
    ...list(l10n.t('Already so'), held),
    ...list(
      l10n.t('IAM actions that it needs'),
      actionsOf(change).map((action) => `\`${action}\``),
    ),
    '',
  ].join('\n\n');
}
