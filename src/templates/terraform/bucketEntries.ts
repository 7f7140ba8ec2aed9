import type { DeclaredBucket } from './declaredResources';
import { toText } from './text';
import type { Rest, Value } from './value';
import { identity } from './value';

/** A bucket that an ARN names by reference. */
export interface NamedBucket {
  readonly id: string;
  readonly name: Value;
}

const startOfArn = /^arn:[^:]*:s3:::$/;

/** The only unknown part of a bucket's name. */
function unknownName(bucket: Value): string | undefined {
  const [only, ...more] = toText(bucket).parts;
  return only === undefined || typeof only === 'string' || more.length > 0 ? undefined : only.key;
}

/** Buckets by the identities of their ARNs, and of names that are made up for them. */
interface Index {
  readonly byArn: ReadonlyMap<string, DeclaredBucket>;
  readonly byName: ReadonlyMap<string, DeclaredBucket>;
}

function indexed(buckets: readonly DeclaredBucket[]): Index {
  const byArn = new Map<string, DeclaredBucket>();
  const byName = new Map<string, DeclaredBucket>();
  for (const bucket of buckets) {
    const { instance } = bucket;
    const arn = identity(instance.attribute('arn'));
    if (arn !== undefined) byArn.set(arn, bucket);
    const name = unknownName({ kind: 'bucket', bucket: instance, defaulted: false });
    if (name !== undefined) byName.set(name, bucket);
  }
  return { byArn, byName };
}

/** Finds the buckets that the entries of a selection name by reference. */
export class BucketEntries {
  readonly #buckets: () => readonly DeclaredBucket[];
  #index: Index | undefined;

  /** @param buckets asked for with the first entry: most modules select nothing. */
  constructor(buckets: () => readonly DeclaredBucket[]) {
    this.#buckets = buckets;
  }

  /** The bucket that an ARN names: the bucket's own `arn`, or one put together from its name. */
  named(value: Value): NamedBucket | undefined {
    const found = this.#find(value);
    return found && { id: found.id, name: found.instance.name() };
  }

  /** The ARN that stands for all instances of a bucket, if the members of a collection are just these. */
  all({ keyed, value }: Rest): Value | undefined {
    const found = keyed === undefined ? undefined : this.#find(value);
    return found?.instance.slot.keyed === keyed ? value : undefined;
  }

  #find(value: Value): DeclaredBucket | undefined {
    this.#index ??= indexed(this.#buckets());
    const { byArn, byName } = this.#index;
    if (value.kind === 'unknown') return value.key === undefined ? undefined : byArn.get(value.key);
    if (value.kind !== 'text') return undefined;
    const name = value.parts.at(-1);
    const start = value.parts.slice(0, -1).map((part) => (typeof part === 'string' ? part : 'aws'));
    if (name === undefined || typeof name === 'string' || !startOfArn.test(start.join(''))) return undefined;
    return name.key === undefined ? undefined : byName.get(name.key);
  }
}
