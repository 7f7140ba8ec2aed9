import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { readText, structureOf, writeText, type BodyCodec } from './codecs';
import type { WireRequest, WireResponse } from './http';
import { httpBindingOf } from './httpBinding';

type Members = readonly (readonly [string, NormalizedSchema])[];

/** Reads the input of an operation whose protocol binds members to path, query, headers and body. */
export async function readInput(
  schema: StaticOperationSchema,
  request: WireRequest,
  labels: Readonly<Record<string, string>>,
  codec: BodyCodec,
): Promise<Record<string, unknown>> {
  const members = membersOf(NormalizedSchema.of(schema[4]));
  const input: Record<string, unknown> = await readBodyMembers(members.body, request, codec);
  for (const [name, member] of members.bound) {
    const value = await readBound(name, member, request, labels, codec);
    if (value !== undefined) {
      input[name] = value;
    }
  }
  return input;
}

async function readBodyMembers(
  body: Members,
  request: WireRequest,
  codec: BodyCodec,
): Promise<Record<string, unknown>> {
  if (body.length === 0 || request.body.length === 0) {
    return {};
  }
  const read = await codec.read(structureOf('Body', body, undefined), request.body);
  return typeof read === 'object' && read !== null ? { ...read } : {};
}

async function readBound(
  name: string,
  member: NormalizedSchema,
  request: WireRequest,
  labels: Readonly<Record<string, string>>,
  codec: BodyCodec,
): Promise<unknown> {
  const { httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpPayload } = member.getMergedTraits();
  if (httpLabel) {
    return read(member, labels[name]);
  }
  if (httpQuery !== undefined) {
    return readQuery(member, request.query[httpQuery]);
  }
  if (httpHeader !== undefined) {
    return read(member, request.headers[httpHeader.toLowerCase()]);
  }
  if (httpPrefixHeaders !== undefined) {
    return readPrefixed(httpPrefixHeaders.toLowerCase(), request.headers);
  }
  return httpPayload ? await readPayload(member, request.body, codec) : undefined;
}

async function readPayload(member: NormalizedSchema, body: Uint8Array, codec: BodyCodec): Promise<unknown> {
  if (member.isBlobSchema() || member.isStreaming()) {
    return body;
  }
  if (body.length === 0) {
    return undefined;
  }
  return member.isStringSchema() ? Buffer.from(body).toString() : await codec.read(member, body);
}

function readQuery(member: NormalizedSchema, value: string | readonly string[] | null | undefined): unknown {
  if (value === undefined) {
    return undefined;
  }
  const values = typeof value === 'string' ? [value] : (value ?? ['']);
  return member.isListSchema()
    ? values.map((item) => readText(member.getValueSchema(), item))
    : read(member, values[0] ?? '');
}

function read(member: NormalizedSchema, text: string | undefined): unknown {
  return text === undefined ? undefined : readText(member, text);
}

function readPrefixed(prefix: string, headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

/** Writes the output of such an operation. A member that the SDK's output shape lacks is not written. */
export function writeOutput(
  schema: StaticOperationSchema,
  output: Readonly<Record<string, unknown>>,
  codec: BodyCodec,
): WireResponse {
  const shape = NormalizedSchema.of(schema[5]);
  const members = membersOf(shape);
  const headers: Record<string, string> = {};
  let body: Uint8Array = new Uint8Array();
  if (members.body.length > 0) {
    const xmlName = shape.getMergedTraits().xmlName ?? shape.getName();
    body = codec.write(structureOf('Body', members.body, xmlName), output);
    headers['content-type'] = codec.contentType;
  }
  for (const [name, member] of members.bound) {
    const value = output[name];
    if (value === undefined || value === null) {
      continue;
    }
    const { httpHeader, httpPrefixHeaders } = member.getMergedTraits();
    if (httpHeader !== undefined) {
      headers[httpHeader.toLowerCase()] = writeText(member, value);
    } else if (httpPrefixHeaders !== undefined) {
      Object.assign(headers, prefixed(httpPrefixHeaders, value));
    } else {
      body = value instanceof Uint8Array ? value : codec.write(member, value);
      headers['content-type'] ??= value instanceof Uint8Array ? 'binary/octet-stream' : codec.contentType;
    }
  }
  // Part of an object has a status of its own, which the schemas do not tell.
  const statusCode = headers['content-range'] === undefined ? httpBindingOf(schema).statusCode : 206;
  return { statusCode, headers, body };
}

function prefixed(prefix: string, values: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values as Record<string, string>).map(([name, value]) => [prefix.toLowerCase() + name, value]),
  );
}

const splitMembers = new WeakMap<object, { body: Members; bound: Members }>();

/** Members that travel in the body, and those bound to another place. */
function membersOf(shape: NormalizedSchema): { body: Members; bound: Members } {
  let split = splitMembers.get(shape);
  if (split === undefined) {
    const all: Members = shape.isStructSchema() ? [...shape.structIterator()] : [];
    split = { body: all.filter(([, member]) => !isBound(member)), bound: all.filter(([, member]) => isBound(member)) };
    splitMembers.set(shape, split);
  }
  return split;
}

function isBound(member: NormalizedSchema): boolean {
  const traits = member.getMergedTraits();
  return (
    traits.httpLabel !== undefined ||
    traits.httpQuery !== undefined ||
    traits.httpHeader !== undefined ||
    traits.httpPrefixHeaders !== undefined ||
    traits.httpPayload !== undefined
  );
}
