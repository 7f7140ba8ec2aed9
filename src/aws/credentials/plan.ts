import * as l10n from '@vscode/l10n';
import type { CredentialCause } from './cause';
import type { SharedFiles } from './sharedFiles';

/** Where credentials begin, before any role is assumed. */
export type Base =
  | {
      readonly kind: 'keys';
      readonly profile: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    }
  | {
      readonly kind: 'sso';
      readonly profile: string;
      readonly account: string;
      readonly role: string;
      readonly region: string;
    }
  | { readonly kind: 'process'; readonly profile: string; readonly command: string }
  | {
      readonly kind: 'web-identity';
      readonly profile: string;
      readonly role: string;
      readonly tokenFile: string;
      readonly sessionName?: string;
    }
  /** A login by `aws login`. */
  | { readonly kind: 'login'; readonly profile: string }
  | { readonly kind: 'environment' }
  /** The role of a container or an EC2 instance. */
  | { readonly kind: 'metadata'; readonly of: 'container' | 'instance' | 'either' };

/** A role that is assumed with the credentials of what comes before it. */
export interface RoleStep {
  readonly profile: string;
  readonly role: string;
  readonly sessionName?: string;
  readonly externalId?: string;
  readonly seconds?: number;
  readonly mfaDevice?: string;
  /** Where the role is assumed; the connection's first Region where the profile names none. */
  readonly region?: string;
}

/** How to get credentials: where they begin, and the roles to assume one after the other. */
export type LoginPlan =
  | { readonly kind: 'plan'; readonly base: Base; readonly roles: readonly RoleStep[] }
  | { readonly kind: 'broken'; readonly cause: CredentialCause };

type Section = SharedFiles['profiles'][string];

const broken = (profile: string, why: string): LoginPlan => ({
  kind: 'broken',
  cause: { kind: 'broken-profile', profile, why },
});

/**
 * What the files say a profile logs in by. The order is the SDK's: a role first, then keys, web identity, process, IAM
 * Identity Center, `aws login`.
 */
export function planLogin(files: SharedFiles, profile: string): LoginPlan {
  return follow(files, profile, []);
}

function follow(files: SharedFiles, profile: string, path: readonly string[]): LoginPlan {
  const section = files.profiles[profile];
  const asked = path.at(-1) ?? profile;
  if (section === undefined) {
    return path.length === 0
      ? { kind: 'broken', cause: { kind: 'no-profile', profile } }
      : broken(asked, l10n.t('its source_profile {0} does not exist', profile));
  }
  const keys = keysIn(profile, section);
  if (path.includes(profile)) {
    // A role may take its own profile's keys as the source.
    if (path.at(-1) === profile && keys !== undefined) return { kind: 'plan', base: keys, roles: [] };
    const profiles = [...path.slice(path.indexOf(profile)), profile];
    return { kind: 'broken', cause: { kind: 'cycle', profiles } };
  }
  const role = section['role_arn'];
  const { source_profile: source, credential_source: credentialSource } = section;
  if (role !== undefined && source !== undefined && credentialSource !== undefined) {
    return broken(profile, 'it has both source_profile and credential_source');
  }
  if (role !== undefined && source !== undefined) {
    return withRole(follow(files, source, [...path, profile]), profile, role, section);
  }
  if (role !== undefined && credentialSource !== undefined) {
    return withRole(planCredentialSource(profile, credentialSource), profile, role, section);
  }
  return keys === undefined ? planBase(files, profile, section) : { kind: 'plan', base: keys, roles: [] };
}

function withRole(source: LoginPlan, profile: string, role: string, section: Section): LoginPlan {
  if (source.kind === 'broken') return source;
  const { role_session_name, external_id, mfa_serial, region, duration_seconds } = section;
  const seconds = Number(duration_seconds);
  if (duration_seconds !== undefined && !Number.isInteger(seconds)) {
    return broken(profile, l10n.t('its duration_seconds {0} is no number', duration_seconds));
  }
  const step: RoleStep = {
    profile,
    role,
    ...(role_session_name !== undefined && { sessionName: role_session_name }),
    ...(external_id !== undefined && { externalId: external_id }),
    ...(duration_seconds !== undefined && { seconds }),
    ...(mfa_serial !== undefined && { mfaDevice: mfa_serial }),
    ...(region !== undefined && { region }),
  };
  return { ...source, roles: [...source.roles, step] };
}

function planCredentialSource(profile: string, source: string): LoginPlan {
  switch (source) {
    case 'Environment':
      return { kind: 'plan', base: { kind: 'environment' }, roles: [] };
    case 'EcsContainer':
      return { kind: 'plan', base: { kind: 'metadata', of: 'container' }, roles: [] };
    case 'Ec2InstanceMetadata':
      return { kind: 'plan', base: { kind: 'metadata', of: 'instance' }, roles: [] };
    default:
      return broken(
        profile,
        l10n.t('its credential_source {0} is none of Environment, EcsContainer and Ec2InstanceMetadata', source),
      );
  }
}

