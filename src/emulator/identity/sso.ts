import {
  GetRoleCredentials$,
  type GetRoleCredentialsRequest,
  type GetRoleCredentialsResponse,
} from '@aws-sdk/nested-clients/sso';
import { CreateToken$, type CreateTokenRequest, type CreateTokenResponse } from '@aws-sdk/nested-clients/sso-oidc';
import { AwsError } from '../awsError';
import { hour } from '../clock';
import { declareService, type Call, type Operation } from '../operation';
import type { Received } from '../received';
import { mintSession } from './sessions';

/** The access portal of IAM Identity Center. Its calls are not signed: the login's access token is the proof. */
export const ssoOperations: readonly Operation[] = [declareService('sso')(GetRoleCredentials$, getRoleCredentials)];

/** Where logins to IAM Identity Center are renewed. */
export const ssoOidcOperations: readonly Operation[] = [declareService('sso-oidc')(CreateToken$, createToken)];

function getRoleCredentials(input: Received<GetRoleCredentialsRequest>, call: Call): GetRoleCredentialsResponse {
  const { state, now } = call;
  const { accountId, roleName, accessToken } = input;
  if ((state.identities.ssoTokens.get(accessToken) ?? 0) <= now) {
    throw new AwsError('UnauthorizedException', 'Session token not found or invalid', 401);
  }
  if (!state.identities.ssoAssignments.has(`${accountId}/${roleName}`)) {
    throw new AwsError('ForbiddenException', 'No access', 403);
  }
  const arn = `arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_${roleName}_${state.ids.hex(8)}/sample`;
  const { expiresAt, ...keys } = mintSession(call, arn, hour);
  return { roleCredentials: { ...keys, expiration: expiresAt } };
}

/** Renews a login. A refresh token is good once, and the answer holds the next. */
function createToken(input: Received<CreateTokenRequest>, { state, now }: Call): CreateTokenResponse {
  const { ssoTokens, ssoRefreshTokens } = state.identities;
  if (input.grantType !== 'refresh_token') {
    throw new AwsError('UnsupportedGrantTypeException', 'Only logins that are there can be renewed.', 400);
  }
  const refreshToken = input.refreshToken ?? '';
  if (ssoRefreshTokens.get(refreshToken) !== input.clientId) {
    throw new AwsError('InvalidGrantException', 'Invalid refresh token provided', 400);
  }
  ssoRefreshTokens.delete(refreshToken);
  const renewed = {
    accessToken: `sample-access-${state.ids.hex(16)}`,
    refreshToken: `sample-refresh-${state.ids.hex(16)}`,
  };
  ssoTokens.set(renewed.accessToken, now + hour);
  ssoRefreshTokens.set(renewed.refreshToken, input.clientId);
  return { ...renewed, tokenType: 'Bearer', expiresIn: hour / 1000 };
}
