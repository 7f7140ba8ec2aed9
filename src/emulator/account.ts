import { Readable } from 'node:stream';
import { createClock, type Clock } from './clock';
import { dispatch, type Surroundings } from './dispatcher';
import type { Interfere } from './interference';
import { RequestLog } from './requestLog';
import { loadScenario } from './scenarios/catalogue';
import type { AccountState, Denial } from './state';
import type { WireResponse } from './wire/http';
import type { IncomingRequest } from './wire/incoming';

export interface SampleAccountOptions {
  /** Name of a scenario; `mixed`, a small account with something of everything, where nothing is said. */
  readonly scenario?: string;
  /** Sizes for the generated scenario `large`. */
  readonly size?: { readonly buckets: number; readonly recoveryPoints: number };
  /** The time at which the account's clock stands still, in milliseconds since 1970. Without it the clock runs. */
  readonly now?: number;
}

interface HandlerOptions {
  readonly abortSignal?: unknown;
}

/**
 * An AWS account in memory: S3, AWS Backup, and what they need of IAM and STS. It is a request handler of the SDK's
 * clients: `new BackupClient({ region, credentials, requestHandler: account })`.
 */
export interface SampleAccount {
  readonly clock: Clock;
  /** The calls that came, counted. */
  readonly log: RequestLog;
  readonly state: AccountState;
  /** Decides for each call whether it is delayed or goes wrong. */
  interfere: Interfere | undefined;
  /** Takes a right away from the caller. @returns a function that gives it back. */
  deny(action: string, resource: string): () => void;
  /** Answers a request. @throws AbortError where the signal is aborted meanwhile. */
  respond(request: IncomingRequest, signal?: AbortSignal): Promise<WireResponse>;
  /** Answers a request of the SDK. */
  handle(request: IncomingRequest, options?: HandlerOptions): Promise<{ response: SdkResponse }>;
  /** Part of the SDK's interface of a request handler; there is nothing to configure. */
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** An answer as the SDK's clients read it. */
interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/** Makes an account and lets its history happen. @throws RangeError for a scenario that there is not. */
export function createSampleAccount(options: SampleAccountOptions = {}): SampleAccount {
  const { now } = options;
  const clock = createClock(now === undefined ? undefined : () => now);
  const state = loadScenario(options.scenario ?? 'mixed', clock.now(), options.size);
  const log = new RequestLog();
  const respond = (request: IncomingRequest, signal?: AbortSignal): Promise<WireResponse> => {
    const surroundings: Surroundings = { state, clock, log, interfere: account.interfere };
    return dispatch(surroundings, request, signal);
  };
  const account: SampleAccount = {
    clock,
    log,
    state,
    interfere: undefined,
    deny(action, resource) {
      const denial: Denial = { action, resource };
      state.denials.add(denial);
      return () => {
        state.denials.delete(denial);
      };
    },
    respond,
    async handle(request, { abortSignal } = {}) {
      const { statusCode, headers, body } = await respond(request, asSignal(abortSignal));
      return { response: { statusCode, headers, body: Readable.from([body]) } };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  return account;
}

/** The SDK types its signal more widely than the one it passes on. */
function asSignal(signal: unknown): AbortSignal | undefined {
  return signal instanceof AbortSignal ? signal : undefined;
}
