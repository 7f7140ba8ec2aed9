import { queryValue, type WireRequest } from './http';

/** Who signed a request, for which Region and service. Signatures are not verified: every credential is good. */
export interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/**
 * Reads the credential scope of a SigV4 signature: `<access key>/<date>/<region>/<service>/aws4_request`, in the
 * `Authorization` header or, of a presigned URL, in the query. Undefined for a request that is not signed.
 */
export function readScope(request: WireRequest): Scope | undefined {
  const credential =
    /\bCredential=([^,\s]+)/.exec(request.headers['authorization'] ?? '')?.[1] ??
    queryValue(request.query, 'X-Amz-Credential');
  const parts = credential?.split('/') ?? [];
  const [service, region] = [parts.at(-2), parts.at(-3)];
  // An access key of ours may hold slashes, so the scope is read from its end.
  const accessKeyId = parts.slice(0, -4).join('/');
  if (parts.at(-1) !== 'aws4_request' || !service || !region || accessKeyId === '') {
    return undefined;
  }
  return { accessKeyId, region, service };
}
