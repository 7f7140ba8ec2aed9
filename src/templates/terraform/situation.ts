import type { Place } from './blockEdits';
import type { DeclaredBucket } from './declaredResources';
import type { Join } from './join';
import type { Declaration } from './fileDeclarations';
import type { ModuleSource } from './moduleSource';
import type { SatelliteType } from './satelliteTypes';
import { attributeOf, blocksOf } from './syntax';
import { allowsOnlyBelow } from './versionConstraint';

/** What of one kind stands beside the buckets that are to be changed. */
export type Beside =
  | { readonly kind: 'none' }
  /** One resource holds the setting of all of them, and of no other bucket. */
  | { readonly kind: 'one'; readonly place: Place; readonly address: string }
  /** It differs between them, is not known, or is shared with others: no edit is right for all. */
  | { readonly kind: 'unclear' };

/** Where the buckets of one declaration stand, as far as edits need it. */
export interface Situation {
  readonly bucket: Declaration;
  readonly source: ModuleSource;
  readonly label: string;
  readonly address: string;
  /** Settings are written inside of the bucket, as the AWS provider up to version 3 has it. */
  readonly inline: boolean;
  /** It is declared in the root module itself, and so once only. */
  readonly isInRoot: boolean;
  /** At least one is there whatever the values of variables are. */
  readonly isCertain: boolean;
  beside(type: SatelliteType): Beside;
}

function besideOf(
  wanted: readonly DeclaredBucket[],
  all: readonly DeclaredBucket[],
  join: Join,
  type: SatelliteType,
): Beside {
  const matches = wanted.map((bucket) => join.of(bucket, type));
  if (matches.every((found) => found.length === 0)) {
    return wanted.some((bucket) => join.satellites(bucket).mayMiss(bucket, type))
      ? { kind: 'unclear' }
      : { kind: 'none' };
  }
  const [first] = matches.flat();
  const isSame = matches.every(
    ([match, ...more]) =>
      match?.belongs === 'yes' && more.length === 0 && match.instance.declaration === first?.instance.declaration,
  );
  if (!isSame || first === undefined || first.instance.body.broken) return { kind: 'unclear' };
  const { declaration } = first.instance;
  const isShared = join.sharing(declaration, type, all).some((bucket) => !wanted.includes(bucket));
  if (isShared) return { kind: 'unclear' };
  return { kind: 'one', place: declaration, address: declaration.address };
}

/** Inline settings in the bucket itself say which way the file goes; else the version that it asks for does. */
function isInline({ block }: Declaration, wanted: readonly DeclaredBucket[]): boolean {
  if (['versioning', 'lifecycle_rule'].some((type) => blocksOf(block, type).length > 0)) return true;
  const versions = wanted.flatMap(({ module, root }) => [
    module.source.awsProviderVersion,
    root.source.awsProviderVersion,
  ]);
  return versions.some((version) => version !== undefined && allowsOnlyBelow(version, 4));
}

/** @returns `undefined` where the buckets are not all those that share their declaration. */
export function situationOf(
  wanted: readonly DeclaredBucket[],
  all: readonly DeclaredBucket[],
  join: Join,
): Situation | undefined {
  const [first] = wanted;
  if (first === undefined) return undefined;
  const { declaration, body } = first.instance;
  const sharing = all.filter((bucket) => bucket.instance.declaration === declaration);
  const covers = sharing.every((bucket) => wanted.includes(bucket)) && sharing.length === wanted.length;
  const label = declaration.block.labels[1]?.text;
  if (!covers || body.broken || label === undefined) return undefined;
  return {
    bucket: declaration,
    source: first.module.source,
    label,
    address: declaration.address,
    inline: isInline(declaration, wanted),
    isInRoot: wanted.every(({ module }) => module.call === undefined),
    isCertain: wanted.some(({ exists }) => exists.state === 'known' && exists.basis === 'written'),
    beside: (type) => besideOf(wanted, all, join, type),
  };
}

/** A label that no other resource of the type has: the wanted one, or that with a number. */
export function freeName(source: ModuleSource, type: string, wanted: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? wanted : `${wanted}_${number}`;
    if (source.find(`${type}.${candidate}`) === undefined) return candidate;
  }
}

/** The label of a new resource: the bucket's, with a number where another resource has it already. */
export function freeLabel({ source, label }: Situation, type: SatelliteType): string {
  return freeName(source, type, label);
}

/** How a resource refers to the one that it stands beside: `role = aws_iam_role.backup.name`. */
interface Reference {
  readonly name: string;
  readonly attribute: string;
}

/** The attributes that a new resource takes over from the one that it stands beside, as they are written there. */
export function carriedFrom(
  { piece, block }: Place,
  names: readonly string[],
): readonly (readonly [string, string])[] | undefined {
  const carried: (readonly [string, string])[] = [];
  for (const name of names) {
    const attribute = attributeOf(block, name);
    if (attribute === undefined) continue;
    const text = piece.text.slice(attribute.value.start, attribute.value.end);
    // In the new resource `each.value` is what it stands beside, no longer what that was made for.
    if (/\beach\.value\b|\n/.test(text)) return undefined;
    carried.push([name, text]);
  }
  return carried;
}

/** The attributes that make a new resource stand beside every instance of a declared one. */
export function attached(
  declaration: Declaration,
  { name, attribute }: Reference,
): readonly (readonly [string, string])[] | undefined {
  const { address, block } = declaration;
  const carried = carriedFrom(declaration, ['provider', 'region']);
  if (carried === undefined) return undefined;
  if (attributeOf(block, 'for_each') !== undefined) {
    return [['for_each', address], ...carried, [name, `each.value.${attribute}`]];
  }
  if (attributeOf(block, 'count') !== undefined) {
    return [['count', `length(${address})`], ...carried, [name, `${address}[count.index].${attribute}`]];
  }
  return [...carried, [name, `${address}.${attribute}`]];
}

/** The attributes that make a new satellite stand beside every instance of its bucket. */
export function attachment({ bucket }: Situation): readonly (readonly [string, string])[] | undefined {
  return attached(bucket, { name: 'bucket', attribute: 'id' });
}
