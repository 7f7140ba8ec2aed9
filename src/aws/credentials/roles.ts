import { readFile } from 'node:fs/promises';
import type { Credentials } from '@aws-sdk/client-sts';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { CredentialsError } from './cause';
import type { LoginNetwork } from './loginNetwork';
import type { Base, RoleStep } from './plan';

/** What CloudTrail shows of us where the profile says nothing else. */
const ownSessionName = 's3-backup-explorer';

/** The default of the AWS CLI and the SDKs. */
const defaultSeconds = 3600;

function stsClient(
  { requestHandler, stsEndpoint }: LoginNetwork,
  region: string,
  credentials?: AwsCredentialIdentity,
): STSClient {
  return new STSClient({
    region,
    ...(credentials !== undefined && { credentials }),
    requestHandler,
    maxAttempts: 3,
    ignoreConfiguredEndpointUrls: true,
    ...(stsEndpoint !== undefined && { endpoint: stsEndpoint }),
  });
}

/**
 * Assumes a role.
 *
 * @param code Of the step's MFA device, where it names one.
 * @throws CredentialsError where AWS refuses; what the SDK throws where it cannot be asked.
 */
export async function assumeRole(
  step: RoleStep,
  source: AwsCredentialIdentity,
  code: string | undefined,
  network: LoginNetwork,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  const client = stsClient(network, step.region ?? network.region, source);
  const command = new AssumeRoleCommand({
    RoleArn: step.role,
    RoleSessionName: step.sessionName ?? ownSessionName,
    DurationSeconds: step.seconds ?? defaultSeconds,
    ...(step.externalId !== undefined && { ExternalId: step.externalId }),
    ...(code !== undefined && { SerialNumber: step.mfaDevice, TokenCode: code }),
  });
  try {
    return identityOf((await client.send(command, { abortSignal: signal })).Credentials);
  } catch (error) {
    throw refusal(step, error) ?? error;
  }
}

function refusal({ profile, role, mfaDevice }: RoleStep, error: unknown): CredentialsError | undefined {
  if (!(error instanceof Error)) return undefined;
  const refused = error.name === 'AccessDenied' || error.name === 'ValidationError';
  if (mfaDevice !== undefined && refused && /MultiFactorAuthentication|tokenCode/u.test(error.message)) {
    return new CredentialsError({ kind: 'mfa-refused', profile, device: mfaDevice });
  }
  return refused ? new CredentialsError({ kind: 'role', profile, role, detail: error.message }) : undefined;
}

/** Exchanges the token in a file for a role's credentials. The request is not signed: the token is the proof. */
export async function assumeRoleWithWebIdentity(
  base: Extract<Base, { kind: 'web-identity' }>,
  network: LoginNetwork,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  const { profile, role, tokenFile, sessionName = ownSessionName } = base;
  const token = await readToken(profile, tokenFile);
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: role,
    RoleSessionName: sessionName,
    WebIdentityToken: token,
  });
  try {
    const { Credentials } = await stsClient(network, network.region).send(command, { abortSignal: signal });
    return identityOf(Credentials);
  } catch (error) {
    const refused = error instanceof Error && /IdentityToken|ExpiredToken|AccessDenied|IDPRejected/u.test(error.name);
    throw refused ? new CredentialsError({ kind: 'web-identity', profile, detail: error.message }) : error;
  }
}

async function readToken(profile: string, file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    throw new CredentialsError({ kind: 'web-identity', profile, detail: `${file} cannot be read` });
  }
}

function identityOf(given: Credentials | undefined): AwsCredentialIdentity {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined)
    throw new Error('AWS STS answered without credentials.');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken !== undefined && { sessionToken: SessionToken }),
    ...(Expiration !== undefined && { expiration: Expiration }),
  };
}
