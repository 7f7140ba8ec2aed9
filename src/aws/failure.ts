import * as l10n from '@vscode/l10n';
import type { Fact } from '../model/fact';
import { denied, unknown } from '../model/fact';
import type { CredentialCause } from './credentials/cause';
import { CredentialsError, describeCause } from './credentials/cause';

/** What went wrong with a call, in the terms in which a person can act on it. */
export type Failure =
  | { readonly kind: 'denied'; readonly action: string }
  | { readonly kind: 'credentials'; readonly cause: CredentialCause }
  | { readonly kind: 'network'; readonly detail: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'clock' }
  | { readonly kind: 'region'; readonly detail: string }
  | { readonly kind: 'not-aws'; readonly detail: string }
  | { readonly kind: 'service'; readonly detail: string };

/** An answer that can be read, and that AWS would not give. */
export class NotAwsError extends Error {
  override readonly name = 'NotAwsError';

  constructor(message = l10n.t('the answer lacks what AWS always gives')) {
    super(message);
  }
}

/** The parts of an error that the SDK and Node put there; every one may be missing. */
interface ErrorParts {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly status: number | undefined;
}

function partsOf(error: unknown): ErrorParts {
  if (typeof error !== 'object' || error === null) {
    return { name: '', code: '', message: String(error), status: undefined };
  }
  const text = (key: string): string => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? value : '';
  };
  const metadata: unknown = Reflect.get(error, '$metadata');
  const status: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined;
  return {
    name: text('name'),
    code: text('code'),
    message: text('message'),
    status: typeof status === 'number' ? status : undefined,
  };
}

const deniedNames = /^(AccessDenied|AccessDeniedException|Forbidden|UnauthorizedOperation|AllAccessDisabled)$/u;
const expiredNames = /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/u;
const rejectedNames =
  /^(InvalidAccessKeyId|InvalidClientTokenId|InvalidToken|InvalidSignatureException|SignatureDoesNotMatch|UnrecognizedClientException|CredentialsProviderError|TokenProviderError|UnauthorizedException)$/u;
const clockNames = /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)$/u;
/** AWS Backup, STS and IAM say of a date that is too far off that the signature is. */
const clockMessages = /^Signature (?:expired|not yet current)/u;
const regionNames =
  /^(AuthorizationHeaderMalformed|PermanentRedirect|IllegalLocationConstraintException|InvalidRegionException)$/u;
const throttleNames =
  /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|SlowDown)$/u;
const networkCodes =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/u;
/** What Node says of a certificate that it does not trust. */
const certificate = /certificate|self.signed|issuer/iu;
const timeoutNames = /^(TimeoutError|RequestTimeout)$/u;
/** What the SDK throws where an answer is neither XML nor JSON of the expected shape. */
const nonsense =
  /^(SyntaxError|SerializationException)$|is not (?:valid JSON|expected)|Unexpected token|Deserialization error|Char /iu;

/** The IAM action that an "access denied" message names, as AWS writes it: "… is not authorized to perform: s3:GetX on …". */
function actionIn(message: string): string | undefined {
  return /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)/u.exec(message)?.[1];
}

/** Errors that say by their name alone what they are. */
const byName: readonly (readonly [RegExp, (detail: string) => Failure])[] = [
  [expiredNames, () => ({ kind: 'credentials', cause: { kind: 'expired' } })],
  [rejectedNames, (detail) => ({ kind: 'credentials', cause: { kind: 'rejected', detail } })],
  [regionNames, (detail) => ({ kind: 'region', detail })],
  [/^NotAwsError$/u, (detail) => ({ kind: 'not-aws', detail })],
  [clockNames, () => ({ kind: 'clock' })],
  [throttleNames, () => ({ kind: 'throttled' })],
  [timeoutNames, () => ({ kind: 'timeout' })],
];

/** @param action The IAM action that the call needs, for where AWS does not name it. */
export function classify(error: unknown, action: string): Failure {
  if (error instanceof CredentialsError) return { kind: 'credentials', cause: error.reason };
  const { name, code, message, status } = partsOf(error);
  if (clockMessages.test(message)) return { kind: 'clock' };
  const named = byName.find(([pattern]) => pattern.test(name));
  if (named !== undefined) return named[1](message);
  const isNonsense = nonsense.test(name) || nonsense.test(message);
  if (deniedNames.test(name) || (status === 403 && !isNonsense)) {
    return { kind: 'denied', action: actionIn(message) ?? action };
  }
  if (code === 'ETIMEDOUT') return { kind: 'timeout' };
  if (networkCodes.test(code)) return { kind: 'network', detail: message === '' ? code : message };
  // On further lines the SDK tells its programmers where to look.
  if (isNonsense) return { kind: 'not-aws', detail: message.split('\n', 1)[0] ?? '' };
  return { kind: 'service', detail: message === '' ? name : message };
}

/** What happened, in a few words, and what AWS or the network said of it, where that tells more. */
export function headline(failure: Failure): { readonly words: string; readonly detail?: string } {
  switch (failure.kind) {
    case 'denied':
      return { words: l10n.t('{0} is denied', failure.action) };
    case 'credentials':
      return describeCause(failure.cause);
    case 'network':
      return { words: l10n.t('the endpoint cannot be reached'), detail: failure.detail };
    case 'timeout':
      return { words: l10n.t('the endpoint did not answer in time') };
    case 'throttled':
      return { words: l10n.t('AWS asks for fewer requests') };
    case 'clock':
      return { words: l10n.t("this machine's clock differs too much from AWS's") };
    case 'region':
      return { words: l10n.t('this Region does not answer for it'), detail: failure.detail };
    case 'not-aws':
      return { words: l10n.t('the endpoint did not answer as AWS does'), detail: failure.detail };
    case 'service':
      return { words: l10n.t('AWS answered with an error'), detail: failure.detail };
  }
}

/** What happened, as a sentence without its stop. */
export function describeFailure(failure: Failure): string {
  const { words, detail } = headline(failure);
  return detail === undefined || detail === '' ? words : `${words}: ${detail}`;
}

/** What a person can do about it, as a sentence. */
export function nextStep(failure: Failure): string {
  switch (failure.kind) {
    case 'denied':
      return l10n.t('Allow {0}, then try again.', failure.action);
    case 'credentials':
      return describeCause(failure.cause).next;
    case 'network':
      return certificate.test(failure.detail)
        ? l10n.t('Add its authority to the certificates of this machine.')
        : l10n.t('Check the network, the proxy, the Region and the endpoint setting.');
    case 'timeout':
      return l10n.t('Check the endpoint setting, or try again.');
    case 'throttled':
      return l10n.t('Try again in a minute.');
    case 'clock':
      return l10n.t("Set this machine's clock.");
    case 'region':
      return l10n.t('Choose the Region that is named, and check that it is enabled for the account.');
    case 'not-aws':
      return l10n.t('Check the endpoint setting.');
    case 'service':
      return l10n.t('Try again.');
  }
}

/** What happened and what to do about it. What AWS says may end with a stop of its own. */
export function failureSentences(failure: Failure): string {
  return `${describeFailure(failure).replace(/\.$/u, '')}. ${nextStep(failure)}`;
}

/** A failed read as a fact: refused, or not known. */
export function failureFact(failure: Failure): Fact<never> {
  return failure.kind === 'denied' ? denied(failure.action) : unknown(failureSentences(failure));
}

/** Whether the call was given up on purpose. */
export function isAbort(error: unknown): boolean {
  return partsOf(error).name === 'AbortError';
}

export function errorName(error: unknown): string {
  return partsOf(error).name;
}
