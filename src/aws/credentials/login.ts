import { fromIni } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { AwsConnection } from '../connection';
import { CredentialsError } from './cause';
import { credentialsOfProcess } from './credentialProcess';
import type { LoginHost } from './loginHost';
import type { LoginNetwork } from './loginNetwork';
import { credentialsOfEnvironment, credentialsOfMachine } from './machine';
import type { Base, LoginPlan, RoleStep } from './plan';
import { planLogin } from './plan';
import { assumeRole, assumeRoleWithWebIdentity } from './roles';
import { readSharedFiles } from './sharedFiles';
import { credentialsOfSso } from './sso';

/**
 * Gets the credentials of a connection: what begins the chain first, then role by role, so that a person is asked for a
 * code only when it is that role's turn.
 *
 * @throws CredentialsError where a person has to do something; what the SDK throws where AWS cannot be reached.
 */
export async function logIn(
  connection: AwsConnection,
  network: LoginNetwork,
  host: LoginHost,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  const plan = await planOf(connection);
  if (plan.kind === 'broken') throw new CredentialsError(plan.cause);
  const { base, roles } = plan;
  // The latest session that is kept saves all that comes before it.
  const keys = roles.map((_, index) => keyOf(base, roles.slice(0, index + 1)));
  const from = keys.findLastIndex((key) => host.kept.get(key) !== undefined);
  let identity = host.kept.get(keys[from] ?? '') ?? (await credentialsOf(base, network, host, signal));
  for (const [index, step] of roles.entries()) {
    if (index <= from) continue;
    identity = await assume(step, identity, network, host, signal);
    if (step.mfaDevice !== undefined) host.kept.set(keys[index] ?? '', identity);
  }
  return identity;
}

async function planOf(connection: AwsConnection): Promise<LoginPlan> {
  switch (connection.kind) {
    case 'profile':
      return planLogin(await readSharedFiles(), connection.profile);
    case 'environment':
      return { kind: 'plan', base: environmentBase(process.env), roles: [] };
    case 'metadata':
      return { kind: 'plan', base: { kind: 'metadata', of: 'either' }, roles: [] };
  }
}

/** Keys come before a web identity, as in the SDK's own chain. */
function environmentBase(environment: NodeJS.ProcessEnv): Base {
  const { AWS_ACCESS_KEY_ID: key, AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ROLE_ARN: role } = environment;
  if (key !== undefined || tokenFile === undefined || role === undefined) return { kind: 'environment' };
  const sessionName = environment['AWS_ROLE_SESSION_NAME'];
  const base = { kind: 'web-identity', profile: 'the environment', role, tokenFile } as const;
  return sessionName === undefined ? base : { ...base, sessionName };
}

/** Changed files make another key, so that a session of other credentials is never taken for theirs. */
function keyOf(base: Base, roles: readonly RoleStep[]): string {
  return JSON.stringify([base, roles]);
}

function credentialsOf(
  base: Base,
  network: LoginNetwork,
  host: LoginHost,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  switch (base.kind) {
    case 'keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = base;
      return Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) });
    }
    case 'sso':
      return credentialsOfSso(base, network);
    case 'process':
      if (!host.mayRunPrograms()) throw new CredentialsError({ kind: 'programs-off', profile: base.profile });
      return credentialsOfProcess(base.profile, base.command, signal);
    case 'web-identity':
      return assumeRoleWithWebIdentity(base, network, signal);
    case 'login':
      return credentialsOfConsoleLogin(base.profile, network);
    case 'environment':
      return credentialsOfEnvironment();
    case 'metadata':
      return credentialsOfMachine(base.of);
  }
}

async function credentialsOfConsoleLogin(
  profile: string,
  { requestHandler }: LoginNetwork,
): Promise<AwsCredentialIdentity> {
  try {
    return await fromIni({ profile, ignoreCache: true, clientConfig: { requestHandler } })();
  } catch {
    throw new CredentialsError({ kind: 'console-login', profile });
  }
}

async function assume(
  step: RoleStep,
  source: AwsCredentialIdentity,
  network: LoginNetwork,
  host: LoginHost,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  const { profile, role, mfaDevice: device } = step;
  if (device === undefined) return assumeRole(step, source, undefined, network, signal);
  const code = await host.mfaCode({ profile, device, role }, signal);
  signal.throwIfAborted();
  if (code === undefined) throw new CredentialsError({ kind: 'mfa-code', profile, device });
  return assumeRole(step, source, code, network, signal);
}
