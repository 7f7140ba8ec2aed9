import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SampleAccount } from './account';
import type { WireResponse } from './wire/http';

/** A running endpoint. */
export interface SampleEndpoint {
  /** Such as `http://127.0.0.1:4566`. */
  readonly url: string;
  /** Stops it; requests in progress are cut off. */
  close(): Promise<void>;
}

/** Bodies beyond this are refused: the account is memory. */
const largestBody = 64 * 1024 * 1024;

/**
 * Serves an account on the loopback address, for any AWS client.
 *
 * @param port 0 takes a free one.
 * @throws Error with the code `EADDRINUSE` where the port is taken.
 */
export async function serveSampleAccount(account: SampleAccount, port = 0): Promise<SampleEndpoint> {
  const server = createServer((request, response) => {
    void serve(account, request, response);
  });
  server.on('clientError', (_error, socket) => {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function serve(account: SampleAccount, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => {
    gone.abort();
  });
  try {
    send(response, await answer(account, request, gone.signal));
  } catch {
    // The client went away, or sent what is no request.
    if (!response.headersSent && !response.destroyed) {
      response.writeHead(400).end();
    }
  }
}

async function answer(account: SampleAccount, request: IncomingMessage, signal: AbortSignal): Promise<WireResponse> {
  const body = await readBody(request);
  if (body === undefined) {
    return { statusCode: 413, headers: { connection: 'close' }, body: new Uint8Array() };
  }
  const [path, search] = splitOnce(request.url ?? '/', '?');
  return account.respond(
    {
      method: request.method ?? 'GET',
      hostname: (request.headers.host ?? '').replace(/:\d+$/, ''),
      path,
      query: readQuery(search),
      headers: readHeaders(request),
      body,
    },
    signal,
  );
}

function send(response: ServerResponse, { statusCode, headers, body }: WireResponse): void {
  response.writeHead(statusCode, headers);
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > largestBody) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (value ?? []).join(', '),
    ]),
  );
}

/** A plus sign in a query stands for itself only where it is percent-encoded. */
function readQuery(search: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const before = Object.hasOwn(query, name) ? query[name] : undefined;
    query[name] = before === undefined ? value : [before, value].flat();
  }
  return query;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
