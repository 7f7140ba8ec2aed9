import { AwsError } from './awsError';
import { minute } from './clock';
import type { WireResponse } from './wire/http';
import type { Service } from './operation';
import type { KeyFault } from './keyFaults';
import type { PagingFault } from './pagingFaults';
import type { LoggedCall } from './requestLog';
import type { WireRequest } from './wire/http';

/** What can go wrong with a call before the account sees it, or with its answer. */
export type Interference =
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message: string;
      readonly statusCode: number;
      /** Such as `x-amz-bucket-region`. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Something else answers: a proxy, or a server that is no AWS. */
  | { readonly kind: 'answer'; readonly statusCode: number; readonly contentType: string; readonly body: string }
  /** The answer breaks off in the middle. */
  | { readonly kind: 'malformedBody' }
  | { readonly kind: 'paging'; readonly fault: PagingFault }
  /** Some keys of a call for many fail. */
  | { readonly kind: 'keys'; readonly fault: KeyFault }
  /** The account's clock is so far ahead of this machine's, or behind: requests dated outside its tolerance are refused. */
  | { readonly kind: 'skew'; readonly milliseconds: number }
  /** No answer ever; only the caller's abort ends it. */
  | { readonly kind: 'hang' };

/** Decides for each call whether something goes wrong. Undefined lets it through. */
export type Interfere = (call: LoggedCall) => Interference | undefined;

/**
 * Lets an interference happen before the call.
 *
 * @throws AwsError the error that was asked for.
 */
export async function interfereBefore(
  interference: Interference | undefined,
  request: WireRequest,
  service: Service,
  signal: AbortSignal | undefined,
): Promise<void> {
  switch (interference?.kind) {
    case undefined:
    case 'malformedBody':
    case 'answer':
    case 'paging':
    case 'keys':
      return;
    case 'delay':
      await waitFor(interference.milliseconds, signal);
      return;
    case 'hang':
      await waitFor(undefined, signal);
      return;
    case 'skew':
      checkDate(request, service, interference.milliseconds);
      return;
    case 'error':
      throw new AwsError(
        interference.code,
        interference.message,
        interference.statusCode,
        interference.headers === undefined ? {} : { headers: interference.headers },
      );
  }
}

/** Lets an interference happen to the answer. */
export function interfereAfter(interference: Interference | undefined, response: WireResponse): WireResponse {
  if (interference?.kind === 'skew') {
    return { ...response, headers: { ...response.headers, date: skewedDate(interference.milliseconds) } };
  }
  if (interference?.kind === 'answer') {
    const { statusCode, contentType, body } = interference;
    return { statusCode, headers: { 'content-type': contentType }, body: Buffer.from(body) };
  }
  if (interference?.kind !== 'malformedBody') {
    return response;
  }
  const half = response.body.subarray(0, Math.floor(response.body.length / 2));
  const body = half.length > 0 ? half : Buffer.from('{<');
  return { ...response, headers: { ...response.headers, 'content-length': String(body.length) }, body };
}

/** @throws the signal's reason once it is aborted; without milliseconds nothing else ends it. */
export async function waitFor(milliseconds: number | undefined, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(abortError());
    };
    // A hanging call must not keep the process alive.
    const timer = milliseconds === undefined ? undefined : setTimeout(done, milliseconds);
    function done(): void {
      signal?.removeEventListener('abort', abort);
      resolve();
    }
    if (signal?.aborted) {
      abort();
    } else {
      signal?.addEventListener('abort', abort, { once: true });
    }
  });
}

/** The error with which the SDK's own request handlers answer an abort. */
export function abortError(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}

const tolerance = { s3: 15 * minute, other: 5 * minute };

/** @throws AwsError in the service's own words where a request's date is too far from the account's. */
function checkDate({ headers }: WireRequest, service: Service, ahead: number): void {
  const stamp = headers['x-amz-date'] ?? '';
  const [, year, month, day, hours, minutes, seconds] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  const sent = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  const late = Date.now() + ahead - sent;
  const allowed = service === 's3' ? tolerance.s3 : tolerance.other;
  if (!(Math.abs(late) > allowed)) {
    return;
  }
  const details = { headers: { date: skewedDate(ahead) } };
  if (service === 's3') {
    const text = 'The difference between the request time and the current time is too large.';
    throw new AwsError('RequestTimeTooSkewed', text, 403, details);
  }
  const text =
    late > 0 ? `Signature expired: ${stamp} is now earlier than allowed` : `Signature not yet current: ${stamp}`;
  throw new AwsError(service === 'backup' ? 'InvalidSignatureException' : 'SignatureDoesNotMatch', text, 403, details);
}

function skewedDate(ahead: number): string {
  return new Date(Date.now() + ahead).toUTCString();
}
