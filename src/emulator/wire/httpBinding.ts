import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';

/** Where an operation sits in HTTP, read from its schema once. */
export interface HttpBinding {
  readonly method: string;
  /** Path segments; a label is written `{Name}`, one that takes the rest of the path `{Name+}`. */
  readonly segments: readonly string[];
  /** Query parameters that are part of the address, such as `versioning` or `list-type=2`. */
  readonly literals: readonly (readonly [name: string, value: string])[];
  /** Names of query parameters and headers without which it is another operation: `partNumber`, `x-amz-copy-source`. */
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
  readonly statusCode: number;
}

const known = new WeakMap<StaticOperationSchema, HttpBinding>();

/** @throws Error where the operation is not bound to HTTP, as those of STS and IAM. */
export function httpBindingOf(schema: StaticOperationSchema): HttpBinding {
  let binding = known.get(schema);
  if (binding === undefined) {
    binding = readBinding(schema);
    known.set(schema, binding);
  }
  return binding;
}

function readBinding(schema: StaticOperationSchema): HttpBinding {
  const traits = schema[3];
  const http = typeof traits === 'object' ? traits.http : undefined;
  if (http === undefined) {
    throw new Error(`${schema[2]} has no HTTP method and path.`);
  }
  const [method, address, statusCode] = http;
  return { ...readAddress(method, address), ...requiredOf(NormalizedSchema.of(schema[4])), statusCode };
}

/** Splits `/{Key+}?list-type=2` into its parts. `x-id` only tells clients the operation's name: no part of it. */
export function readAddress(method: string, address: string): Pick<HttpBinding, 'method' | 'segments' | 'literals'> {
  const [path = '', search = ''] = address.split('?');
  return {
    method,
    segments: path.split('/').filter((segment) => segment !== ''),
    literals: [...new URLSearchParams(search)].filter(([name]) => name !== 'x-id'),
  };
}

function requiredOf(input: NormalizedSchema): Pick<HttpBinding, 'requiredQuery' | 'requiredHeaders'> {
  const raw: unknown = input.getSchema();
  const count: unknown = Array.isArray(raw) ? raw[6] : undefined;
  const required = input.isStructSchema()
    ? [...input.structIterator()].slice(0, typeof count === 'number' ? count : 0)
    : [];
  return {
    requiredQuery: required.flatMap(([, member]) => member.getMergedTraits().httpQuery ?? []),
    requiredHeaders: required.flatMap(([, member]) => member.getMergedTraits().httpHeader?.toLowerCase() ?? []),
  };
}
