import {
  AssumeRole$,
  AssumeRoleWithWebIdentity$,
  GetCallerIdentity$,
  type AssumeRoleRequest,
  type AssumeRoleResponse,
  type AssumeRoleWithWebIdentityRequest,
  type AssumeRoleWithWebIdentityResponse,
  type GetCallerIdentityResponse,
} from '@aws-sdk/client-sts';
import { AwsError } from '../awsError';
import { roleNameOf } from '../arnNames';
import { second } from '../clock';
import { declareService, type Call, type Operation } from '../operation';
import type { Received } from '../received';
import type { Role } from './role';
import { mintSession } from './sessions';
import { trusts } from './trust';

const stsOperation = declareService('sts');

export const stsOperations: readonly Operation[] = [
  stsOperation(GetCallerIdentity$, getCallerIdentity),
  stsOperation(AssumeRole$, assumeRole),
  stsOperation(AssumeRoleWithWebIdentity$, assumeRoleWithWebIdentity),
];

function getCallerIdentity(_input: object, call: Call): GetCallerIdentityResponse {
  return { Account: call.state.accountId, Arn: call.caller, UserId: `sample:${roleNameOf(call.caller)}` };
}

function assumeRole(input: Received<AssumeRoleRequest>, call: Call): AssumeRoleResponse {
  const mfa = checkMfaCode(input, call);
  const role = findRole(input.RoleArn, call);
  const request = { action: 'sts:AssumeRole', who: call.caller, mfa, externalId: input.ExternalId } as const;
  if (role === undefined || !trusts(role, request)) {
    throw new AwsError(
      'AccessDenied',
      `User: ${call.caller} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
      403,
    );
  }
  return startSession(role, input, call);
}

/** Not signed: the token is the proof. */
function assumeRoleWithWebIdentity(
  input: Received<AssumeRoleWithWebIdentityRequest>,
  call: Call,
): AssumeRoleWithWebIdentityResponse {
  const token = call.state.identities.webTokens.get(input.WebIdentityToken);
  if (token === undefined) {
    throw new AwsError('InvalidIdentityToken', 'No OpenIDConnect provider found in your account for this token', 400);
  }
  if (token.expiresAt <= call.now) {
    throw new AwsError('ExpiredTokenException', 'Token expired: it must be used before its expiration date', 400);
  }
  const role = findRole(input.RoleArn, call);
  const request = { action: 'sts:AssumeRoleWithWebIdentity', who: token.provider, mfa: false } as const;
  if (role === undefined || !trusts(role, request)) {
    throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403);
  }
  return { ...startSession(role, input, call), Provider: token.provider };
}

function findRole(arn: string, { state }: Call): Role | undefined {
  const role = state.roles.get(roleNameOf(arn));
  return role?.arn === arn ? role : undefined;
}

/** @returns whether a second factor was shown. @throws AwsError for a device or code that is wrong or used up. */
function checkMfaCode(
  { SerialNumber, TokenCode }: Pick<AssumeRoleRequest, 'SerialNumber' | 'TokenCode'>,
  { state }: Call,
): boolean {
  if (SerialNumber === undefined || TokenCode === undefined) {
    return false;
  }
  const device = state.identities.mfaDevices.get(SerialNumber);
  if (device?.code !== TokenCode || device.lastUsed === TokenCode) {
    throw new AwsError('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.', 403);
  }
  device.lastUsed = TokenCode;
  return true;
}

function startSession(
  role: Role,
  { RoleSessionName, DurationSeconds = 3600 }: { RoleSessionName: string; DurationSeconds?: number | undefined },
  call: Call,
): AssumeRoleResponse {
  const arn = `arn:aws:sts::${call.state.accountId}:assumed-role/${role.name}/${RoleSessionName}`;
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = mintSession(call, arn, DurationSeconds * second);
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: new Date(expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: `sample:${RoleSessionName}`, Arn: arn },
  };
}
