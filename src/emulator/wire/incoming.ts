import { AwsError } from '../awsError';
import { decodeAwsChunked } from './awsChunked';
import type { Query, WireRequest } from './http';

/** A request as the SDK's clients hand it to their request handler, and as the HTTP server makes it. */
export interface IncomingRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Brings a request into one form: lower-case headers, the body read to its end and taken out of `aws-chunked`, its
 * trailers joined to the headers.
 *
 * @throws AwsError `IncompleteBody` where the chunks do not add up.
 */
export async function receive(incoming: IncomingRequest): Promise<WireRequest> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name.toLowerCase()] = value;
  }
  const raw = await readBody(incoming.body);
  const { body, trailers } = unwrap(raw, headers);
  return {
    method: incoming.method.toUpperCase(),
    hostname: incoming.hostname,
    path: incoming.path.startsWith('/') ? incoming.path : `/${incoming.path}`,
    query: (incoming.query ?? {}) satisfies Query,
    headers: { ...headers, ...trailers },
    body,
  };
}

function unwrap(
  raw: Uint8Array,
  headers: Readonly<Record<string, string>>,
): { body: Uint8Array; trailers: Record<string, string> } {
  const isChunked =
    (headers['content-encoding'] ?? '').split(',').some((coding) => coding.trim() === 'aws-chunked') ||
    (headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  if (!isChunked) {
    return { body: raw, trailers: {} };
  }
  const decoded = decodeAwsChunked(raw);
  if (decoded === undefined) {
    throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly.', 400);
  }
  return { body: decoded.payload, trailers: decoded.trailers };
}

async function readBody(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) {
    return new Uint8Array();
  }
  if (typeof body === 'string') {
    return Buffer.from(body);
  }
  if (ArrayBuffer.isView(body)) {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }
  if (body instanceof ArrayBuffer) {
    return new Uint8Array(body);
  }
  if (isAsyncIterable(body)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) {
      chunks.push(await readBody(chunk));
    }
    return Buffer.concat(chunks);
  }
  throw new TypeError('The body of a request is text, bytes or a stream of them.');
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
