import * as l10n from '@vscode/l10n';
import type { Fact } from '../model/fact';
import { visibleKey } from '../protection/unsaved/keyNames';
import type { LeftOut, LeftOutKind, LookedAt } from '../protection/unsaved/leftOut';
import { isNotSaved, leftOut, lookedAt } from '../protection/unsaved/leftOut';
import type { Inventory, ObjectSample } from '../protection/unsaved/objectSample';
import type { Amount } from '../protection/unsaved/storedShare';
import { storedShare, warmStorageCost, warmStoragePrice } from '../protection/unsaved/storedShare';
import { leftOutMeaning, leftOutTitle } from './leftOutWords';
import { escape } from './markdown';
import { utcMoment } from '../shared/moment';

/** Sizes in a report are exact enough to compare, and the same for every reader. */
export type FormatSize = (bytes: number) => string;

const count = (value: number): string => value.toLocaleString('en-US');

function extent(looked: LookedAt): string {
  const versions = looked.isWhole
    ? l10n.t('All {0} object versions were listed.', count(looked.versions))
    : l10n.t('{0} object versions of unknown many were listed, from several places.', count(looked.versions));
  const heads = l10n.t('{0} of them were asked for what the list does not tell.', count(looked.heads));
  const denied =
    looked.denied === 0 ? [] : [l10n.t('{0} refused: s3:GetObject and s3:GetObjectVersion are needed.', looked.denied)];
  const failed = looked.failed === 0 ? [] : [l10n.t('{0} did not answer.', looked.failed)];
  return [versions, heads, ...denied, ...failed].join(' ');
}

/** Whether the heads or the list tells of it. */
function among(kind: LeftOutKind, looked: LookedAt): number {
  const isListed = kind === 'archived' || kind === 'key-name' || kind === 'instruction-file';
  return isListed ? looked.versions : looked.heads;
}

/** A key, visible and without effect as markup. */
function keyOf(key: string): string {
  return `\`${visibleKey(key).replaceAll('`', "'")}\``;
}

function foundSection({ kind, count: found, among: of, examples, words }: LeftOut): string {
  const which = words.length === 0 ? '' : ` (${escape(words.join(', '))})`;
  const number = l10n.t('{0} among the {1} looked at', count(found), count(of));
  const more = found > examples.length ? [l10n.t('and more')] : [];
  return [
    `### ${escape(leftOutTitle(kind))}`,
    `**${escape(number)}**${which}. ${escape(leftOutMeaning(kind))}`,
    [...examples.map(keyOf), ...more].map((line) => `- ${line}`).join('\n'),
  ].join('\n\n');
}

const kinds: readonly LeftOutKind[] = [
  'sse-c',
  'archived',
  'archive-tier',
  'key-name',
  'client-side-encrypted',
  'instruction-file',
];

function noneLines(found: readonly LeftOut[], looked: LookedAt): string {
  return kinds
    .filter((kind) => !found.some((each) => each.kind === kind))
    .map((kind) => {
      const none = l10n.t('none among the {0} looked at', count(among(kind, looked)));
      return `- ${escape(leftOutTitle(kind))}: ${escape(none)}`;
    })
    .join('\n');
}

function foundSections(title: string, found: readonly LeftOut[]): readonly string[] {
  return found.length === 0 ? [] : [`## ${title}`, ...found.map(foundSection)];
}

function settingLines({ blocksSseC, inventories }: ObjectSample): readonly string[] {
  return [...sseCLine(blocksSseC), ...inventoryLines(inventories)];
}

function sseCLine(blocks: Fact<boolean>): readonly string[] {
  if (blocks.state !== 'known') return [];
  return [
    blocks.value
      ? l10n.t('The bucket takes no new objects with SSE-C.')
      : l10n.t('The bucket takes new objects with SSE-C: block that where nobody needs it.'),
  ];
}

function inventoryLines(inventories: Fact<readonly Inventory[]>): readonly string[] {
  if (inventories.state === 'denied') return [l10n.t('{0} is denied.', inventories.action)];
  const enabled = inventories.state === 'known' ? inventories.value.filter(({ isEnabled }) => isEnabled) : [];
  return enabled.map(({ id, destination = '?', frequency = '?', hasAllVersions }) =>
    hasAllVersions
      ? l10n.t('Inventory {0} lists all versions ({1}, to {2}): it tells of every object.', id, frequency, destination)
      : l10n.t('Inventory {0} lists the current versions ({1}, to {2}).', id, frequency, destination),
  );
}

