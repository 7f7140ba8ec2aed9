import * as l10n from '@vscode/l10n';
import type { Bucket } from '../model/bucket';
import type { Estate } from '../model/estate';
import type { Basis, Fact } from '../model/fact';
import type { Position, SourceRange } from '../model/source';
import type { Ternary } from '../model/ternary';
import { coverageOf } from '../protection/coverage';
import { nameOf } from '../protection/explain';
import { expiresNoncurrentVersions } from '../protection/lifecycle';
import { isVersioned, versioningWord } from '../protection/versioning';

/** One thing that is known of a bucket, in words. */
export interface PostureRow {
  readonly fact: string;
  readonly value: string;
  /** How it is known, where that is more than that somebody wrote it. */
  readonly how?: string;
  /** Where it is decided. */
  readonly origin?: SourceRange;
}

export interface Posture {
  readonly resource: string;
  /** How many buckets the declaration makes. */
  readonly instances: number;
  readonly rows: readonly PostureRow[];
}

/** What stands for a value that is not known. */
function notKnown(): string {
  return l10n.t('not known');
}

function basisWords(basis: Basis): string | undefined {
  switch (basis) {
    case 'written':
      return undefined;
    case 'default':
      return l10n.t('a default, which can be overridden');
    case 'derived':
      return l10n.t('concluded');
  }
}

function how(fact: Fact<unknown>): string | undefined {
  switch (fact.state) {
    case 'known':
      return basisWords(fact.basis);
    case 'absent':
      return l10n.t('not set');
    case 'unmanaged':
      return l10n.t('not decided in these files');
    case 'denied':
      return l10n.t('reading it needs {0}', fact.action);
    case 'unknown':
      return fact.why;
  }
}

function row<T>(name: string, fact: Fact<T>, value: string): PostureRow {
  const origin = 'origin' in fact ? fact.origin : undefined;
  const known = how(fact);
  return { fact: name, value, ...(known !== undefined && { how: known }), ...(origin && { origin }) };
}

function onOff(fact: Fact<boolean>): string {
  if (fact.state === 'known') return fact.value ? l10n.t('on') : l10n.t('off');
  if (fact.state === 'unmanaged') return '—';
  return fact.state === 'absent' ? l10n.t('off') : notKnown();
}

function answerWords(answer: Ternary): string {
  switch (answer) {
    case 'yes':
      return l10n.t('yes');
    case 'no':
      return l10n.t('no');
    case 'unknown':
      return notKnown();
  }
}

function versioning(bucket: Bucket): PostureRow {
  const { versioning: fact, objectLock } = bucket;
  const answer = isVersioned(bucket);
  const isImplied = answer === 'yes' && !(fact.state === 'known' && fact.value === 'enabled');
  const name = l10n.t('Versioning');
  if (isImplied) return { ...row(name, objectLock, l10n.t('enabled')), how: l10n.t('implied by object lock') };
  if (fact.state === 'known') return row(name, fact, versioningWord(fact.value));
  return row(name, fact, answer === 'no' ? l10n.t('not enabled') : notKnown());
}

/** Which selection covers it, or came closest; nothing where the scope declares none: another one may. */
function backup(bucket: Bucket, estate: Estate): readonly PostureRow[] {
  if (estate.selections.items.length === 0) return [];
  const answer = coverageOf(bucket, estate);
  const [match] = answer.coverage === 'covered' ? answer.covering : answer.missing;
  const origin = match?.selection.declaration?.name;
  const where = { ...(origin && { origin }) };
  const name = match === undefined ? '' : nameOf(match, estate);
  const fact = l10n.t('Backed up');
  switch (answer.coverage) {
    case 'covered':
      return [{ fact, value: l10n.t('by {0}', name), ...where }];
    case 'not-covered':
      return [{ fact, value: l10n.t('no'), how: l10n.t('{0} came closest', name), ...where }];
    case 'cannot-tell':
      return [{ fact, value: notKnown(), how: l10n.t('a selection that cannot be read in full') }];
  }
}

function rowsOf(bucket: Bucket, estate: Estate): readonly PostureRow[] {
  return [
    ...backup(bucket, estate),
    versioning(bucket),
    row(l10n.t('Old versions expire'), bucket.lifecycle, answerWords(expiresNoncurrentVersions(bucket.lifecycle))),
    row(l10n.t('Object lock'), bucket.objectLock, onOff(bucket.objectLock)),
    row(l10n.t('EventBridge'), bucket.eventBridge, onOff(bucket.eventBridge)),
    row(l10n.t('Replication'), bucket.replication, onOff(bucket.replication)),
  ];
}

function holds({ start, end }: SourceRange, { line, character }: Position): boolean {
  const isAfterStart = line > start.line || (line === start.line && character >= start.character);
  return isAfterStart && (line < end.line || (line === end.line && character <= end.character));
}

/** What is the same for all instances; where they differ, that they do. */
function merged(all: readonly (readonly PostureRow[])[]): readonly PostureRow[] {
  const [first = [], ...others] = all;
  return first.map((one, index) =>
    others.every((rows) => JSON.stringify(rows[index]) === JSON.stringify(one))
      ? one
      : { fact: one.fact, value: l10n.t('differs'), how: l10n.t('it is not the same for all') },
  );
}

/** What is known of the bucket whose name is declared at a place. */
export function postureAt(estates: readonly Estate[], file: string, position: Position): Posture | undefined {
  const here = estates.flatMap((estate) =>
    estate.buckets.items
      .filter(({ declaration }) => declaration?.name.file === file && holds(declaration.name, position))
      .map((bucket) => ({ bucket, estate })),
  );
  const resource = here[0]?.bucket.declaration?.resource;
  if (resource === undefined) return undefined;
  return { resource, instances: here.length, rows: merged(here.map(({ bucket, estate }) => rowsOf(bucket, estate))) };
}
