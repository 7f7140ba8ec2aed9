import type { WireRequest } from './http';
import { readParameters } from './queryMessage';
import type { Scope } from './scope';

/**
 * The service of a request that carries no signature because none is needed: it brings a login's token instead. Such a
 * request names no Region.
 */
export function readUnsignedScope(request: WireRequest): Scope | undefined {
  const service = unsignedService(request);
  return service === undefined ? undefined : { accessKeyId: '', region: 'us-east-1', service };
}

function unsignedService(request: WireRequest): string | undefined {
  if (request.path === '/federation/credentials') {
    return 'sso';
  }
  if (request.method !== 'POST') {
    return undefined;
  }
  if (request.path === '/token') {
    return 'sso-oidc';
  }
  return readParameters(request).get('Action') === 'AssumeRoleWithWebIdentity' ? 'sts' : undefined;
}
