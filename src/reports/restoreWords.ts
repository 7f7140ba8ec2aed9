import * as l10n from '@vscode/l10n';
import type { Gap, LossKind, RestoreVerdict } from '../protection/restore/verdict';

const count = (value: number): string => value.toLocaleString('en-US');

/** Why a comparison does not tell all, as a sentence. */
export function gapWords(gap: Gap): string {
  switch (gap.kind) {
    case 'source-unread':
    case 'destination-unread':
      return gap.why;
    case 'expired':
      return l10n.t(
        'A lifecycle rule of the source deletes old versions after {0} days: what was there at the moment may be in no list any more.',
        gap.days,
      );
    case 'copy':
      return l10n.t('The recovery point is a copy, which does not say exactly of which moment its data is.');
    case 'cut':
      return gap.after === ''
        ? l10n.t('There are more keys than are compared.')
        : l10n.t('There are more keys than are compared: the last one was {0}.', gap.after);
  }
}

/** Whether nothing could be compared. */
function isUnread({ gaps, expected, losses }: RestoreVerdict): boolean {
  const isBroken = gaps.some(({ kind }) => kind === 'source-unread' || kind === 'destination-unread');
  return isBroken && expected === 0 && losses.unsure === 0;
}

function unreadWords({ gaps, written }: RestoreVerdict): string {
  const gap = gaps.find(({ kind }) => kind === 'source-unread' || kind === 'destination-unread');
  const why = gap === undefined ? '' : gapWords(gap).replace(/\.$/u, '');
  if (written === undefined) return l10n.t('could not be verified: {0}', why);
  return l10n.t('{0} objects were written; could not be verified: {1}', count(written), why);
}

function lostWords({ losses, expected }: RestoreVerdict): readonly string[] {
  const lines: readonly (readonly [number, () => string])[] = [
    [losses.missing, () => l10n.t('{0} of {1} objects did not come back', count(losses.missing), count(expected))],
    [losses.incomplete, () => l10n.t('of {0} objects versions are missing', count(losses.incomplete))],
    [losses.differs, () => l10n.t('{0} objects came back with another size', count(losses.differs))],
  ];
  return lines.flatMap(([number, words]) => (number > 0 ? [words()] : []));
}

function asideWords({ leftAlone, losses }: RestoreVerdict): readonly string[] {
  const lines: readonly (readonly [number, () => string])[] = [
    [leftAlone, () => l10n.t('{0} were there already', count(leftAlone))],
    [losses['never-saved'], () => l10n.t('{0} are never saved by AWS Backup', count(losses['never-saved']))],
    [losses.unsure, () => l10n.t('{0} not certain', count(losses.unsure))],
  ];
  return lines.flatMap(([number, words]) => (number > 0 ? [words()] : []));
}

/** What came of a restore, for a row: "restored 1,204 of 1,204 objects", "7 of 1,204 objects did not come back". */
export function verdictWords(verdict: RestoreVerdict): string {
  if (isUnread(verdict)) return unreadWords(verdict);
  const { restored, expected, gaps } = verdict;
  const lost = lostWords(verdict);
  const came =
    expected === 0
      ? l10n.t('nothing was to come back')
      : l10n.t('restored {0} of {1} objects', count(restored), count(expected));
  const partly = gaps.length === 0 ? [] : [l10n.t('not all could be verified')];
  return [...(lost.length === 0 ? [came] : lost), ...asideWords(verdict), ...partly].join(' · ');
}

/** What the keys of one kind have in common, as a heading. */
export function lossTitle(kind: LossKind): string {
  switch (kind) {
    case 'missing':
      return l10n.t('Did not come back');
    case 'incomplete':
      return l10n.t('Came back with fewer versions than were asked for');
    case 'differs':
      return l10n.t('Came back with another size');
    case 'never-saved':
      return l10n.t('Not restored, because AWS Backup never saves such objects');
    case 'unsure':
      return l10n.t('Not there, and not certain that they were at that moment');
    case 'unexpected':
      return l10n.t('Came back although deleted at that moment');
  }
}

/** What it means, and what can be done, as sentences. */
export function lossMeaning(kind: LossKind): string {
  switch (kind) {
    case 'missing':
      return l10n.t(
        'The source lists each of them for that moment. Reasons may be a KMS key that the role may not use, public ACLs under Block Public Access, or changes while EventBridge was off. Restore them again as single keys, or from another recovery point.',
      );
    case 'incomplete':
      return l10n.t('The newest ones may be there. Restore these keys again, with all versions, into another bucket.');
    case 'differs':
      return l10n.t(
        'Somebody may have written them since, or the backup holds another version. Compare them yourself.',
      );
    case 'never-saved':
      return l10n.t(
        'Objects under a key of yours (SSE-C), archived ones (S3 Glacier Flexible Retrieval and Deep Archive), and keys with characters that XML cannot hold.',
      );
    case 'unsure':
      return l10n.t(
        'They were changed while the backup was made or in the same second, or a version without an id was overwritten since. Compare them yourself.',
      );
    case 'unexpected':
      return l10n.t('The backup may not have seen that they were deleted: EventBridge may have been off.');
  }
}
