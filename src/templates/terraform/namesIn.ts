import type { Block, Expression } from './syntax';

type AttributeAccess = Extract<Expression, { kind: 'attribute' }>;

const known = new WeakMap<object, readonly string[]>();

function isAttributeAccess(part: object): part is AttributeAccess {
  return 'kind' in part && part.kind === 'attribute';
}

/** The address that the first names of a reference stand for, as `ModuleSource` has it. */
function addressOf({ of, name }: AttributeAccess): string | undefined {
  if (of.kind === 'name') return of.name === 'var' ? `variable.${name}` : `${of.name}.${name}`;
  const isData = of.kind === 'attribute' && of.of.kind === 'name' && of.of.name === 'data';
  return isData ? `data.${of.name}.${name}` : undefined;
}

function gather(part: unknown, found: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  const address = isAttributeAccess(part) ? addressOf(part) : undefined;
  if (address !== undefined) found.add(address);
  for (const inner of Object.values(part)) gather(inner, found);
}

/** The addresses of all that is named in a part of a module (`local.tags`, `variable.name`), and perhaps of more. */
export function namesIn(part: Block | Expression): readonly string[] {
  const before = known.get(part);
  if (before !== undefined) return before;
  const found = new Set<string>();
  gather(part, found);
  const names = [...found];
  known.set(part, names);
  return names;
}

/** The address of the bucket that a setting's `bucket` names directly, if it does. */
export function namedBucket(bucket: Expression): string | undefined {
  switch (bucket.kind) {
    case 'attribute':
      return bucket.of.kind === 'name'
        ? bucket.of.name === 'aws_s3_bucket'
          ? `aws_s3_bucket.${bucket.name}`
          : undefined
        : namedBucket(bucket.of);
    case 'index':
      return namedBucket(bucket.of);
    default:
      return undefined;
  }
}
