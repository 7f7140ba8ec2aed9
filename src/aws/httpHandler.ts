import { NodeHttpHandler } from '@smithy/node-http-handler';

/** How long an endpoint may take, in milliseconds. */
export interface Timeouts {
  readonly connect: number;
  readonly answer: number;
}

export const defaultTimeouts: Timeouts = { connect: 5_000, answer: 15_000 };

/** The longest time a timer takes. */
const never = 2 ** 31 - 1;

/**
 * What sends the requests of a connection. It brings no HTTPS agent of its own: VS Code puts its proxy
 * into requests that have none (`http.proxySupport` with the value `on`), and Node's own agent keeps connections open too.
 */
export function createHttpHandler({ connect, answer }: Timeouts): NodeHttpHandler {
  const handler = new NodeHttpHandler({
    connectionTimeout: connect,
    requestTimeout: answer,
    throwOnRequestTimeout: true,
    // The warning looks into the agent that is not there. At most eight requests are on their way at once.
    socketAcquisitionWarningTimeout: never,
  });
  handler.updateHttpClientConfig('httpsAgent', undefined);
  return handler;
}
