import { loadSharedConfigFiles } from '@smithy/core/config';

type Section = Readonly<Record<string, string | undefined>>;

/** What the shared AWS configuration files say, by name. */
export interface SharedFiles {
  readonly profiles: Readonly<Record<string, Section>>;
  readonly ssoSessions: Readonly<Record<string, Section>>;
  /** Endpoints of services, as `s3.endpoint_url`. */
  readonly services: Readonly<Record<string, Section>>;
}

/**
 * The shared files, read anew each time. `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` are obeyed; where both
 * files have a key, the credentials file wins. A file that is not there is empty.
 */
export async function readSharedFiles(): Promise<SharedFiles> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const profiles: Record<string, Section> = {};
  const ssoSessions: Record<string, Section> = {};
  const services: Record<string, Section> = {};
  for (const [name, section] of Object.entries(configFile)) {
    const [, kind, own = ''] = /^(sso-session|services)\.(.+)$/u.exec(name) ?? [];
    if (kind === 'sso-session') ssoSessions[own] = section;
    else if (kind === 'services') services[own] = section;
    else profiles[name] = section;
  }
  for (const [name, section] of Object.entries(credentialsFile)) profiles[name] = { ...profiles[name], ...section };
  return { profiles, ssoSessions, services };
}
