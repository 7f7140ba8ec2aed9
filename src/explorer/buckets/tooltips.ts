import { MarkdownString } from 'vscode';
import type { Fact } from '../../model/fact';
import { valueOf } from '../../model/fact';
import type { LifecycleConfiguration } from '../../model/lifecycle';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { expiresNoncurrentVersions } from '../../protection/lifecycle';
import { formatExact, formatSize } from '../../ui/format';
import type { Reason } from '../../verdict/status';
import type { BucketEntry, BucketState } from '../session/bucketEntry';
import { escape, table } from '../../reports/markdown';
import { statusWord } from './words';

function factText<T>(fact: Fact<T>, text: (value: T) => string, absentText: string): string {
  switch (fact.state) {
    case 'known':
      return escape(text(fact.value));
    case 'absent':
    case 'unmanaged':
      return absentText;
    case 'denied':
      return `not known: ${escape(fact.action)} is denied`;
    case 'unknown':
      return `not known: ${escape(fact.why)}`;
  }
}

const expiryWords = {
  yes: 'noncurrent versions expire',
  no: 'noncurrent versions do not expire',
  unknown: 'not known',
};

function lifecycleText(lifecycle: Fact<LifecycleConfiguration>): string {
  return factText(lifecycle, () => expiryWords[expiresNoncurrentVersions(lifecycle)], 'none');
}

function factsTable(state: Extract<BucketState, { kind: 'read' }>): string {
  const { bucket } = state.reading;
  const tags = factText(
    bucket.tags,
    ({ entries }) => [...entries].map(([key, value]) => `${key}=${valueOf(value) ?? '?'}`).join(', '),
    'none',
  );
  const newest = state.assessment.newestRestorable;
  return table([
    ['Region', escape(state.region)],
    ['Versioning', factText(bucket.versioning, (status) => status, 'never enabled')],
    ['Lifecycle', lifecycleText(bucket.lifecycle)],
    ['EventBridge', factText(bucket.eventBridge, (on) => (on ? 'on' : 'off'), 'off')],
    ['Tags', tags === '' ? 'none' : tags],
    ['Plans', state.assessment.selectedBy.map(escape).join(', ') || 'none'],
    ['Newest restorable moment', newest ? escape(formatExact(newest)) : 'none'],
    ['As of', escape(formatExact(state.asOf))],
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
  const next = action === undefined ? '' : `\n\n**Next:** ${escape(action)}`;
  const when = at === undefined ? '' : `\n\n${escape(formatExact(at))}`;
  return new MarkdownString(`${escape(message)}${next}${when}\n\n\`${code}\``);
}

export function pointTooltip(point: RecoveryPoint): MarkdownString {
  const rows: (readonly [string, string])[] = [
    ['Kind', point.kind === 'continuous' ? 'continuous \\(derived from its ARN\\)' : 'periodic'],
    ['Status', escape([point.status, point.statusMessage].filter(Boolean).join(': '))],
    ['Created', escape(formatExact(point.createdAt))],
    ['Expires', point.expiresAt ? escape(formatExact(point.expiresAt)) : 'never, or not said'],
    ['Size', point.sizeBytes === undefined ? 'not said' : escape(formatSize(point.sizeBytes))],
    ['Vault', escape(point.vaultName)],
    ['Made by', point.planId === undefined ? 'on demand, or not said' : 'a backup plan'],
    ['ARN', `\`${point.arn}\``],
  ];
  return new MarkdownString(table(rows));
}
