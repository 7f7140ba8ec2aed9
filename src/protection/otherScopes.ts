import { bucketOfArn } from '../model/arn';
import type { Estate, Scope } from '../model/estate';
import { valueOf } from '../model/fact';
import type { BackupSelection } from '../model/selection';
import type { SelectionSubject } from './selection';
import { covers } from './selection';

/** A selection, and what of its scope decides. */
interface Reaching {
  readonly selection: BackupSelection;
  readonly estate: Estate;
}

/** The selections of many scopes, so that a bucket need not be held against each of them. */
interface Index {
  /** Those that can reach nothing but buckets of known names, by the name. */
  readonly byName: ReadonlyMap<string, readonly Reaching[]>;
  readonly others: readonly Reaching[];
}

/** The names of all that a selection can reach, or `undefined` where these are not all known. */
function namesIn({ resources, listOfTags }: BackupSelection): readonly string[] | undefined {
  if (resources.open || listOfTags.open || listOfTags.items.length > 0) return undefined;
  const names: string[] = [];
  for (const { pattern, bucketId, otherService } of resources.items) {
    const name = bucketOfArn(valueOf(pattern) ?? '');
    if (name !== undefined && !name.includes('*')) names.push(name);
    // What is named by reference, or is no bucket, is none of another scope.
    else if (bucketId === undefined && otherService === undefined) return undefined;
  }
  return names;
}

function indexOf(estates: readonly Estate[]): Index {
  const byName = new Map<string, Reaching[]>();
  const others: Reaching[] = [];
  for (const estate of estates) {
    for (const selection of estate.selections.items) {
      const reaching = { selection, estate };
      const names = namesIn(selection);
      if (names === undefined) others.push(reaching);
      for (const name of names ?? []) {
        const known = byName.get(name);
        if (known === undefined) byName.set(name, [reaching]);
        else known.push(reaching);
      }
    }
  }
  return { byName, others };
}

/** One list of scopes is shared by all of them. */
const indexes = new WeakMap<readonly Estate[], Index>();

function* candidates(estates: readonly Estate[], name: string | undefined): Generator<Reaching> {
  const index = indexes.get(estates) ?? indexOf(estates);
  indexes.set(estates, index);
  yield* index.others;
  if (name !== undefined) yield* index.byName.get(name) ?? [];
  else for (const reaching of index.byName.values()) yield* reaching;
}

function isSameScope(one: Scope, other: Scope): boolean {
  if (one.kind === 'template') return other.kind === 'template' && one.root === other.root;
  return other.kind === 'account' && one.region === other.region;
}

/**
 * Whether a selection of another scope may reach the bucket. Which account and Region a template is for is seldom
 * known; where both are and differ, it cannot.
 */
export function mayBeCoveredElsewhere(
  subject: Pick<SelectionSubject, 'bucket' | 'arn'>,
  { scope, among = [] }: Estate,
): boolean {
  for (const { selection, estate } of candidates(among, bucketOfArn(valueOf(subject.arn) ?? ''))) {
    if (isSameScope(estate.scope, scope)) continue;
    const answer = covers(selection, { ...subject, s3OptIn: estate.s3OptIn, isElsewhere: true });
    if (answer !== 'not-covered') return true;
  }
  return false;
}
