import type {
  $SchemaRef as Shape,
  StaticListSchema,
  StaticOperationSchema,
  StaticStructureSchema,
} from '@smithy/types';

/*
 * Shapes of operations that the SDK's clients do not have, in the form in which the SDK describes its own: what signs,
 * retries, writes and reads a request is then the same as for all others.
 */

/** Simple shapes, by the SDK's numbers. */
export const text = 0;
export const number = 1;
export const time = 4;
/** A list of texts, and a map from texts to texts. */
export const texts = 64;
export const textMap = 128;

export function structure(name: string, members: Readonly<Record<string, Shape>>): StaticStructureSchema {
  return [3, '', name, 0, Object.keys(members), Object.values(members)];
}

export function listOf(name: string, member: Shape): StaticListSchema {
  return [1, '', name, 0, member];
}

/** A text that stands in the path. */
export const inPath: Shape = [text, { httpLabel: 1 }];

/** A member that stands in the query. */
export function inQuery(shape: typeof text | typeof number, name: string): Shape {
  return [shape, { httpQuery: name }];
}

/** An operation of REST-JSON with its types. */
export interface RestOperation<Input extends object, Output extends object> {
  readonly schema: StaticOperationSchema;
  /** Only in the types: nothing has this value. */
  readonly types?: { readonly input: Input; readonly output: Output };
}

/** @param http Method and path. */
export function restOperation<Input extends object, Output extends object>(
  name: string,
  http: readonly [method: string, path: string],
  input: Readonly<Record<string, Shape>>,
  output: Readonly<Record<string, Shape>>,
): RestOperation<Input, Output> {
  const [inputShape, outputShape] = [structure(`${name}Input`, input), structure(`${name}Output`, output)];
  return { schema: [9, '', name, { http: [...http, 200] }, inputShape, outputShape] };
}
