import type {
  $SchemaRef as SchemaRef,
  StaticListSchema,
  StaticOperationSchema,
  StaticStructureSchema,
} from '@smithy/types';

/** Simple shapes, by the numbers that the SDK's schemas give them. */
export const text = 0;
export const number = 1;
export const time = 4;
/** A map from texts to texts, and a list of texts. */
export const texts = 64;
export const textMap = 128;

type Members = Readonly<Record<string, SchemaRef>>;

/**
 * A structure, for operations that the SDK does not know.
 * @param required How many of the first members a request must have.
 */
export function structure(name: string, members: Members, required = 0): StaticStructureSchema {
  return [3, '', name, 0, Object.keys(members), Object.values(members), required];
}

export function list(name: string, member: SchemaRef): StaticListSchema {
  return [1, '', name, 0, member];
}

/** A member that stands in the path. */
export function inPath(): SchemaRef {
  return [0, { httpLabel: 1 }];
}

/** A member that stands in the query. */
export function inQuery(shape: 0 | 1, name: string): SchemaRef {
  return [shape, { httpQuery: name }];
}

/** An operation of REST-JSON that the SDK does not know. */
export function operation(
  name: string,
  method: string,
  path: string,
  input: StaticStructureSchema,
  output: StaticStructureSchema,
): StaticOperationSchema {
  return [9, '', name, { http: [method, path, 200] }, input, output];
}
