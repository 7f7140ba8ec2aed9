import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { readText, structureOf, xmlBody } from './codecs';
import { queryValue, type WireRequest, type WireResponse } from './http';

type Parameters = ReadonlyMap<string, string>;

/** The parameters of a request in AWS's query protocol: a form in the body, or the query string of a GET. */
export function readParameters(request: WireRequest): Parameters {
  const parameters = new Map<string, string>();
  for (const name of Object.keys(request.query)) {
    parameters.set(name, queryValue(request.query, name) ?? '');
  }
  for (const [name, value] of new URLSearchParams(Buffer.from(request.body).toString())) {
    parameters.set(name, value);
  }
  return parameters;
}

/** Reads an operation's input from such parameters: `Tags.member.1.Key=…`. */
export function readQueryInput(schema: StaticOperationSchema, parameters: Parameters): Record<string, unknown> {
  const input = readValue(NormalizedSchema.of(schema[4]), '', parameters);
  return typeof input === 'object' && input !== null ? { ...input } : {};
}

function readValue(schema: NormalizedSchema, path: string, parameters: Parameters): unknown {
  if (schema.isStructSchema()) {
    return readStructure(schema, path, parameters);
  }
  if (schema.isListSchema()) {
    return readList(schema, path, parameters);
  }
  const text = parameters.get(path);
  return text === undefined ? undefined : readText(schema, text);
}

function readStructure(schema: NormalizedSchema, path: string, parameters: Parameters): object | undefined {
  const value: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const key = member.getMergedTraits().xmlName ?? name;
    const read = readValue(member, path === '' ? key : `${path}.${key}`, parameters);
    if (read !== undefined) {
      value[name] = read;
    }
  }
  return path === '' || Object.keys(value).length > 0 ? value : undefined;
}

function readList(schema: NormalizedSchema, path: string, parameters: Parameters): unknown[] | undefined {
  const item = schema.getValueSchema();
  const prefix = schema.getMergedTraits().xmlFlattened ? path : `${path}.${item.getMergedTraits().xmlName ?? 'member'}`;
  const values: unknown[] = [];
  for (let index = 1; ; index++) {
    const value = readValue(item, `${prefix}.${index}`, parameters);
    if (value === undefined) {
      return values.length > 0 ? values : undefined;
    }
    values.push(value);
  }
}

/** Writes an operation's output: `<GetRoleResponse><GetRoleResult>…</GetRoleResult><ResponseMetadata>…`. */
export function writeQueryOutput(
  schema: StaticOperationSchema,
  output: unknown,
  xmlNamespace: string,
  requestId: string,
): WireResponse {
  const name = schema[2];
  const shape = NormalizedSchema.of(schema[5]);
  const result = shape.isStructSchema()
    ? xmlBody(xmlNamespace).write(structureOf('Result', [...shape.structIterator()], `${name}Result`), output)
    : new Uint8Array();
  const inner = Buffer.from(result)
    .toString()
    .replace(/^<\?xml[^>]*\?>\s*/, '')
    .replace(` xmlns="${xmlNamespace}"`, '');
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const text = `<${name}Response xmlns="${xmlNamespace}">${inner}${metadata}</${name}Response>`;
  return { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(text) };
}