function amountRow(name: string, { count: of, bytes, billedBytes }: Amount, all: number, size: FormatSize): string {
  const share = all === 0 ? '–' : `${((100 * billedBytes) / all).toFixed(0)} %`;
  return `| ${[name, count(of), size(bytes), size(billedBytes), share].map(escape).join(' | ')} |`;
}

function costSection(sample: ObjectSample, size: FormatSize): readonly string[] {
  const share = storedShare(sample);
  if (share.billedBytes === 0) return [];
  const head = [l10n.t('Versions'), l10n.t('Number'), l10n.t('Size'), l10n.t('Billed as'), l10n.t('Share')];
  const table = [
    `| ${head.join(' | ')} |`,
    `|:--|--:|--:|--:|--:|`,
    amountRow(l10n.t('Current'), share.current, share.billedBytes, size),
    amountRow(l10n.t('Noncurrent'), share.noncurrent, share.billedBytes, size),
    amountRow(l10n.t('Delete markers'), share.deleteMarkers, share.billedBytes, size),
  ].join('\n');
  const removable = ((100 * share.removableBytes) / share.billedBytes).toFixed(0);
  const scope = sample.isWhole ? l10n.t('of this bucket') : l10n.t('of this sample, which may differ from the bucket');
  return [
    `## ${l10n.t('What old versions cost')}`,
    l10n.t(
      'AWS Backup saves and bills every version. One of less than 128 KiB, and each delete marker, is billed as 128 KiB.',
    ),
    table,
    escape(
      l10n.t(
        'A lifecycle rule that removes noncurrent versions and expired delete markers frees up to {0} % {1}, for what it does not keep. {2} delete markers have nothing left beneath them.',
        removable,
        scope,
        count(share.expiredMarkers),
      ),
    ),
    ...priceLines(sample, share.removableBytes),
  ];
}

/** Only of a whole bucket: a sample says nothing of how much there is. */
function priceLines({ isWhole }: ObjectSample, removable: number): readonly string[] {
  if (!isWhole) return [];
  const { dollarsPerGigabyteMonth, asOf } = warmStoragePrice;
  return [
    escape(
      l10n.t(
        'That is about ${0} a month of the dimension “warm storage, GB-month”, taken at ${1} ({2}; Regions differ, prices change, and requests come on top). It is a hint and no bill.',
        warmStorageCost(removable).toFixed(2),
        String(dollarsPerGigabyteMonth),
        asOf,
      ),
    ),
  ];
}

/** What backups of a bucket leave out, as far as a look at its objects shows. */
export function leftOutMarkdown(sample: ObjectSample, asOf: Date, size: FormatSize): string {
  const looked = lookedAt(sample);
  const found = leftOut(sample);
  const lost = found.filter(({ kind }) => isNotSaved(kind));
  const needsKey = found.filter(({ kind }) => !isNotSaved(kind));
  const settings = settingLines(sample).map((line) => `- ${escape(line)}`);
  return [
    `# ${escape(l10n.t('What backups of {0} leave out', sample.bucket))}`,
    `${escape(l10n.t('As of {0}.', utcMoment(asOf)))} ${escape(extent(looked))}`,
    ...foundSections(l10n.t('Not in a backup'), lost),
    ...foundSections(l10n.t('In a backup, but of no use without a key'), needsKey),
    ...(found.length === kinds.length ? [] : [`## ${l10n.t('Looked for and not found')}`, noneLines(found, looked)]),
    ...(settings.length === 0 ? [] : [`## ${l10n.t('Settings that tell more')}`, settings.join('\n')]),
    ...costSection(sample, size),
    `## ${l10n.t('Never in a backup')}`,
    escape(
      l10n.t(
        'The settings of a bucket (its policy, lifecycle, notifications, replication, encryption) and annotations of objects. Restored objects get a new version id and date, and the class S3 Standard.',
      ),
    ),
    '',
  ].join('\n\n');
}
