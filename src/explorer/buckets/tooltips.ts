import * as l10n from '@vscode/l10n';
import { MarkdownString } from 'vscode';
import type { Fact } from '../../model/fact';
import { valueOf } from '../../model/fact';
import type { LifecycleConfiguration } from '../../model/lifecycle';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { expiresNoncurrentVersions } from '../../protection/lifecycle';
import { versioningWord } from '../../protection/versioning';
import { formatExact, formatSize } from '../../ui/format';
import type { Reason } from '../../verdict/status';
import type { BucketEntry, BucketState } from '../session/bucketEntry';
import { escape, table } from '../../reports/markdown';
import { statusWord } from '../../reports/statusWord';
import { kindWord } from './pointWords';

function factText<T>(fact: Fact<T>, text: (value: T) => string, absentText: string): string {
  switch (fact.state) {
    case 'known':
      return escape(text(fact.value));
    case 'absent':
    case 'unmanaged':
      return absentText;
    case 'denied':
      return l10n.t('not known: {0} is denied', escape(fact.action));
    case 'unknown':
      return l10n.t('not known: {0}', escape(fact.why));
  }
}

function expiryWords(lifecycle: Fact<LifecycleConfiguration>): string {
  switch (expiresNoncurrentVersions(lifecycle)) {
    case 'yes':
      return l10n.t('noncurrent versions expire');
    case 'no':
      return l10n.t('noncurrent versions do not expire');
    case 'unknown':
      return l10n.t('not known');
  }
}

function none(): string {
  return l10n.t('none');
}

function factsTable(state: Extract<BucketState, { kind: 'read' }>): string {
  const { bucket } = state.reading;
  const tags = factText(
    bucket.tags,
    ({ entries }) => [...entries].map(([key, value]) => `${key}=${valueOf(value) ?? '?'}`).join(', '),
    none(),
  );
  const newest = state.assessment.newestRestorable;
  return table([
    [l10n.t('Region'), escape(state.region)],
    [l10n.t('Versioning'), factText(bucket.versioning, versioningWord, l10n.t('never enabled'))],
    [l10n.t('Lifecycle'), factText(bucket.lifecycle, () => expiryWords(bucket.lifecycle), none())],
    [l10n.t('EventBridge'), factText(bucket.eventBridge, (on) => (on ? l10n.t('on') : l10n.t('off')), l10n.t('off'))],
    [l10n.t('Tags'), tags === '' ? none() : tags],
    [l10n.t('Plans'), state.assessment.selectedBy.map(escape).join(', ') || none()],
    [l10n.t('Newest restorable moment'), newest ? escape(formatExact(newest)) : none()],
    [l10n.t('As of'), escape(formatExact(state.asOf))],
  ]);
}

export function bucketTooltip({ listed, state }: BucketEntry): MarkdownString {
  const title = `**${escape(listed.name)}**`;
  if (state.kind !== 'read') return new MarkdownString(title);
  const { status, reasons } = state.assessment;
  const list = reasons.map(({ message, action }) => `- ${escape([message, action].filter(Boolean).join(' '))}`);
  return new MarkdownString([`${title}: ${statusWord(status)}`, list.join('\n'), factsTable(state)].join('\n\n'));
}

export function reasonTooltip({ code, message, action, at }: Reason): MarkdownString {
  const next = action === undefined ? '' : `\n\n**${escape(l10n.t('Next:'))}** ${escape(action)}`;
  const when = at === undefined ? '' : `\n\n${escape(formatExact(at))}`;
  return new MarkdownString(`${escape(message)}${next}${when}\n\n\`${code}\``);
}

export function pointTooltip(point: RecoveryPoint): MarkdownString {
  const rows: (readonly [string, string])[] = [
    [
      l10n.t('Kind'),
      point.kind === 'continuous' ? escape(l10n.t('continuous (derived from its ARN)')) : kindWord(point),
    ],
    [l10n.t('Status'), escape([point.status, point.statusMessage].filter(Boolean).join(': '))],
    [l10n.t('Created'), escape(formatExact(point.createdAt))],
    [l10n.t('Expires'), point.expiresAt ? escape(formatExact(point.expiresAt)) : l10n.t('never, or not said')],
    [l10n.t('Size'), point.sizeBytes === undefined ? l10n.t('not said') : escape(formatSize(point.sizeBytes))],
    [l10n.t('Vault'), escape(point.vaultName)],
    [l10n.t('Made by'), point.planId === undefined ? l10n.t('on demand, or not said') : l10n.t('a backup plan')],
    [l10n.t('ARN'), `\`${point.arn}\``],
  ];
  return new MarkdownString(table(rows));
}
