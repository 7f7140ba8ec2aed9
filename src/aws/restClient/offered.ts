import { classify, errorName } from '../failure';

/** What a connection says of a feature that not every account, Region or endpoint has. */
export type Offer =
  | { readonly kind: 'offered' }
  | { readonly kind: 'denied'; readonly action: string }
  /** The endpoint does not know it, or there is none. */
  | { readonly kind: 'not-offered' };

/** What gateways and other endpoints say of a path that they do not know. */
const unknownNames =
  /^(UnknownOperationException|UnknownOperation|NotImplemented|NotImplementedException|MissingAuthenticationTokenException|MissingAuthenticationToken|InvalidAction|MethodNotAllowed|NotFound|NoSuchBucket|UnknownError|Unknown)$/u;

function statusOf(error: unknown): number | undefined {
  const metadata: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, '$metadata') : undefined;
  const status: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
}

function hasNoAddress(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}

/**
 * What a call's failure says of the feature; `undefined` where it says nothing, and the call may be tried again.
 * @param action The IAM action that the call needs.
 */
export function offerOf(error: unknown, action: string): Offer | undefined {
  const name = errorName(error);
  const isUnknownPath = statusOf(error) === 404 && name !== 'ResourceNotFoundException';
  if (unknownNames.test(name) || isUnknownPath || statusOf(error) === 501 || hasNoAddress(error)) {
    return { kind: 'not-offered' };
  }
  const failure = classify(error, action);
  if (failure.kind === 'not-aws') return { kind: 'not-offered' };
  return failure.kind === 'denied' ? { kind: 'denied', action: failure.action } : undefined;
}
