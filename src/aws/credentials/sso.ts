import { fromSSO } from '@aws-sdk/credential-providers';
import { SSOClient } from '@aws-sdk/nested-clients/sso';
import type { AwsCredentialIdentity } from '@smithy/types';
import { ssoEndpoints } from '../endpoints';
import { CredentialsError } from './cause';
import type { LoginNetwork } from './loginNetwork';
import type { Base } from './plan';
import { readSharedFiles } from './sharedFiles';

/**
 * Credentials by a login to IAM Identity Center that is there: the SDK reads its token from the cache that
 * `aws sso login` fills, and renews it where the login allows that. It never starts a login.
 *
 * @throws CredentialsError where a login is needed, or gives no access; what the SDK throws where it cannot be asked.
 */
export async function credentialsOfSso(
  { profile, account, role, region }: Extract<Base, { kind: 'sso' }>,
  { requestHandler }: LoginNetwork,
): Promise<AwsCredentialIdentity> {
  const { portal, oidc } = ssoEndpoints(await readSharedFiles(), profile);
  const common = { requestHandler, maxAttempts: 2, ignoreConfiguredEndpointUrls: true };
  const client = new SSOClient({ ...common, region, ...(portal !== undefined && { endpoint: portal }) });
  let said: Error | undefined;
  // The provider wraps what the portal answers into a text; the error itself tells more.
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error) said = error;
        throw error;
      }
    },
    { step: 'initialize', name: 's3backupRemember' },
  );
  try {
    const clientConfig = { ...common, ...(oidc !== undefined && { endpoint: oidc }) };
    return await fromSSO({ profile, ignoreCache: true, ssoClient: client, clientConfig })();
  } catch {
    const name = said?.name ?? '';
    if (said === undefined || name === 'UnauthorizedException')
      throw new CredentialsError({ kind: 'sso-login', profile });
    if (/^(ForbiddenException|ResourceNotFoundException|InvalidRequestException)$/u.test(name)) {
      throw new CredentialsError({ kind: 'sso-access', profile, account, role });
    }
    throw said;
  }
}