function keysIn(profile: string, section: Section): Base | undefined {
  const { aws_access_key_id, aws_secret_access_key, aws_session_token } = section;
  if (aws_access_key_id === undefined || aws_secret_access_key === undefined) return undefined;
  return {
    kind: 'keys',
    profile,
    accessKeyId: aws_access_key_id,
    secretAccessKey: aws_secret_access_key,
    ...(aws_session_token !== undefined && { sessionToken: aws_session_token }),
  };
}

function planBase(files: SharedFiles, profile: string, section: Section): LoginPlan {
  const { role_arn, web_identity_token_file, role_session_name, credential_process, login_session } = section;
  if (web_identity_token_file !== undefined && role_arn !== undefined) {
    const sessionName = role_session_name !== undefined && { sessionName: role_session_name };
    const base = { kind: 'web-identity', profile, role: role_arn, tokenFile: web_identity_token_file } as const;
    return { kind: 'plan', base: { ...base, ...sessionName }, roles: [] };
  }
  if (credential_process !== undefined) {
    return { kind: 'plan', base: { kind: 'process', profile, command: credential_process }, roles: [] };
  }
  if (['sso_start_url', 'sso_account_id', 'sso_session', 'sso_role_name'].some((key) => section[key] !== undefined)) {
    return planSso(files, profile, section);
  }
  if (login_session !== undefined) return { kind: 'plan', base: { kind: 'login', profile }, roles: [] };
  return broken(profile, whyNothing(section));
}

function planSso(files: SharedFiles, profile: string, section: Section): LoginPlan {
  const { sso_session: sessionName } = section;
  const session = sessionName === undefined ? section : files.ssoSessions[sessionName];
  if (session === undefined) return broken(profile, l10n.t('there is no [sso-session {0}]', sessionName ?? ''));
  const { sso_account_id: account, sso_role_name: role } = section;
  const { sso_region: region, sso_start_url: start } = session;
  const missing = Object.entries({
    sso_account_id: account,
    sso_role_name: role,
    sso_region: region,
    sso_start_url: start,
  })
    .filter(([, value]) => value === undefined)
    .map(([key]) => key);
  if (account === undefined || role === undefined || region === undefined || missing.length > 0) {
    const names = missing.join(', ');
    return broken(profile, missing.length === 1 ? l10n.t('{0} is missing', names) : l10n.t('{0} are missing', names));
  }
  return { kind: 'plan', base: { kind: 'sso', profile, account, role, region }, roles: [] };
}

function whyNothing(section: Section): string {
  const { role_arn, aws_access_key_id, aws_secret_access_key } = section;
  if (role_arn !== undefined) return l10n.t('it has role_arn, but neither source_profile nor credential_source');
  if (aws_access_key_id !== undefined) return l10n.t('{0} is missing', 'aws_secret_access_key');
  if (aws_secret_access_key !== undefined) return l10n.t('{0} is missing', 'aws_access_key_id');
  return l10n.t('it says nothing of how to log in');
}

/** What a plan logs in by, in a few words. */
export function describePlan({ base, roles }: Extract<LoginPlan, { kind: 'plan' }>): string {
  const names = roles.map(({ role, mfaDevice }) => {
    const name = role.slice(role.lastIndexOf('/') + 1);
    return mfaDevice === undefined ? l10n.t('role {0}', name) : l10n.t('role {0} with MFA', name);
  });
  return [describeBase(base, roles.length > 0), ...names].join(' → ');
}

function describeBase(base: Base, isSource: boolean): string {
  const words = baseWords(base);
  return isSource && 'profile' in base ? `${base.profile}: ${words}` : words;
}

function baseWords(base: Base): string {
  switch (base.kind) {
    case 'keys':
      return base.sessionToken === undefined ? l10n.t('access keys') : l10n.t('temporary keys');
    case 'sso':
      return l10n.t('IAM Identity Center, {0} in {1}', base.role, base.account);
    case 'process':
      return l10n.t('credential process');
    case 'web-identity':
      return l10n.t('web identity, role {0}', base.role.slice(base.role.lastIndexOf('/') + 1));
    case 'login':
      return l10n.t('console login');
    case 'environment':
      return l10n.t('environment variables');
    case 'metadata':
      return metadataWords(base.of);
  }
}

function metadataWords(of: Extract<Base, { kind: 'metadata' }>['of']): string {
  switch (of) {
    case 'container':
      return l10n.t('container role');
    case 'instance':
      return l10n.t('instance role');
    case 'either':
      return l10n.t('machine role');
  }
}
