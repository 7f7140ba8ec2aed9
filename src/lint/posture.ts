import type { Bucket } from '../model/bucket';
import type { Estate } from '../model/estate';
import type { Fact } from '../model/fact';
import type { Position, SourceRange } from '../model/source';
import type { Ternary } from '../model/ternary';
import { expiresNoncurrentVersions } from '../protection/lifecycle';
import { isVersioned } from '../protection/versioning';

/** One thing that is known of a bucket, in words. */
export interface PostureRow {
  readonly fact: string;
  readonly value: string;
  /** How it is known. */
  readonly how: string;
  /** Where it is decided. */
  readonly origin?: SourceRange;
}

export interface Posture {
  readonly resource: string;
  /** How many buckets the declaration makes. */
  readonly instances: number;
  readonly rows: readonly PostureRow[];
}

function how(fact: Fact<unknown>): string {
  switch (fact.state) {
    case 'known':
      return { written: 'written', default: 'default, may be overridden', derived: 'derived' }[fact.basis];
    case 'absent':
      return 'not set';
    case 'unmanaged':
      return 'not managed here';
    case 'denied':
      return `reading it needs ${fact.action}`;
    case 'unknown':
      return `not known: ${fact.why}`;
  }
}

function row<T>(name: string, fact: Fact<T>, value: string): PostureRow {
  const origin = 'origin' in fact ? fact.origin : undefined;
  return { fact: name, value, how: how(fact), ...(origin && { origin }) };
}

function onOff(fact: Fact<boolean>): string {
  if (fact.state === 'known') return fact.value ? 'on' : 'off';
  return fact.state === 'absent' ? 'off' : '—';
}

const answers: Readonly<Record<Ternary, string>> = { yes: 'yes', no: 'no', unknown: '—' };

function versioning(bucket: Bucket): PostureRow {
  const { versioning: fact, objectLock } = bucket;
  const answer = isVersioned(bucket);
  const isImplied = answer === 'yes' && !(fact.state === 'known' && fact.value === 'enabled');
  if (isImplied) return { ...row('Versioning', objectLock, 'enabled'), how: 'implied by object lock' };
  if (fact.state === 'known') return row('Versioning', fact, fact.value);
  return row('Versioning', fact, answer === 'no' ? 'not enabled' : '—');
}

function rowsOf(bucket: Bucket): readonly PostureRow[] {
  return [
    versioning(bucket),
    row('Old versions expire', bucket.lifecycle, answers[expiresNoncurrentVersions(bucket.lifecycle)]),
    row('Object lock', bucket.objectLock, onOff(bucket.objectLock)),
    row('EventBridge', bucket.eventBridge, onOff(bucket.eventBridge)),
    row('Replication', bucket.replication, onOff(bucket.replication)),
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
      : { fact: one.fact, value: 'differs', how: 'not the same for all' },
  );
}

/** What is known of the bucket whose name is declared at a place. */
export function postureAt(estates: readonly Estate[], file: string, position: Position): Posture | undefined {
  const buckets = estates.flatMap(({ buckets: { items } }) =>
    items.filter(({ declaration }) => declaration?.name.file === file && holds(declaration.name, position)),
  );
  const resource = buckets[0]?.declaration?.resource;
  if (resource === undefined) return undefined;
  return { resource, instances: buckets.length, rows: merged(buckets.map(rowsOf)) };
}
