import * as l10n from '@vscode/l10n';
import { MarkdownString } from 'vscode';
import { escape } from '../../reports/markdown';
import { subjectWord } from '../../reports/explanationWords';
import { formatExact } from '../../ui/format';
import type { ExplanationStep, Outcome } from '../../verdict/explanation';
import type { AccountSession } from '../session/accountSession';
import { icon, severityIcon } from '../shared/icons';
import type { Row } from '../shared/row';
import { bucketReport } from './bucketSubject';
import type { Node } from './nodes';

function stepsOf(bucket: string, session: AccountSession): readonly ExplanationStep[] {
  const entry = session.entry(bucket);
  return (entry && bucketReport(entry, session).read?.explain()) ?? [];
}

/** "1 problem · 2 unknown · 6 in order" */
function outcomeWords(steps: readonly ExplanationStep[]): string {
  const number = (outcome: Outcome): number => steps.filter((step) => step.outcome === outcome).length;
  const problems = number('problem');
  const parts = [
    [problems, problems === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', problems)],
    [number('unknown'), l10n.t('{0} unknown', number('unknown'))],
    [number('ok'), l10n.t('{0} in order', number('ok'))],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([, words]) => words)
    .join(' · ');
}

/** The row that unfolds to all that the status hangs on. */
export function whyRow(bucket: string, session: AccountSession): Row {
  return {
    label: l10n.t('Why'),
    description: outcomeWords(stepsOf(bucket, session)),
    icon: icon('list-tree'),
    unfolds: true,
    tooltip: l10n.t('All that the status hangs on, step by step, also what is in order.'),
  };
}

/** Selections and roles may be several, so that a step is known by its place. */
export function stepNodes(bucket: string, session: AccountSession): readonly Node[] {
  return stepsOf(bucket, session).map((step, place) => ({ kind: 'step', bucket, place, step }));
}

const outcomeIcons: Readonly<Record<Outcome, () => Row['icon']>> = {
  ok: () => icon('pass', 'testing.iconPassed'),
  problem: () => severityIcon('warning'),
  unknown: () => icon('question'),
  'not-applicable': () => icon('dash'),
};

function outcomeWord(outcome: Outcome): string {
  const words: Readonly<Record<Outcome, string>> = {
    ok: l10n.t('in order'),
    problem: l10n.t('a problem'),
    unknown: l10n.t('not known'),
    'not-applicable': l10n.t('has no say'),
  };
  return words[outcome];
}

export function stepRow(bucket: string, { subject, outcome, message }: ExplanationStep, session: AccountSession): Row {
  const state = session.entry(bucket)?.state;
  const asOf = state?.kind === 'read' ? l10n.t('As of {0}', formatExact(state.asOf)) : '';
  const label = subjectWord(subject);
  return {
    label,
    description: message.replaceAll('`', ''),
    icon: outcomeIcons[outcome](),
    tooltip: new MarkdownString(
      `**${escape(label)}** (${escape(outcomeWord(outcome))})\n\n${escape(message)}\n\n${escape(asOf)}`,
    ),
    spoken: `${label}, ${outcomeWord(outcome)}: ${message.replaceAll('`', '')}`,
  };
}
